"""Recordings of a person's own voice: a folder of files, each named after its words."""

import csv
import hashlib
import io
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from voiceguide.clip import Clip, decode, mono
from voiceguide.errors import SoundError, SpeechError
from voiceguide.letters import main_language
from voiceguide.speech.engine import Engine, phonemes_by
from voiceguide.speech.text import spoken
from voiceguide.timeline.model import Utterance
from voiceguide.units import gain

NO_SOUND = (".csv", ".txt", ".md", ".json", ".toml")
"""Suffixes of files beside the recordings that are not recordings."""

WORDS_IN_NAME = 6


class RecordedEngine:
    """Plays recordings, and speaks with another engine what is not recorded.

    A recording keeps its speed, whatever the rate. Words that do not fit a breath are said in their short form, as with any
    voice.

    Args:
        folder: has the recordings, named as `recording_name` says, in any format that can be decoded.
        spare: the engine that speaks what is not recorded.
        notify: is told the first time that a recording is missing.

    Raises:
        SpeechError: the folder is missing, or has no recordings.
    """

    def __init__(self, folder: Path, spare: Engine, notify: Callable[[str], None]) -> None:
        self._folder = folder
        self._spare = spare
        self._notify = notify
        self._told = threading.Lock()
        try:
            files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
        except OSError as error:
            raise SpeechError(
                f"The recordings in {folder} cannot be read: {error.strerror}. Expected a folder of sound files; "
                "`voiceguide voices --sheet SCRIPT` lists what to record."
            ) from error
        self._recordings = {path.stem.lower(): path for path in reversed(files) if path.suffix.lower() not in NO_SOUND}
        if not self._recordings:
            raise SpeechError(
                f"There are no recordings in {folder}. `voiceguide voices --sheet SCRIPT` lists what to record."
            )

    @property
    def name(self) -> str:
        return f"the recordings in {self._folder}"

    def identity(self, utterance: Utterance) -> str:
        path = self._recording(utterance)
        if path is None:
            return self._spare.identity(utterance)
        try:
            file = path.stat()
        except OSError as error:
            raise SpeechError(
                f"The recording {path} cannot be read: {error.strerror}. Put it back, or record '{utterance.text[:60]}' again."
            ) from error
        return f"recorded {path.name} {file.st_size} {file.st_mtime_ns}"

    def synthesize(self, utterance: Utterance) -> Clip:
        path = self._recording(utterance)
        if path is None:
            return self._spare.synthesize(utterance)
        try:
            return without_room(mono(decode(path)))
        except SoundError as error:
            raise SpeechError(f"{error} Please record '{utterance.text[:60]}' again.") from error

    def phonemes(self, utterance: Utterance) -> str | None:
        """How the spare engine would pronounce it; None for what is recorded."""
        return None if recording_name(utterance) in self._recordings else phonemes_by(self._spare, utterance)

    def _recording(self, utterance: Utterance) -> Path | None:
        path = self._recordings.get(recording_name(utterance))
        if path is None and self._told.acquire(blocking=False):  # never released, so that it is told only once
            self._notify(
                f"Not everything is recorded in {self._folder}: {self._spare.name} speaks '{utterance.text[:60]}', "
                "and whatever else is missing. `voiceguide voices --sheet SCRIPT` lists what to record."
            )
        return path


def recording_name(utterance: Utterance) -> str:
    """The name of a recording's file without its suffix: the first words, and six digits of a hash of all words.

    It depends only on the words and their language, not on capitals, punctuation or the rate.
    """
    main = main_language(utterance.language)
    words = re.findall(r"\w+", spoken(utterance.text, utterance.language, utterance.say).lower())
    plain = [unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() for word in words[:WORDS_IN_NAME]]
    code = hashlib.sha256(" ".join([main, *words]).encode()).hexdigest()[:6]
    return "-".join([*filter(None, plain), code])


WINDOW_MS = 10
ABOVE_NOISE_DB = 10.0
"""A window this far above the noise of the room is speech."""

BELOW_LOUDEST_DB = 20.0
"""A window less than this below the loudest one is speech, however noisy the room is."""

STEADY_MS = 60
"""Speech lasts at least so long; a shorter sound by itself is the click of a button."""

MARGIN_MS = 20
"""Left at both ends, for soft first and last sounds."""


def without_room(clip: Clip) -> Clip:
    """A mono recording, cut to its words: without the noise of the room before and after them.

    It stays as it is if no words stand out from the noise.
    """
    window = max(clip.rate * WINDOW_MS // 1000, 1)
    windows = clip.samples[: clip.frames // window * window, 0].reshape(-1, window)
    if not len(windows):
        return clip
    loudness = np.sqrt(np.square(windows, dtype=np.float64).mean(axis=1))
    above_noise = np.quantile(loudness, 0.05) * gain(ABOVE_NOISE_DB)
    speech = loudness > min(above_noise, loudness.max() * gain(-BELOW_LOUDEST_DB))
    steady = STEADY_MS // WINDOW_MS
    run = np.convolve(speech, np.ones(steady), "valid") == steady
    if not run.any():
        return clip
    first = int(run.argmax()) * window
    last = (len(run) - 1 - int(run[::-1].argmax()) + steady) * window
    margin = MARGIN_MS // WINDOW_MS * window
    return Clip(clip.samples[max(0, first - margin) : last + margin], clip.rate)


HEADINGS = ("file", "language", "text")
SUFFIX = ".wav"


def recording_sheet(utterances: Iterable[Utterance]) -> str:
    """A CSV with one line for each recording: the file's name, the language, and the words.

    The file may have another suffix. Utterances that differ only in punctuation share a recording.
    """
    rows = {
        recording_name(utterance): (utterance.language, text)
        for utterance in utterances
        if (text := spoken(utterance.text, utterance.language, utterance.say))
    }
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((f"{name}{SUFFIX}", *row) for name, row in rows.items())
    return sheet.getvalue()

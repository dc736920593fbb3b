"""The cache of clips: each utterance is spoken once, and its clip is ready to mix."""

from __future__ import annotations

import hashlib
import json
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Protocol

from voiceguide.errors import SpeechError
from voiceguide.speech.engine import Engine, phonemes_by
from voiceguide.speech.lexicon import with_phonemes
from voiceguide.speech.prefetch import Prefetch
from voiceguide.speech.text import spoken
from voiceguide.storage.cache import Store
from voiceguide.timeline.model import Utterance
from voiceguide.units import Ms, ms_from_frames

if TYPE_CHECKING:
    from voiceguide.clip import Clip


REVISION = 4
"""Increased when clips are made differently, so that older ones are not used."""

LIMIT_BYTES = 512 * 1024 * 1024
"""The size of the cache on disk: about an hour and a half of speech."""

LEAVE_S = 5.0
"""Seconds that `close` waits, at most. Loading a voice takes one, a sentence less."""

BYTES_PER_FRAME = 2
"""Clips are cached as 16-bit mono samples."""


class Clips(Protocol):
    """Where a session has its speech from; see `ClipCache`."""

    def measure(self, utterance: Utterance) -> Ms: ...

    def clip(self, utterance: Utterance) -> Clip: ...

    def prefetching(self, utterances: Iterable[Utterance]) -> AbstractContextManager[None]: ...

    def close(self) -> None: ...


class ClipCache:
    """Speaks utterances with an engine and caches their clips.

    A clip is mono at 44 100 Hz, trimmed to its audible part, faded over a few ms at its ends, and levelled. The methods are
    safe to call from several threads at once; then one clip is finished while the next one is spoken.

    The clip that was measured is the one that is mixed: the cache holds its own copy of every clip for its whole life. This
    is needed because engines may speak the same words differently each time, and because the folder may lose a clip, or get
    another take of it from another process.

    Args:
        engine: the voice.
        folder: the cache on disk, created if it is missing. With None, or if it cannot be written, clips last only as long
            as this object.
        limit: the most bytes in the folder; the least recently used clips are removed first.
    """

    def __init__(self, engine: Engine, folder: Path | None, limit: int = LIMIT_BYTES) -> None:
        self._engine = engine
        self._store = Store(folder, limit) if folder else None
        self._takes = Takes()
        self._identified: dict[Utterance, tuple[Utterance, str]] = {}
        self._prefetches: list[Prefetch] = []
        self._locks: dict[str, threading.Lock] = {}
        self._speaking = 0
        self._spoke = threading.Condition()
        self._closed = False

    def measure(self, utterance: Utterance) -> Ms:
        """How long the utterance is heard, in milliseconds: the exact duration of its clip.

        Raises:
            SpeechError: the engine failed, or there is nothing to say.
        """
        return ms_from_frames(self._takes.size(self._taken(utterance)) // BYTES_PER_FRAME)

    def clip(self, utterance: Utterance) -> Clip:
        """The utterance as sound: mono at 44 100 Hz, float32 of shape (frames, 1).

        Raises:
            SpeechError: the engine failed, or there is nothing to say.
        """
        from voiceguide.speech.finish import clip_from_pcm

        return clip_from_pcm(self._takes.read(self._taken(utterance)))

    def spoken(self, utterance: Utterance) -> str:
        """The words that the engine is given, without signs that it would spell or skip."""
        return self._identify(utterance)[0].text

    def phonemes(self, utterance: Utterance) -> str | None:
        """How the engine pronounces the words, in the International Phonetic Alphabet; None where it does not tell."""
        return phonemes_by(self._engine, self._identify(utterance)[0])

    def identity(self, utterance: Utterance) -> str:
        """A key that depends on all that the clip depends on: words, voice, rate, and how clips are made."""
        return self._identify(utterance)[1]

    @contextmanager
    def prefetching(self, utterances: Iterable[Utterance]) -> Iterator[None]:
        """Prefetch the utterances that will probably be asked for, in that order, while the `with` block runs.

        It starts when an utterance is asked for that is not cached; if all are, it costs nothing. One utterance is spoken
        while others are trimmed, levelled and cached. If the engine fails, prefetching stops, and `measure` reports the error
        when the utterance is asked for.
        """
        prefetch = Prefetch(utterances, self.measure)
        self._prefetches.append(prefetch)
        try:
            yield
        finally:
            self._prefetches.remove(prefetch)
            prefetch.end()

    def close(self) -> None:
        """Speak nothing more, and wait for what other threads speak, for `LEAVE_S` at most.

        A program that ends meanwhile may be aborted: onnxruntime and soxr do so when their thread is killed.
        """
        with self._spoke:
            self._closed = True
            self._spoke.wait_for(lambda: not self._speaking, LEAVE_S)

    def _identify(self, utterance: Utterance) -> tuple[Utterance, str]:
        """The utterance as the engine gets it, and the name of its clip."""
        if utterance not in self._identified:
            text = spoken(utterance.text, utterance.language, utterance.say)
            if not text:
                raise SpeechError(f"There is nothing to speak in '{utterance.text[:60]}'. Expected at least one word.")
            said = replace(utterance, text=text, say=with_phonemes(utterance))
            identity = json.dumps([REVISION, self._engine.identity(said), text, utterance.language, utterance.rate])
            self._identified[utterance] = said, hashlib.sha256(identity.encode()).hexdigest()[:40]
        return self._identified[utterance]

    def _taken(self, utterance: Utterance) -> str:
        """The name of the utterance's take, after it was read from the cache or spoken if need be."""
        words, key = self._identify(utterance)
        if key not in self._takes:
            with self._locks.setdefault(key, threading.Lock()):  # so that two threads never speak the same words
                if key not in self._takes:
                    speak = partial(self._spoken, words)
                    self._takes.add(key, self._store.get_or_make(key, speak) if self._store else speak())
        return key

    def _spoken(self, utterance: Utterance) -> bytes:
        with self._spoke:
            if self._closed:
                raise SpeechError("The session was closed.")
            self._speaking += 1
        try:
            return self._speak(utterance)
        finally:
            with self._spoke:
                self._speaking -= 1
                self._spoke.notify_all()

    def _speak(self, utterance: Utterance) -> bytes:
        for prefetch in tuple(self._prefetches):
            prefetch.begin()
        raw = self._engine.synthesize(utterance)
        from voiceguide.speech.finish import finished, pcm_from_clip  # late, so that the engine does not wait for numpy

        clip = finished(raw)
        if not clip.frames:
            raise SpeechError(
                f"'{utterance.text[:60]}' cannot be heard: {self._engine.name} spoke nothing. Please choose another voice."
            )
        return pcm_from_clip(clip)


LOST = "What was spoken cannot be read back from its temporary file"


class Takes:
    """The takes of one run: the samples of each clip as bytes, by the clip's name. A take never changes once it is added.

    They are in one temporary file that no other program can open. It goes away with this object, even if the program is
    killed. If the file cannot be written, takes are in memory. Safe to use from several threads at once.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._takes: dict[str, bytes | slice] = {}
        self._end = 0
        self._lock = threading.Lock()

    def __contains__(self, key: str) -> bool:
        return key in self._takes

    def add(self, key: str, take: bytes) -> None:
        """Add a take. If there is one with this name already, it stays and the new one is dropped."""
        with self._lock:
            if key not in self._takes:
                try:
                    self._takes[key] = self._appended(take)
                except OSError:
                    self._takes[key] = take

    def size(self, key: str) -> int:
        """The size of a take in bytes."""
        take = self._takes[key]
        return len(take) if isinstance(take, bytes) else take.stop - take.start

    def read(self, key: str) -> bytes:
        """The take as it was added.

        Raises:
            SpeechError: the temporary file cannot be read back.
        """
        place = self._takes[key]
        if isinstance(place, bytes):
            return place
        try:
            with self._lock:
                assert self._file
                self._file.seek(place.start)
                take = self._file.read(place.stop - place.start)
        except OSError as error:
            raise SpeechError(f"{LOST}: {error.strerror}. Please start again.") from error
        if len(take) != place.stop - place.start:
            raise SpeechError(f"{LOST}: it became shorter. Please start again.")
        return take

    def _appended(self, take: bytes) -> slice:
        """The bytes of the file that hold a take, after it was written there."""
        if self._file is None:
            self._file = TemporaryFile(prefix="voiceguide-", buffering=0)  # noqa: SIM115 - it lives as long as this
            weakref.finalize(self, self._file.close)
        self._file.seek(self._end)
        if self._file.write(take) != len(take):
            raise OSError("the disk is full")
        self._end += len(take)
        return slice(self._end - len(take), self._end)

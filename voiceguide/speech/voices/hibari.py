"""The natural voice: English, offline, from hibari-tts."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voiceguide.errors import SpeechError
from voiceguide.speech.engine import reason_of
from voiceguide.speech.voices.hibari_voices import NATURAL, PREFIX, find_natural, hibari_version, model_of
from voiceguide.speech.voices.worker import TIMEOUT_S, Worker
from voiceguide.storage.folders import voice_folder
from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voiceguide.clip import Clip
    from voiceguide.speech.voices.hibari_model import Model

REVISION = 2
"""Increased when the same words are spoken differently."""

CALM_SPEED = 0.75
"""The speed, as hibari counts it (> 1 is faster). The bundled back session is then spoken at 158 words a minute, and lasts a
twentieth less than with the system voice. A slower voice does not sound calmer."""

SEED = 20
"""The seed of the noise in consonants and breath, so that the same words always have the same samples."""

SAMPLE_RATE = 24_000
"""hibari's rate, in samples a second."""

ONSET_DB = -40.0
"""A sentence begins where it rises above this level, relative to its peak. Before the burst of an initial p, t or k the voice
breathes for some 60 ms below it, too softly to be heard as the word. The softest initial sounds, f and h, exceed it within a few
ms."""

PAUSE_S = 0.7
"""The pause between two sentences, from the last sound of one to the first sound of the next."""


class HibariEngine:
    """Speaks English with a voice of hibari-tts. The same utterance always has the same samples.

    The model is loaded for the first words that are not cached, and shared by all engines of the process.

    Args:
        wanted: `natural`, or `natural:` and a voice's name.
        folder: where voices are installed; None for the user's own folder.
        seed: the seed of the noise in consonants and breath.

    Raises:
        SpeechError: the voice or the package is not installed.
    """

    def __init__(self, wanted: str = NATURAL, folder: Path | None = None, seed: int = SEED) -> None:
        self._seed = seed
        self._voice = find_natural(wanted)
        self._path = model_of(self._voice, folder or voice_folder("natural"))

    takes_phonemes = True

    @property
    def name(self) -> str:
        return f"the voice {PREFIX}{self._voice.name}"

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - one voice speaks all
        return f"hibari-tts {hibari_version()}, {self._voice.name}, speed {CALM_SPEED}, seed {self._seed}, {REVISION} {_words_revision()}"

    def synthesize(self, utterance: Utterance) -> Clip:
        try:
            spoken = _worker.run(lambda: self._speak(utterance))
        except SpeechError:
            raise
        except Exception as error:  # onnxruntime has exceptions of its own
            raise SpeechError(
                f"The voice '{PREFIX}{self._voice.name}' could not speak '{utterance.text[:60]}': {reason_of(error)}. "
                "Please choose another voice, or install hibari-tts again."
            ) from error
        import numpy as np  # imported after speaking, so that the thread that loads the model does not wait

        from voiceguide.clip import Clip, audible_span

        pause = np.zeros(round(PAUSE_S * SAMPLE_RATE), np.float32)
        parts: list[Any] = []
        for samples in spoken:
            start, _ = audible_span(samples[:, np.newaxis], ONSET_DB)
            _, end = audible_span(samples[:, np.newaxis])
            parts += [pause, samples[start:end]]
        if not parts:
            raise SpeechError(
                f"The voice has no sound for '{utterance.text[:60]}'. Please check that the words are English."
            )
        return Clip(np.concatenate(parts[1:])[:, np.newaxis], SAMPLE_RATE)

    def phonemes(self, utterance: Utterance) -> str:
        """How the words are pronounced, in the International Phonetic Alphabet."""
        return _worker.run(lambda: _loaded(self._path, self._voice.is_british).phonemes(utterance.text))

    def _speak(self, utterance: Utterance) -> list[NDArray[np.float32]]:
        model = _loaded(self._path, self._voice.is_british)
        return model.sentences(utterance.text, CALM_SPEED * utterance.rate, self._seed)


_worker = Worker(TIMEOUT_S)
"""All engines speak on one thread, one sentence at a time. Each further thread would hold the memory of its longest sentence,
and would save no time, since other cores are busy with mixing."""


@cache
def _loaded(path: Path, british: bool) -> Model:
    from voiceguide.speech.voices.hibari_model import Model

    return Model(path, british)


@cache
def _words_revision() -> str:
    """A checksum that changes when the rules for verbs change."""
    return f"{zlib.crc32((files('voiceguide.speech') / 'imperatives.toml').read_bytes()):08x}"

"""The natural voice: English, offline, from hibari-tts."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voiceguide.errors import SpeechError
from voiceguide.speech.engine import Voice
from voiceguide.speech.voices.hibari_voices import (
    NATURAL,
    PREFIX,
    find_natural,
    hibari_version,
    model_of,
    natural_folder,
    natural_voices,
)
from voiceguide.speech.voices.pyttsx import Worker
from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voiceguide.clip import Clip
    from voiceguide.speech.voices.hibari_model import Model

REVISION = 2
"""Goes up when the same words are spoken differently."""

CALM_SPEED = 0.75
"""hibari's own speed. All that is said in the bundled back session is then spoken at 158 words a minute, and the session lasts
a twentieth less than with the system voice. Slower is not heard as calmer."""

SEED = 20
"""Of the noise in consonants and breath: the same words are always the same samples."""

SAMPLE_RATE = 24_000
"""What hibari speaks at, in samples a second."""

TIMEOUT_S = 60.0
"""Seconds after which a voice that does not come back is given up."""

ONSET_DB = -40.0
"""Before the burst of a first p, t or k the voice breathes for some 60 ms, this far below its peak: too soft to be taken for the
beginning of the word. The softest first sounds of words, f and h, rise above it within a few ms."""

PAUSE_S = 0.7
"""Between two sentences, from the last sound of one to the first of the next."""


class HibariEngine:
    """Speaks English with a voice of hibari-tts, always in the same way.

    The model is loaded when the first words are spoken, and shared by all engines of the process; what was spoken before
    needs none.

    Args:
        wanted: `natural`, or `natural:` and a voice's name.
        folder: where voices are installed, if not the user's own.
        seed: of the noise in consonants and breath.

    Raises:
        SpeechError: no such voice is there, or the package is not.
    """

    def __init__(self, wanted: str = NATURAL, folder: Path | None = None, seed: int = SEED) -> None:
        self._seed = seed
        self._folder = folder or natural_folder()
        self._voice = find_natural(wanted)
        self._path = model_of(self._voice, self._folder)

    @property
    def name(self) -> str:
        return f"the voice {PREFIX}{self._voice.name}"

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - one voice speaks all
        return f"hibari-tts {hibari_version()}, {self._voice.name}, speed {CALM_SPEED}, seed {self._seed}, {REVISION} {_words_revision()}"

    def voices(self) -> Sequence[Voice]:
        return tuple(voice.described(self._folder) for voice in natural_voices().values())

    def synthesize(self, utterance: Utterance) -> Clip:
        try:
            spoken = _worker.run(lambda: self._speak(utterance))
        except SpeechError:
            raise
        except Exception as error:  # onnxruntime has its own for everything
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise SpeechError(
                f"The voice '{PREFIX}{self._voice.name}' could not speak '{utterance.text[:60]}': {reason}. "
                "Please choose another voice, or install hibari-tts again."
            ) from error
        import numpy as np  # these after the words are spoken: what loads the model shall not wait for them

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

    def _speak(self, utterance: Utterance) -> list[NDArray[np.float32]]:
        model = _loaded(self._path, self._voice.is_british)
        return model.sentences(utterance.text, CALM_SPEED * utterance.rate, self._seed)


_worker = Worker(TIMEOUT_S)
"""All speak on one thread, one sentence at a time: each thread would keep the memory of its longest sentence, and two at once
would be no quicker, since other cores mix meanwhile."""


@cache
def _loaded(path: Path, british: bool) -> Model:
    from voiceguide.speech.voices.hibari_model import Model

    return Model(path, british)


@cache
def _words_revision() -> str:
    """What changes when words are to be said in another way."""
    return f"{zlib.crc32((files('voiceguide.speech') / 'imperatives.toml').read_bytes()):08x}"

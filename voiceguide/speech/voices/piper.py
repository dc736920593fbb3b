"""Piper's neural voices, which speak offline; they need the extra `[piper]`."""

import threading
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from voiceguide.clip import Clip, trim
from voiceguide.config import CALM_WPM
from voiceguide.errors import SpeechError
from voiceguide.speech.engine import reason_of
from voiceguide.speech.voices.piper_voices import find_model, language_of, piper_version, settings_of
from voiceguide.storage.folders import voice_folder
from voiceguide.timeline.model import Utterance
from voiceguide.timeline.phrases import phrases

PAUSE_S = 0.3
"""The pause between two sentences: Piper speaks each by itself and joins them without one."""

SLOWEST, QUICKEST = 2.0, 0.7
"""Limits of the factor on the durations of a voice by which it reaches `CALM_WPM`: beyond them it sounds distorted."""


class PiperEngine:
    """Speaks with a Piper model, calibrated to `CALM_WPM`; the loudness stays as the model gives it.

    The model is loaded for the first words that are not cached.

    Args:
        wanted: the name of an installed voice, such as `en_US-ljspeech-high`, or the path of an .onnx file with its
            .onnx.json beside it.
        folder: where voices are installed; None for the user's own folder.

    Raises:
        SpeechError: the voice or the extra is not installed.
    """

    def __init__(self, wanted: str, folder: Path | None = None) -> None:
        self._model = find_model(wanted, folder or voice_folder("piper"))
        self._version = piper_version()
        self._lock = threading.Lock()
        self._loaded: tuple[Any, float] | None = None

    @property
    def name(self) -> str:
        return f"Piper {self._version}, {self._model.stem}"

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - one model speaks all
        files = ((path.stat().st_size, path.stat().st_mtime_ns) for path in (self._model, settings_of(self._model)))
        return f"{self.name} {' '.join(map(str, chain.from_iterable(files)))}"

    def synthesize(self, utterance: Utterance) -> Clip:
        try:
            with self._lock:
                self._loaded = self._loaded or self._load()
            voice, calm = self._loaded
            return _speak(voice, utterance.text, length_scale=calm / utterance.rate)
        except SpeechError:
            raise
        except Exception as error:  # onnxruntime has exceptions of its own
            raise SpeechError(
                f"The voice {self._model.name} could not speak '{utterance.text[:60]}': {reason_of(error)}. "
                f"Please install it again, or choose another voice."
            ) from error

    def _load(self) -> tuple[Any, float]:
        """The model, and the factor on its durations for `CALM_WPM`, measured on words of its own language."""
        from piper import PiperVoice

        voice = PiperVoice.load(self._model)
        said = phrases(language_of(self._model))
        text = f"{said.say('welcome')} {said.say('finish')}"
        # Without noise, so that the factor is the same each time.
        sample = trim(_speak(voice, text, length_scale=voice.config.length_scale, noise_w_scale=0.0, noise_scale=0.0))
        wpm = len(text.split()) * 60 * sample.rate / max(sample.frames, 1)
        return voice, float(voice.config.length_scale * np.clip(wpm / CALM_WPM, QUICKEST, SLOWEST))


def _speak(voice: Any, text: str, **settings: Any) -> Clip:
    from piper import SynthesisConfig

    chunks = list(voice.synthesize(text, SynthesisConfig(normalize_audio=False, **settings)))
    if not chunks:
        raise SpeechError(f"The voice has no sound for '{text[:60]}'. Please check that the words are in its language.")
    rate = chunks[0].sample_rate
    pause = np.zeros(round(PAUSE_S * rate), np.float32)
    parts: Iterator[Any] = chain.from_iterable((pause, np.atleast_1d(chunk.audio_float_array)) for chunk in chunks)
    return Clip(np.concatenate([*parts][1:])[:, np.newaxis].astype(np.float32, copy=False), rate)

"""Engines for tests."""

import secrets
import threading

import numpy as np

from voiceguide.clip import Clip, audible_span
from voiceguide.speech.finish import finished, pcm_from_clip
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.timeline.model import Utterance


class ListeningEngine:
    """A tone that remembers what it was asked to say."""

    def __init__(self, name: str = "listening") -> None:
        self.name = name
        self.heard: list[Utterance] = []
        self._lock = threading.Lock()

    def identity(self, utterance: Utterance) -> str:
        return self.name

    def synthesize(self, utterance: Utterance) -> Clip:
        with self._lock:
            self.heard.append(utterance)
        return ToneEngine().synthesize(utterance)


class RestlessEngine(ListeningEngine):
    """Never speaks the same words twice alike: each take has a length of its own, 10 to 300 ms shorter than the tone.

    Attributes:
        takes: what was spoken, as it is cached: 16-bit samples.
    """

    def __init__(self) -> None:
        super().__init__("restless")
        self.takes: list[bytes] = []

    def synthesize(self, utterance: Utterance) -> Clip:
        clip = super().synthesize(utterance)
        start, _ = audible_span(clip.samples)
        missing = clip.rate // 100 + secrets.randbelow(clip.rate * 29 // 100)
        clip = Clip(np.delete(clip.samples, slice(start, start + missing), axis=0), clip.rate)
        self.takes.append(pcm_from_clip(finished(clip)))
        return clip

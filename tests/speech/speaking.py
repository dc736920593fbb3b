"""Engines for tests."""

import threading
from collections.abc import Sequence

import numpy as np

from voiceguide.clip import Clip, audible_span
from voiceguide.speech.engine import Voice
from voiceguide.speech.tone import ToneEngine
from voiceguide.timeline.model import Utterance


class ListeningEngine:
    """A tone that remembers what it was asked to say, and that never speaks twice alike."""

    def __init__(self, name: str = "listening") -> None:
        self.name = name
        self.heard: list[Utterance] = []
        self.drift = 0
        self._lock = threading.Lock()

    def identity(self, utterance: Utterance) -> str:
        return self.name

    def voices(self) -> Sequence[Voice]:
        return ()

    def synthesize(self, utterance: Utterance) -> Clip:
        with self._lock:
            self.heard.append(utterance)
        clip = ToneEngine().synthesize(utterance)
        start, _ = audible_span(clip.samples)
        return Clip(np.delete(clip.samples, slice(start, start + self.drift), axis=0), clip.rate)

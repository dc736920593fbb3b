"""The bells that come with the program."""

import wave
from functools import cache

import numpy as np

from voiceguide.clip import Clip
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import BellName


@cache
def bundled_bell(name: BellName) -> Clip:
    """A bundled bell: mono, at the program's own rate."""
    with wave.open(str(bundled("audio/bells") / f"{name}.wav"), "rb") as file:
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return Clip((pcm.astype(np.float32) / np.float32(32768))[:, np.newaxis], file.getframerate())

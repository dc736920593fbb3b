"""The breath guide `breath`: shaped noise, like a wave that draws in and runs out."""

import numpy as np

from voiceguide.breath import PhaseKind
from voiceguide.clip import Samples
from voiceguide.mix.breathing import SILENT_DB, Point, Shape, breathing
from voiceguide.mix.curve import Values
from voiceguide.mix.grains import grain_times
from voiceguide.mix.noise import band
from voiceguide.mix.shaping import shaping
from voiceguide.mix.sound import GUIDE_DUCK_DB, gain
from voiceguide.timeline.model import Chapter

SHAPES: dict[PhaseKind, Shape] = {
    "inhale": Shape(0.1, Point(-7, 0.4), Point(-2, 0.85), Point(0, 1)),
    "hold_in": Shape(1.0, Point(-7, 1), Point(-7, 1), Point(-4, 0.85)),
    "exhale": Shape(0.6, Point(-1, 0.55), Point(-8, 0.2), Point(-13, 0)),
    "hold_out": Shape(0.0, Point(-13, 0), Point(-13, 0), Point(-11, 0.1)),
    "move": Shape(0.4, Point(-8, 0.4), Point(-8, 0.4), Point(-12, 0.3)),
}
"""Bright at the crest, dark at the end. A breath that is held is thin air above or a murmur below; the end of a hold
stirs towards what comes."""

BANDS_HZ = (480.0, 1150.0, 2750.0)
BANDS_DB = (0.0, -1.0, -4.0)
"""Dark, middle and bright noise, and what makes them equally loud to the ear."""

BAND_OCTAVES = 0.6


class BreathGuide:
    """A track. `peak_db` is its RMS at its loudest, in dBFS."""

    def __init__(self, chapter: Chapter, peak_db: float, *, pan: bool) -> None:
        curves = breathing(chapter, SHAPES)
        self._tone = curves.tone
        self._shaping = shaping(chapter, curves.db, GUIDE_DUCK_DB, pan=pan, silent_db=SILENT_DB)
        self._levels = [gain(peak_db + db) for db in BANDS_DB]

    def add_to(self, block: Samples, start: int) -> None:
        times = grain_times(start, len(block))
        gains = self._shaping.gains(times)
        for hz, level, share in zip(BANDS_HZ, self._levels, _shares(self._tone.at(times)), strict=True):
            band(hz, BAND_OCTAVES).add_to(block, start, gains * (level * share)[:, np.newaxis])


def _shares(tone: Values) -> Values:
    """How much of each band makes a tone, shape (3, tones); the power stays the same."""
    angle = np.pi * tone
    shares: Values = np.maximum([np.cos(angle), np.sin(angle), -np.cos(angle)], 0)
    return shares

"""The breath guide `breath`: shaped noise, like a wave that draws in and runs out."""

from functools import partial

import numpy as np

from voiceguide.clip import Samples
from voiceguide.guide import BREATH
from voiceguide.mix.breathing import breathing
from voiceguide.mix.curve import Values
from voiceguide.mix.envelope import Envelope, ShapedLoop
from voiceguide.mix.grains import edge_times
from voiceguide.mix.noise import band
from voiceguide.mix.shaping import shaped
from voiceguide.mix.sound import gain
from voiceguide.timeline.model import Chapter

BANDS_HZ = (570.0, 1250.0, 2750.0)
BANDS_DB = (0.0, -1.6, -3.5)
"""Dark, middle and bright noise, and what makes them equally loud to the ear."""

BAND_OCTAVES = 0.55
OVERLAP = 1 / 3
"""How alike neighbouring bands are, as a correlation: together they are so much louder than two noises would be."""


class BreathGuide:
    """A track for some grains of a chapter. `peak_db` is its RMS at its loudest, in dBFS, if it were at its darkest there."""

    def __init__(self, chapter: Chapter, grains: range, peak_db: float, *, pan: bool) -> None:
        curves = breathing(chapter, BREATH)
        times = edge_times(grains)
        gains = shaped(chapter, curves.db, times, pan=pan)
        levels = [gain(peak_db + db) for db in BANDS_DB]
        self._bands = [
            ShapedLoop(partial(band, hz, BAND_OCTAVES), Envelope(grains, gains * (level * share)[:, np.newaxis]))
            for hz, level, share in zip(BANDS_HZ, levels, _shares(curves.tone.at(times)), strict=True)
        ]

    def add_to(self, block: Samples, start: int) -> None:
        for each in self._bands:
            each.add_to(block, start)


def _shares(tone: Values) -> Values:
    """How much of each band makes a tone, shape (3, tones); the loudness stays the same."""
    angle = np.pi * tone
    shares: Values = np.maximum([np.cos(angle), np.sin(angle), -np.cos(angle)], 0)
    shares /= np.sqrt(1 + OVERLAP * np.abs(np.sin(2 * angle)))
    return shares

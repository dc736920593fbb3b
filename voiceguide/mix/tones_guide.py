"""The breath guide `tones`: a soft chord that glides up and down."""

import numpy as np

from voiceguide.clip import Samples
from voiceguide.mix.breathing import breathing
from voiceguide.mix.curve import Curve, Values
from voiceguide.mix.grains import grain_times, lines, spread
from voiceguide.mix.shaping import shaping
from voiceguide.mix.sound import GUIDE_DUCK_DB, gain
from voiceguide.timeline.guides import TONES
from voiceguide.timeline.model import Chapter

ROOT_HZ = 110.0
CLIMB = 1.5
"""A fifth, from tone 0 to tone 1."""

PARTIALS = np.array([0, 0, 1, 0.7, 0.45, 0.22])
"""Amplitudes of the multiples of the root from 0 on: a major chord from 220 Hz up. All are of one root: nothing beats."""


class TonesGuide:
    """A track. `peak_db` is its RMS at its loudest, in dBFS."""

    def __init__(self, chapter: Chapter, peak_db: float, *, pan: bool) -> None:
        curves = breathing(chapter, TONES)
        self._pitch = Curve(curves.tone.times, ROOT_HZ * CLIMB**curves.tone.values)
        self._shaping = shaping(chapter, curves.db, GUIDE_DUCK_DB, pan=pan)
        self._level = gain(peak_db)

    def add_to(self, block: Samples, start: int) -> None:
        times = grain_times(start, len(block))
        edges = self._shaping.gains(times) * self._level
        if not edges.any():
            return
        chord = _chord(self._pitch.integral(times) / 1000, len(block))
        sound = spread(edges, len(block))
        for ear in sound.T:
            ear *= chord
        block += sound


def _chord(turns: Values, frames: int) -> Samples:
    """The chord at RMS 1, given how often its root has turned at the edges of grains; shape (frames,).

    The cosine of a multiple is a polynomial of the cosine (Chebyshev), so one cosine makes the whole chord.
    """
    angles = lines(2 * np.pi * (turns[:-1] % 1)[:, np.newaxis], 2 * np.pi * np.diff(turns)[:, np.newaxis], frames)[:, 0]
    root = np.cos(angles, out=angles)
    chord = np.full(frames, _POLYNOMIAL[-1])
    for coefficient in _POLYNOMIAL[-2::-1]:
        chord *= root
        chord += coefficient
    return chord


_POLYNOMIAL = np.polynomial.chebyshev.cheb2poly(PARTIALS / np.sqrt(np.sum(PARTIALS**2) / 2)).astype(np.float32)

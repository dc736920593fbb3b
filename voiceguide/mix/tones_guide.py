"""The breath guide `tones`: a soft chord that glides up and down."""

import numpy as np

from voiceguide.clip import Samples
from voiceguide.guide import TONES
from voiceguide.mix.breathing import breathing
from voiceguide.mix.curve import Curve, Values
from voiceguide.mix.envelope import Envelope
from voiceguide.mix.grains import Lines, edge_times
from voiceguide.mix.shaping import shaped
from voiceguide.mix.sound import gain
from voiceguide.timeline.model import Chapter

ROOT_HZ = 220.0
CLIMB = 1.5
"""A fifth, from tone 0 to tone 1."""

BRIGHTER_DB = 0.6
"""How much louder the ear has the chord at tone 1 (BS.1770)."""

PARTIALS = np.array([0, 0, 0.8, 1, 0.6, 0.3])
"""Amplitudes of the multiples of the root from 0 on: a major chord, at its lowest from 440 to 1100 Hz, at its highest up to
1650 Hz. Most of it lies where a small speaker plays and below where the ear is sharpest. All are of one root: nothing beats."""


class TonesGuide:
    """A track for some grains of a chapter. `peak_db` is its RMS at its loudest, in dBFS, if it were at its lowest there."""

    def __init__(self, chapter: Chapter, grains: range, peak_db: float, *, pan: bool) -> None:
        curves = breathing(chapter, TONES)
        times = edge_times(grains)
        even = gain(peak_db) * 10 ** (-BRIGHTER_DB / 20 * curves.tone.at(times))
        gains = shaped(chapter, curves.db, times, pan=pan) * even[:, np.newaxis]
        pitch = Curve(curves.tone.times, ROOT_HZ * CLIMB**curves.tone.values)
        self._envelope = Envelope(grains, gains)
        self._angles = _angles(grains, pitch.integral(times) / 1000)

    def add_to(self, block: Samples, start: int) -> None:
        for part, gains, grains in self._envelope.heard_in(block, start):
            chord = _chord(self._angles.at(grains)[:, 0])
            for ear in gains.T:
                ear *= chord
            part += gains


def _angles(grains: range, turns: Values) -> Lines:
    """The angle of the root, given how often it has turned at the edges of the grains."""
    return Lines(grains, 2 * np.pi * (turns[:-1, np.newaxis] % 1), 2 * np.pi * np.diff(turns)[:, np.newaxis])


def _chord(angles: Samples) -> Samples:
    """The chord at RMS 1, given the angles of its root, which are overwritten; both of shape (frames,).

    The cosine of a multiple is a polynomial of the cosine (Chebyshev), so one cosine makes the whole chord.
    """
    root = np.cos(angles, out=angles)
    chord: Samples = _POLYNOMIAL[-1] * root
    for coefficient in _POLYNOMIAL[-2:0:-1]:
        chord += coefficient
        chord *= root
    chord += _POLYNOMIAL[0]
    return chord


_POLYNOMIAL = np.polynomial.chebyshev.cheb2poly(PARTIALS / np.sqrt(np.sum(PARTIALS**2) / 2)).astype(np.float32)

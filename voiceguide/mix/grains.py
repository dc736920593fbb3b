"""From what is known at a few points to every frame between them.

Sound is shaped by slow curves. They are worked out once a grain, 8.7 ms, for many blocks at once, and joined by straight
lines where they are heard.
"""

from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.curve import Times
from voiceguide.units import SAMPLE_RATE

GRAIN = 384
"""Frames. A step of the chapter grid is a whole number of them."""

GRAIN_MS = GRAIN * 1000 / SAMPLE_RATE

_ROWS = 64
"""Products this small are left to one thread by the libraries behind numpy: chapters are mixed side by side already."""


def grains_in(start: int, frames: int) -> range:
    """The grains of `frames` frames from frame `start` on.

    Raises:
        ValueError: they are not whole grains.
    """
    if start % GRAIN or frames % GRAIN:
        raise ValueError(f"Expected whole grains of {GRAIN} frames, got {frames} frames from frame {start} on")
    return range(start // GRAIN, (start + frames) // GRAIN)


def edge_times(grains: range) -> Times:
    """The times at the edges of some grains, one more than they are."""
    return np.arange(grains.start, grains.stop + 1, dtype=np.float64) * GRAIN_MS


def runs(wanted: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    """Where each run of true values starts, and where each ends."""
    turns = np.diff(np.pad(wanted, 1).astype(np.int8))
    return np.flatnonzero(turns > 0).tolist(), np.flatnonzero(turns < 0).tolist()


class Lines:
    """Values that move in a straight line through each of some grains.

    Args:
        grains: which they are.
        starts, climbs: where each grain's lines begin and how far they climb, shape (grains, channels).
    """

    def __init__(self, grains: range, starts: NDArray[np.floating], climbs: NDArray[np.floating]) -> None:
        self._first = grains.start
        self._rows = np.concatenate([starts, climbs], axis=1, dtype=np.float32)
        self._ramps = _ramps(starts.shape[1])

    @classmethod
    def through(cls, grains: range, edges: NDArray[np.floating]) -> Self:
        """Those through values at the edges of the grains, shape (grains + 1, channels)."""
        return cls(grains, edges[:-1], np.diff(edges, axis=0))

    def at(self, grains: range) -> Samples:
        """The values in some of the grains, for every frame: shape (frames, channels)."""
        rows = self._rows[grains.start - self._first : grains.stop - self._first]
        out = np.empty((len(rows), self._ramps.shape[1]), np.float32)
        for row in range(0, len(rows), _ROWS):
            np.matmul(rows[row : row + _ROWS], self._ramps, out=out[row : row + _ROWS])
        return out.reshape(len(rows) * GRAIN, -1)


@cache
def _ramps(channels: int) -> Samples:
    each = np.eye(channels, dtype=np.float32)
    along = np.arange(GRAIN, dtype=np.float32)[:, np.newaxis] / GRAIN
    return np.concatenate([np.tile(each, GRAIN), np.kron(along.T, each)])

"""From what is known at a few points to every frame between them.

Sound is shaped by slow curves. They are worked out once a grain, 8.7 ms, and joined by straight lines.
"""

from functools import cache

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


def grain_times(start: int, frames: int) -> Times:
    """The times at the edges of the grains that cover `frames` frames from frame `start` on, a whole number of grains."""
    if start % GRAIN:
        raise ValueError(f"Expected a block that starts on a whole grain of {GRAIN} frames, got frame {start}")
    grains = -(-frames // GRAIN)
    return np.arange(start // GRAIN, start // GRAIN + grains + 1, dtype=np.float64) * GRAIN_MS


def spread(edges: NDArray[np.floating], frames: int) -> Samples:
    """Values at the edges of grains, shape (grains + 1, channels), as float32 for every frame, joined by straight lines."""
    return lines(edges[:-1], np.diff(edges, axis=0), frames)


def lines(starts: NDArray[np.floating], climbs: NDArray[np.floating], frames: int) -> Samples:
    """For every frame the value on its grain's line: where each begins and how far it climbs, shape (grains, channels)."""
    rows = np.concatenate([starts, climbs], axis=1, dtype=np.float32)
    channels = starts.shape[1]
    out = np.empty((len(rows), GRAIN * channels), np.float32)
    for row in range(0, len(rows), _ROWS):
        np.matmul(rows[row : row + _ROWS], _ramps(channels), out=out[row : row + _ROWS])
    return out.reshape(-1, channels)[:frames]


@cache
def _ramps(channels: int) -> Samples:
    each = np.eye(channels, dtype=np.float32)
    along = np.arange(GRAIN, dtype=np.float32)[:, np.newaxis] / GRAIN
    return np.concatenate([np.tile(each, GRAIN), np.kron(along.T, each)])

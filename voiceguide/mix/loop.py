"""A sound that repeats for ever, and its part in a block."""

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.grains import GRAIN, spread
from voiceguide.units import CHAPTER_GRID_MS, frames_from_ms

READY_FRAMES = 6 * frames_from_ms(CHAPTER_GRID_MS)
"""Up to so many frames are given out without a copy, wherever they begin."""

INAUDIBLE = 1e-6


class Loop:
    """A sound without a seam between its end and its start: float32 of shape (frames, 2)."""

    def __init__(self, samples: Samples) -> None:
        self.frames = len(samples)
        self._samples = np.resize(samples, (self.frames + READY_FRAMES, samples.shape[1]))

    def at(self, start: int, frames: int) -> Samples:
        """`frames` frames of its endless repetition, from frame `start` on. Not to be changed."""
        first = start % self.frames
        if first + frames <= len(self._samples):
            return self._samples[first : first + frames]
        return np.take(self._samples[: self.frames], np.arange(first, first + frames), axis=0, mode="wrap")

    def add_to(self, block: Samples, start: int, gains: NDArray[np.float64]) -> None:
        """Add it to the block that begins at frame `start`, with gains at the edges of its grains, shape (grains + 1, 2)."""
        heard = np.flatnonzero(gains.max(axis=1) > INAUDIBLE)
        if not heard.size:
            return
        first, last = max(heard[0] - 1, 0), heard[-1] + 1
        part = block[first * GRAIN : last * GRAIN]
        sound = spread(gains[first : last + 1], len(part))
        sound *= self.at(start + first * GRAIN, len(part))
        part += sound

"""A sound that repeats for ever."""

import numpy as np

from voiceguide.clip import Samples
from voiceguide.units import CHAPTER_GRID_MS, frames_from_ms

READY_FRAMES = 6 * frames_from_ms(CHAPTER_GRID_MS)
"""Up to so many frames are given out without a copy, wherever they begin."""


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

"""Control blocks: from what is known at a few points to every frame between them.

Sound is shaped by slow curves. They are worked out once a control block, 8.7 ms, for many blocks at once, and joined by
straight lines where they are heard."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.automation import Times
from voiceguide.units import CHAPTER_GRID_MS, SAMPLE_RATE, frames_from_ms

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


CONTROL_FRAMES = 384
"""Frames. A step of the chapter grid is a whole number of them."""

CONTROL_MS = CONTROL_FRAMES * 1000 / SAMPLE_RATE

_ROWS = 64
"""Products this small are left to one thread by the libraries behind numpy: chapters are mixed side by side already."""


def control_blocks(start: int, frames: int) -> range:
    """The grains of `frames` frames from frame `start` on.

    Raises:
        ValueError: they are not whole grains.
    """
    if start % CONTROL_FRAMES or frames % CONTROL_FRAMES:
        raise ValueError(f"Expected whole grains of {CONTROL_FRAMES} frames, got {frames} frames from frame {start} on")
    return range(start // CONTROL_FRAMES, (start + frames) // CONTROL_FRAMES)


def edge_times(controls: range) -> Times:
    """The times at the edges of some grains, one more than they are."""
    return np.arange(controls.start, controls.stop + 1, dtype=np.float64) * CONTROL_MS


def runs(wanted: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    """Where each run of true values starts, and where each ends."""
    changes = np.diff(np.pad(wanted, 1).astype(np.int8))
    return np.flatnonzero(changes > 0).tolist(), np.flatnonzero(changes < 0).tolist()


class Ramps:
    """Values that move in a straight line through each of some grains.

    Args:
        controls: which they are.
        starts, climbs: where each grain's lines begin and how far they climb, shape (grains, channels).
    """

    def __init__(self, controls: range, starts: NDArray[np.floating], slopes: NDArray[np.floating]) -> None:
        self._first = controls.start
        self._rows = np.concatenate([starts, slopes], axis=1, dtype=np.float32)
        self._ramps = _ramps(starts.shape[1])

    @classmethod
    def through(cls, controls: range, edges: NDArray[np.floating]) -> Self:
        """Those through values at the edges of the grains, shape (grains + 1, channels)."""
        return cls(controls, edges[:-1], np.diff(edges, axis=0))

    def at(self, controls: range) -> Samples:
        """The values in some of the grains, for every frame: shape (frames, channels)."""
        rows = self._rows[controls.start - self._first : controls.stop - self._first]
        out = np.empty((len(rows), self._ramps.shape[1]), np.float32)
        for row in range(0, len(rows), _ROWS):
            np.matmul(rows[row : row + _ROWS], self._ramps, out=out[row : row + _ROWS])
        return out.reshape(len(rows) * CONTROL_FRAMES, -1)


@cache
def _ramps(channels: int) -> Samples:
    each = np.eye(channels, dtype=np.float32)
    along = np.arange(CONTROL_FRAMES, dtype=np.float32)[:, np.newaxis] / CONTROL_FRAMES
    return np.concatenate([np.tile(each, CONTROL_FRAMES), np.kron(along.T, each)])


INAUDIBLE = 1e-6


class AudibleSpan(NamedTuple):
    """A part of a block in which something is heard.

    Attributes:
        part: those frames of the block, to be added to.
        gains: for each of them left and right, to be multiplied with what sounds; both are float32 of shape (frames, 2).
        controls: which of the chapter's they are.
    """

    part: Samples
    gains: Samples
    controls: range


class Envelope:
    """Gains for left and right over some grains of a chapter. `edges` are at the edges of these, shape (grains + 1, 2)."""

    def __init__(self, controls: range, edges: NDArray[np.floating]) -> None:
        self._gains = Ramps.through(controls, edges)
        audible = np.maximum(*edges.T) > INAUDIBLE
        firsts, lasts = runs(audible[:-1] | audible[1:])
        self._heard = [
            range(controls.start + first, controls.start + last) for first, last in zip(firsts, lasts, strict=True)
        ]

    def heard_in(self, block: Samples, start: int) -> Iterator[AudibleSpan]:
        """The stretches of the block from frame `start` of the chapter on that are not silent."""
        controls = control_blocks(start, len(block))
        begin = bisect_right(self._heard, controls.start, key=lambda run: run.stop)
        end = bisect_left(self._heard, controls.stop, key=lambda run: run.start)
        for run in self._heard[begin:end]:
            heard = range(max(run.start, controls.start), min(run.stop, controls.stop))
            part = block[
                (heard.start - controls.start) * CONTROL_FRAMES : (heard.stop - controls.start) * CONTROL_FRAMES
            ]
            yield AudibleSpan(part, self._gains.at(heard), heard)


class ShapedLoop:
    """A track: a loop that begins with the chapter, as loud as an envelope says.

    `loop` is asked for it where something of it is heard, and not before: loops take long to make, and the opening of a session
    may need none.
    """

    def __init__(self, loop: Callable[[], Loop], envelope: Envelope) -> None:
        self._loop = loop
        self._envelope = envelope

    def add_to(self, block: Samples, start: int) -> None:
        for part, gains, controls in self._envelope.heard_in(block, start):
            gains *= self._loop().at(controls.start * CONTROL_FRAMES, len(part))
            part += gains

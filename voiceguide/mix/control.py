"""Control blocks: slow curves are computed once per control block of 8.7 ms and are straight lines within it.

Loops are shaped by these curves.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.automation import Times
from voiceguide.units import CHAPTER_GRID_MS, SAMPLE_RATE, frames_from_ms

CONTROL_FRAMES = 384
"""Frames in a control block. A step of the chapter grid is a whole number of control blocks."""

CONTROL_MS = CONTROL_FRAMES * 1000 / SAMPLE_RATE

_ROWS = 64
"""Rows in one matrix product: few enough that numpy's libraries use one thread, since chapters are mixed in parallel already."""


def control_blocks(start: int, frames: int) -> range:
    """The numbers of the control blocks in `frames` frames from frame `start` on, both whole control blocks."""
    return range(start // CONTROL_FRAMES, (start + frames) // CONTROL_FRAMES)


def edge_times(controls: range) -> Times:
    """The times at the edges of some control blocks, shape (blocks + 1,)."""
    return np.arange(controls.start, controls.stop + 1, dtype=np.float64) * CONTROL_MS


def runs(wanted: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    """Where each run of true values starts, and where each ends."""
    changes = np.diff(np.pad(wanted, 1).astype(np.int8))
    return np.flatnonzero(changes > 0).tolist(), np.flatnonzero(changes < 0).tolist()


class Ramps:
    """Values that are a straight line within each control block.

    Args:
        controls: the control blocks.
        starts, slopes: the value at the start of each control block, and its change until the end, shape (blocks, channels).
    """

    def __init__(self, controls: range, starts: NDArray[np.floating], slopes: NDArray[np.floating]) -> None:
        self._first = controls.start
        self._rows = np.concatenate([starts, slopes], axis=1, dtype=np.float32)
        self._ramps = _ramps(starts.shape[1])

    @classmethod
    def through(cls, controls: range, edges: NDArray[np.floating]) -> Self:
        """The lines through values at the edges of the control blocks, shape (blocks + 1, channels)."""
        return cls(controls, edges[:-1], np.diff(edges, axis=0))

    def at(self, controls: range) -> Samples:
        """The value at every frame of some of the control blocks, shape (frames, channels)."""
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
"""Gains up to this are treated as silence."""


class AudibleSpan(NamedTuple):
    """A part of a block that is not silent.

    Attributes:
        part: a view of the block's frames there, to add the sound to.
        gains: left and right for each frame, to multiply the sound with. Both are float32 of shape (frames, 2).
        controls: the chapter's control blocks there.
    """

    part: Samples
    gains: Samples
    controls: range


class Envelope:
    """Gains for left and right over some control blocks of a chapter, given at their edges, shape (blocks + 1, 2)."""

    def __init__(self, controls: range, edges: NDArray[np.floating]) -> None:
        self._gains = Ramps.through(controls, edges)
        audible = np.maximum(*edges.T) > INAUDIBLE
        firsts, lasts = runs(audible[:-1] | audible[1:])
        self._audible = [
            range(controls.start + first, controls.start + last) for first, last in zip(firsts, lasts, strict=True)
        ]

    def audible_in(self, block: Samples, start: int) -> Iterator[AudibleSpan]:
        """The parts that are not silent of a block that begins at frame `start` of the chapter."""
        controls = control_blocks(start, len(block))
        begin = bisect_right(self._audible, controls.start, key=lambda run: run.stop)
        end = bisect_left(self._audible, controls.stop, key=lambda run: run.start)
        for run in self._audible[begin:end]:
            audible = range(max(run.start, controls.start), min(run.stop, controls.stop))
            part = block[
                (audible.start - controls.start) * CONTROL_FRAMES : (audible.stop - controls.start) * CONTROL_FRAMES
            ]
            yield AudibleSpan(part, self._gains.at(audible), audible)


READY_FRAMES = 6 * frames_from_ms(CHAPTER_GRID_MS)
"""Up to so many frames, `Loop.at` returns a view instead of a copy."""


class Loop:
    """A sound that repeats without a seam: float32 of shape (frames, 2)."""

    def __init__(self, samples: Samples) -> None:
        self.frames = len(samples)
        self._samples = np.resize(samples, (self.frames + READY_FRAMES, samples.shape[1]))

    def at(self, start: int, frames: int) -> Samples:
        """`frames` frames of the endless repetition, from frame `start` on. The caller must not change them."""
        first = start % self.frames
        if first + frames <= len(self._samples):
            return self._samples[first : first + frames]
        return np.take(self._samples[: self.frames], np.arange(first, first + frames), axis=0, mode="wrap")


class Endless(Protocol):
    """A sound without an end: `Loop`, `playlist.Playlist`."""

    def at(self, start: int, frames: int) -> Samples:
        """`frames` frames from frame `start` on, float32 of shape (frames, 2). The caller must not change them."""
        ...


class ShapedLoop:
    """A track: a sound without an end, with its gain from an envelope. At the chapter's start it has reached frame `offset`.

    `loop` is called only when a part of it is audible: loops take long to make, and the opening of a session may need none.
    """

    def __init__(self, loop: Callable[[], Endless], envelope: Envelope, offset: int = 0) -> None:
        self._loop = loop
        self._envelope = envelope
        self._offset = offset

    def add_to(self, block: Samples, start: int) -> None:
        for part, gains, controls in self._envelope.audible_in(block, start):
            gains *= self._loop().at(self._offset + controls.start * CONTROL_FRAMES, len(part))
            part += gains

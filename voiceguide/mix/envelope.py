"""How loud something is, for many blocks on end."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.grains import GRAIN, Lines, grains_in
from voiceguide.mix.loop import Loop

INAUDIBLE = 1e-6


class Stretch(NamedTuple):
    """A part of a block in which something is heard.

    Attributes:
        part: those frames of the block, to be added to.
        gains: for each of them left and right, to be multiplied with what sounds; both are float32 of shape (frames, 2).
        grains: which of the chapter's they are.
    """

    part: Samples
    gains: Samples
    grains: range


class Envelope:
    """Gains for left and right over some grains of a chapter. `edges` are at the edges of these, shape (grains + 1, 2)."""

    def __init__(self, grains: range, edges: NDArray[np.floating]) -> None:
        self._gains = Lines.through(grains, edges)
        audible = np.maximum(*edges.T) > INAUDIBLE
        turns = np.diff(np.pad(audible[:-1] | audible[1:], 1).astype(np.int8))
        self._firsts, self._lasts = (np.flatnonzero(turns == turn) + grains.start for turn in (1, -1))

    def heard_in(self, block: Samples, start: int) -> Iterator[Stretch]:
        """The stretches of the block from frame `start` of the chapter on that are not silent."""
        grains = grains_in(start, len(block))
        some = slice(
            np.searchsorted(self._lasts, grains.start, "right"), np.searchsorted(self._firsts, grains.stop, "left")
        )
        for first, last in zip(self._firsts[some].tolist(), self._lasts[some].tolist(), strict=True):
            heard = range(max(first, grains.start), min(last, grains.stop))
            part = block[(heard.start - grains.start) * GRAIN : (heard.stop - grains.start) * GRAIN]
            yield Stretch(part, self._gains.at(heard), heard)


class ShapedLoop:
    """A track: a loop that begins with the chapter, as loud as an envelope says."""

    def __init__(self, loop: Loop, envelope: Envelope) -> None:
        self._loop = loop
        self._envelope = envelope

    def add_to(self, block: Samples, start: int) -> None:
        for part, gains, grains in self._envelope.heard_in(block, start):
            gains *= self._loop.at(grains.start * GRAIN, len(part))
            part += gains

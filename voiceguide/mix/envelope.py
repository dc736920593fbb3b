"""How loud something is, for many blocks on end."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.grains import GRAIN, Lines, grains_in, runs
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
        firsts, lasts = runs(audible[:-1] | audible[1:])
        self._heard = [
            range(grains.start + first, grains.start + last) for first, last in zip(firsts, lasts, strict=True)
        ]

    def heard_in(self, block: Samples, start: int) -> Iterator[Stretch]:
        """The stretches of the block from frame `start` of the chapter on that are not silent."""
        grains = grains_in(start, len(block))
        begin = bisect_right(self._heard, grains.start, key=lambda run: run.stop)
        end = bisect_left(self._heard, grains.stop, key=lambda run: run.start)
        for run in self._heard[begin:end]:
            heard = range(max(run.start, grains.start), min(run.stop, grains.stop))
            part = block[(heard.start - grains.start) * GRAIN : (heard.stop - grains.start) * GRAIN]
            yield Stretch(part, self._gains.at(heard), heard)


class ShapedLoop:
    """A track: a loop that begins with the chapter, as loud as an envelope says.

    `loop` is asked for it where something of it is heard, and not before: loops take long to make, and the opening of a session
    may need none.
    """

    def __init__(self, loop: Callable[[], Loop], envelope: Envelope) -> None:
        self._loop = loop
        self._envelope = envelope

    def add_to(self, block: Samples, start: int) -> None:
        for part, gains, grains in self._envelope.heard_in(block, start):
            gains *= self._loop().at(grains.start * GRAIN, len(part))
            part += gains

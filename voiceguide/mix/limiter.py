"""No peak above the ceiling: the gain falls before a peak comes and rises after it, and is 1 elsewhere.

Each grain's gain follows from the grains within `REACH` of it, whatever the blocks that they come in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.control import CONTROL_FRAMES, Ramps, runs
from voiceguide.units import CHANNELS

AHEAD = 1
"""Grains over which the gain falls before a peak: 9 ms."""

AFTER = 8
"""Grains over which it rises again: 70 ms."""

REACH = AHEAD + AFTER + 1
CHUNK = 7
"""Grains that are looked at as one until something in them is high. A step of the chapter grid is a whole number of them."""

HIDDEN = 0.7
"""Where samples stay below this share of the ceiling, no peak between them goes above it; a sine at a quarter of the rate,
sampled at its worst, comes closest."""

BEND = 0.25
"""Between samples a wave rises above them by no more than this share of its bend (its second difference) there: half as much
is enough for low sounds, and this for any up to 12 kHz."""

Peaks: TypeAlias = NDArray[np.float32]


@dataclass(slots=True)
class _Heard:
    """A block, and for each of its grains the highest point."""

    block: Samples
    peaks: Peaks


def limited(blocks: Iterable[Samples], ceiling: float) -> Iterator[Samples]:
    """The same blocks with no true peak above `ceiling` (1 is full scale); one of them is held back to look ahead.

    Args:
        blocks: float32 of shape (frames, 2), each a whole number of steps of the chapter grid. They are changed.
    """
    nothing = _Heard(np.zeros((0, CHANNELS), np.float32), np.zeros(0, np.float32))
    before, now = nothing, nothing
    for after in chain((_Heard(block, _peaks(block, ceiling)) for block in blocks), [nothing]):
        if len(now.block):
            _limit(before.peaks[-REACH:], now, after.peaks, ceiling)
            yield now.block
        before, now = now, after


def _peaks(block: Samples, ceiling: float) -> Peaks:
    """The highest point of the wave in each grain, between samples too; 0 where all is low."""
    chunks = block.reshape(-1, CHUNK * CONTROL_FRAMES * CHANNELS)
    peaks = np.zeros((len(chunks), CHUNK), np.float32)
    high = np.flatnonzero(np.maximum(chunks.max(axis=1), -chunks.min(axis=1)) > HIDDEN * ceiling)
    if high.size:
        sound = chunks[high]
        heights = np.abs(sound)
        bends = np.abs(sound[:, 2 * CHANNELS :] - 2 * sound[:, CHANNELS:-CHANNELS] + sound[:, : -2 * CHANNELS])
        heights[:, CHANNELS:-CHANNELS] += BEND * bends
        peaks[high] = heights.reshape(-1, CHUNK, CONTROL_FRAMES * CHANNELS).max(axis=2)
    return peaks.reshape(-1)


def _limit(before: Peaks, now: _Heard, after: Peaks, ceiling: float) -> None:
    peaks = np.concatenate([before, now.peaks, after[: AHEAD + 1]])
    if peaks.max() <= ceiling:
        return
    first, last = len(before), len(before) + len(now.peaks)
    dips = _dips(1 - ceiling / np.maximum(peaks, ceiling))[first : last + 1]
    for start, end in zip(*runs(dips > 0), strict=True):
        controls = range(max(start - 1, 0), min(end, len(now.peaks)))
        gains = 1 - dips[controls.start : controls.stop + 1, np.newaxis]
        part = now.block[controls.start * CONTROL_FRAMES : controls.stop * CONTROL_FRAMES]
        part *= Ramps.through(controls, np.repeat(gains, CHANNELS, axis=1)).at(controls)


def _dips(needed: Peaks) -> Peaks:
    """How far the gain falls below 1 at each edge between grains, given how far it must at least in each grain."""
    edges = len(needed) + 1
    ahead = np.zeros(edges + 2 * AHEAD, np.float32)
    fading = ahead[AHEAD : AHEAD + edges]
    fading[:-1] = needed
    np.maximum(fading[1:], needed, out=fading[1:])
    at_edges = fading.copy()
    for step in range(1, AFTER):
        np.maximum(fading[step:], at_edges[:-step] * np.float32(1 - step / AFTER), out=fading[step:])
    early = reduce(np.maximum, (ahead[step : step + edges + AHEAD] for step in range(AHEAD + 1)))
    smooth: Peaks = np.mean([early[step : step + edges] for step in range(AHEAD + 1)], axis=0, dtype=np.float32)
    return smooth

"""A look-ahead limiter for true peaks: the gain falls before a peak, rises after it, and is 1 elsewhere.

A control block's gain depends only on the control blocks within `REACH` of it, however the sound is cut into blocks.
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

ATTACK = 1
"""Control blocks over which the gain falls before a peak: 9 ms."""

RELEASE = 8
"""Control blocks over which it rises again: 70 ms."""

REACH = ATTACK + RELEASE + 1
CHUNK = 7
"""Control blocks that are checked together for high samples. A step of the chapter grid is a whole number of chunks."""

HIDDEN = 0.7
"""If samples stay below this share of the ceiling, no peak between them exceeds it. The worst case is a sine at a quarter of
the rate."""

BEND = 0.25
"""Between samples a wave exceeds them by at most this share of its second difference there, for any sound up to 12 kHz. For
low sounds half as much is enough."""

Peaks: TypeAlias = NDArray[np.float32]
"""The highest absolute value in each control block, shape (blocks,)."""


@dataclass(slots=True)
class _BlockPeaks:
    """A block and the peaks of its control blocks."""

    block: Samples
    peaks: Peaks


def limited(blocks: Iterable[Samples], ceiling: float) -> Iterator[Samples]:
    """The same blocks with no true peak above `ceiling` (1 is full scale). One block is held back to look ahead.

    Args:
        blocks: float32 of shape (frames, 2), each a whole number of steps of the chapter grid. They are changed in place.
    """
    nothing = _BlockPeaks(np.zeros((0, CHANNELS), np.float32), np.zeros(0, np.float32))
    before, now = nothing, nothing
    for after in chain((_BlockPeaks(block, _peaks(block, ceiling)) for block in blocks), [nothing]):
        if len(now.block):
            _limit(before.peaks[-REACH:], now, after.peaks, ceiling)
            yield now.block
        before, now = now, after


def _peaks(block: Samples, ceiling: float) -> Peaks:
    """The highest point of the wave in each control block, also between samples; 0 in a chunk without high samples."""
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


def _limit(before: Peaks, now: _BlockPeaks, after: Peaks, ceiling: float) -> None:
    peaks = np.concatenate([before, now.peaks, after[: ATTACK + 1]])
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
    """How far the gain is below 1 at each edge of the control blocks, given how far it must be at least in each of them."""
    edges = len(needed) + 1
    padded = np.zeros(edges + 2 * ATTACK, np.float32)
    fading = padded[ATTACK : ATTACK + edges]
    fading[:-1] = needed
    np.maximum(fading[1:], needed, out=fading[1:])
    at_edges = fading.copy()
    for step in range(1, RELEASE):
        np.maximum(fading[step:], at_edges[:-step] * np.float32(1 - step / RELEASE), out=fading[step:])
    early = reduce(np.maximum, (padded[step : step + edges + ATTACK] for step in range(ATTACK + 1)))
    smooth: Peaks = np.mean([early[step : step + edges] for step in range(ATTACK + 1)], axis=0, dtype=np.float32)
    return smooth

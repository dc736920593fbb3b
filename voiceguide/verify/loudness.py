"""Loudness as ITU-R BS.1770 and EBU R 128 measure it, a stretch at a time."""

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms
from voiceguide.verify.stretches import Stretch

STEP_MS: Ms = 100
BLOCK_MS: Ms = 400
WARM_MS: Ms = 500
"""What the weighting filters need to hear before they tell the truth."""

SILENCE_LUFS = -70.0
GATE_LU = -10.0
OVERSAMPLING = 4

Blocks = NDArray[np.float64]
"""Loudness in LUFS of blocks of 400 ms, one beginning every 100 ms."""


def block_loudness(stretch: Stretch) -> Blocks:
    """The loudness of each block that begins in a stretch."""
    from pyloudnorm import Meter

    meter = Meter(SAMPLE_RATE)
    steps = (stretch.end - stretch.start) // STEP_MS
    end = stretch.start + steps * STEP_MS + BLOCK_MS - STEP_MS
    with np.errstate(divide="ignore"):
        meter.integrated_loudness(stretch.part(stretch.start - WARM_MS, end).astype(np.float64))
    return np.array(meter.blockwise_loudness[WARM_MS // STEP_MS :][:steps], np.float64)


def integrated(blocks: Blocks) -> float | None:
    """The loudness of all blocks together, without silence and what is much quieter than the rest; None for silence."""
    heard = blocks[blocks >= SILENCE_LUFS]
    if not heard.size:
        return None
    power = 10 ** (heard / 10)
    return float(10 * np.log10(power[power > power.mean() * 10 ** (GATE_LU / 10)].mean()))


def true_peak(stretch: Stretch) -> float:
    """The highest point of the wave itself, between samples too; 1 is full scale."""
    import soxr

    around: Ms = 10
    finer = soxr.resample(stretch.part(stretch.start - around, stretch.end + around), 1, OVERSAMPLING)
    edge = around * SAMPLE_RATE // 1000 * OVERSAMPLING
    inside = finer[edge:-edge].reshape(-1, CHANNELS)
    return float(np.abs(inside).max(initial=0))

"""Loudness and true peak by ITU-R BS.1770 and EBU R 128, window by window."""

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, power_ratio
from voiceguide.verify.windows import Window
from voiceguide.weighting import OFFSET_LUFS, gated_lufs, weighted_powers

STEP_MS: Ms = 100
BLOCK_MS: Ms = 400
OVERSAMPLING = 4

Blocks = NDArray[np.float64]
"""Loudness in LUFS of blocks of 400 ms, which begin every 100 ms."""


def block_loudness(window: Window) -> Blocks:
    """The loudness of each block that begins in a window."""
    steps = (window.end - window.start) // STEP_MS
    end = window.start + steps * STEP_MS + BLOCK_MS - STEP_MS
    return blocks_of(window.part(window.start, end), SAMPLE_RATE)


def blocks_of(samples: Samples, rate: int) -> Blocks:
    """The loudness of each whole block of a sound of shape (frames, channels) with `rate` frames a second."""
    step, steps = rate * STEP_MS // 1000, BLOCK_MS // STEP_MS
    whole = samples[: len(samples) // step * step]
    if len(whole) < steps * step:
        return np.zeros(0)
    powers = np.sum([weighted_powers(channel, rate, step) for channel in whole.T], axis=0, dtype=np.float64)
    with np.errstate(divide="ignore"):
        return OFFSET_LUFS + 10 * np.log10(np.convolve(powers, np.full(steps, 1 / steps), "valid"))


def integrated(blocks: Blocks) -> float | None:
    """The gated loudness of all blocks together, in LUFS; None for silence."""
    return gated_lufs(power_ratio(blocks - OFFSET_LUFS))


def true_peak(window: Window) -> float:
    """The highest point of the wave, also between samples; 1 is full scale."""
    import soxr

    around: Ms = 10
    finer = soxr.resample(window.part(window.start - around, window.end + around), 1, OVERSAMPLING)
    edge = around * SAMPLE_RATE // 1000 * OVERSAMPLING
    inside = finer[edge:-edge].reshape(-1, CHANNELS)
    return float(np.abs(inside).max(initial=0))

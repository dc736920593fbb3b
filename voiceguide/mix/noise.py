"""Noise as seamless loops, always the same: bands for the breath guide, and the comfort noise."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.control import Loop
from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, SAMPLE_RATE, frames_from_ms, gain

GRID_FRAMES = frames_from_ms(CHAPTER_GRID_MS)
LOOP_FRAMES = 8 * GRID_FRAMES
"""10.24 s: too long for a listener to notice that it repeats."""

COMFORT_HIGHEST_HZ = 10_000.0
LOWEST_HZ = 200.0
SEED = 20

BAND_WIDTH = 0.05
"""The width of a band, as in `_wide`: wide on headphones, and a quarter of a decibel is lost where a phone plays both channels
through one speaker."""

COMFORT_WIDTH = 0.5
"""The width of the comfort noise, as in `_wide`."""


@cache
def band(centre_hz: float, octaves: float) -> Loop:
    """Noise around a frequency, with RMS 1, and nothing below `LOWEST_HZ`.

    Its amplitude falls to 60 % at `octaves` from the centre, and to 14 % at twice that. All bands are parts of one noise, so
    neighbours fade into each other without a dip.
    """
    spectrum, frequencies = _white(LOOP_FRAMES)
    distance = np.log2(np.maximum(frequencies, 1) / centre_hz) / octaves
    return Loop(_wide(spectrum * np.exp(-(distance**2) / 2) * (frequencies >= LOWEST_HZ), BAND_WIDTH))


class ComfortNoise:
    """The track of the comfort noise, at `db` dBFS RMS. It continues from one chapter into the next without a seam."""

    def __init__(self, db: float) -> None:
        self._loop = comfort_noise(db)

    def add_to(self, block: Samples, start: int) -> None:
        block += self._loop.at(start, len(block))


@lru_cache(maxsize=1)
def comfort_noise(db: float) -> Loop:
    """Pink noise of `db` dBFS RMS, as long as a step of the chapter grid.

    Chapters are whole steps of the grid, so it continues from one into the next without a seam.
    """
    spectrum, frequencies = _white(GRID_FRAMES)
    passed = (frequencies >= LOWEST_HZ) & (frequencies <= COMFORT_HIGHEST_HZ)
    noise = _wide(spectrum * passed / np.sqrt(np.maximum(frequencies, 1)), COMFORT_WIDTH)
    return Loop(noise * np.float32(gain(db)))


@lru_cache(maxsize=1)
def _white(frames: int) -> tuple[NDArray[np.complex128], NDArray[np.float64]]:
    """The spectrum of white noise and its frequencies in Hz. They are shared by all bands, so callers must not change them."""
    noise = np.random.default_rng(SEED).standard_normal(frames)
    return np.fft.rfft(noise), np.arange(frames // 2 + 1, dtype=np.float64) * (SAMPLE_RATE / frames)


def _wide(spectrum: NDArray[np.complex128], width: float) -> Samples:
    """Stereo noise with RMS 1, made of a middle and a side signal; `width` is the side's share of the power.

    At 0.5 the two channels do not correlate, and one speaker that plays both loses half of the power.
    """
    middle = np.fft.irfft(spectrum)
    middle /= np.sqrt(np.mean(middle**2))
    side = np.roll(middle, len(middle) // CHANNELS)
    middle, side = np.sqrt(1 - width) * middle, np.sqrt(width) * side
    return np.stack([middle + side, middle - side], axis=1).astype(np.float32)

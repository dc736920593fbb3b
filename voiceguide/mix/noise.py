"""Noise that is the same wherever and whenever it is asked for: a loop without a seam."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.control import Loop
from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, SAMPLE_RATE, frames_from_ms, gain

GRID_FRAMES = frames_from_ms(CHAPTER_GRID_MS)
LOOP_FRAMES = 8 * GRID_FRAMES
"""10.24 s: too long for the ear to know it again."""

FLOOR_HIGHEST_HZ = 10_000.0
LOWEST_HZ = 200.0
SEED = 20

BAND_WIDTH = 0.05
"""Wide to headphones, and a quarter of a decibel is lost where a phone plays both ears through one speaker."""

FLOOR_WIDTH = 0.5


@cache
def band(centre_hz: float, octaves: float) -> Loop:
    """Noise around a pitch, RMS 1, nothing of it below `LOWEST_HZ`.

    It falls to 60 % at `octaves` from the centre, to 14 % at twice that. Bands are parts of one and the same noise: those
    beside each other fade into each other without a dip.
    """
    spectrum, pitches = _white(LOOP_FRAMES)
    distance = np.log2(np.maximum(pitches, 1) / centre_hz) / octaves
    return Loop(_wide(spectrum * np.exp(-(distance**2) / 2) * (pitches >= LOWEST_HZ), BAND_WIDTH))


@lru_cache(maxsize=1)
def comfort_noise(db: float) -> Loop:
    """The quiet noise under everything: pink, `db` dBFS RMS, as long as a step of the chapter grid.

    Chapters are whole steps, so it goes on from one to the next as if there were no join.
    """
    spectrum, pitches = _white(GRID_FRAMES)
    heard = (pitches >= LOWEST_HZ) & (pitches <= FLOOR_HIGHEST_HZ)
    once = _wide(spectrum * heard / np.sqrt(np.maximum(pitches, 1)), FLOOR_WIDTH)
    return Loop(once * np.float32(gain(db)))


@lru_cache(maxsize=1)
def _white(frames: int) -> tuple[NDArray[np.complex128], NDArray[np.float64]]:
    """The spectrum of white noise and its pitches in Hz, not to be changed: the bands of a guide are all made from one."""
    noise = np.random.default_rng(SEED).standard_normal(frames)
    return np.fft.rfft(noise), np.arange(frames // 2 + 1, dtype=np.float64) * (SAMPLE_RATE / frames)


def _wide(spectrum: NDArray[np.complex128], width: float) -> Samples:
    """Noise of RMS 1: a middle that both ears share, and another part of the same noise between them, which is `width` of its
    power. At 0.5 each ear hears a noise of its own, and one speaker loses half of both."""
    middle = np.fft.irfft(spectrum)
    middle /= np.sqrt(np.mean(middle**2))
    between = np.roll(middle, len(middle) // CHANNELS)
    middle, between = np.sqrt(1 - width) * middle, np.sqrt(width) * between
    return np.stack([middle + between, middle - between], axis=1).astype(np.float32)


class ComfortNoise:
    """A noise of `db` dBFS RMS. Chapters are whole turns of it, so it runs through from one into the next."""

    def __init__(self, db: float) -> None:
        self._loop = comfort_noise(db)

    def add_to(self, block: Samples, start: int) -> None:
        block += self._loop.at(start, len(block))

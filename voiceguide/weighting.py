"""How loud a sound is to the ear, as ITU-R BS.1770 weighs and gates it: the K-weighted power of short windows.

This is the only place that measures loudness. Tests hold it against pyloudnorm, which would bring scipy with it.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import power_ratio

OFFSET_LUFS = -0.691
"""ITU-R BS.1770: what makes a tone of 1 kHz as loud as its level."""

ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
"""ITU-R BS.1770: what counts as silence, and what does not count beside louder sound."""


def weighted_powers(channel: NDArray[np.float32], rate: int, window: int) -> NDArray[np.float32]:
    """The K-weighted mean square of each window of one channel, shape (frames,) to (windows,).

    Windows are `window` frames long and do not overlap; the last one is filled up with silence.
    """
    filled = np.pad(channel, (0, -len(channel) % window)).reshape(-1, window)
    spectrum = np.fft.rfft(filled)
    powers: NDArray[np.float32] = np.square(spectrum.view(spectrum.real.dtype)) @ _weights(rate, window)
    return powers


def lufs(power: float) -> float:
    """A K-weighted mean square, summed over channels, as loudness."""
    return float(OFFSET_LUFS + 10 * np.log10(power))


def gated_lufs(powers: NDArray[np.floating[Any]]) -> float | None:
    """The loudness of windows together, shape (windows,), without silence and what is much quieter than the rest.

    Returns:
        LUFS; None where all is silence.
    """
    heard = powers[powers > power_ratio(ABSOLUTE_GATE_LUFS - OFFSET_LUFS)]
    if not heard.size:
        return None
    return lufs(heard[heard > heard.mean() * power_ratio(RELATIVE_GATE_LU)].mean())


@cache
def _weights(rate: int, window: int) -> NDArray[np.float32]:
    """What each line of a window's spectrum, its real part and its imaginary one, adds to the weighted power: BS.1770's shelf
    and high pass at any rate."""
    z = np.exp(-2j * np.pi * np.arange(window // 2 + 1) / window)
    response = np.ones_like(z)
    for centre, q, high, middle, low in (
        (1681.974450955533, 0.7071752369554196, 10 ** (3.999843853973347 / 20), 10 ** (1.998588955 / 20), 1.0),
        (38.13547087602444, 0.5003270373238773, 1.0, 0.0, 0.0),
    ):
        k = np.tan(np.pi * centre / rate)
        above = (high + middle * k / q + low * k * k) + 2 * (low * k * k - high) * z
        above += (high - middle * k / q + low * k * k) * z * z
        below = (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z * z
        response *= above / below
    twice = np.where((np.arange(z.size) == 0) | (2 * np.arange(z.size) == window), 1, 2)
    return np.repeat(np.abs(response) ** 2 * twice / window**2, 2).astype(np.float32)

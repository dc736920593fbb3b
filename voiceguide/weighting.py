"""Loudness by ITU-R BS.1770: the K-weighted power of short windows, and its gates.

This is the only implementation in the package. Tests compare it with pyloudnorm, which would need scipy.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import power_ratio

OFFSET_LUFS = -0.691
"""ITU-R BS.1770: the offset that makes the loudness of a 1 kHz tone equal its level."""

ABSOLUTE_GATE_LUFS = -70.0
"""ITU-R BS.1770: windows below this count as silence."""

RELATIVE_GATE_LU = -10.0
"""ITU-R BS.1770: windows this far below the mean of all others are left out."""


def weighted_powers(channel: NDArray[np.float32], rate: int, window: int) -> NDArray[np.float32]:
    """The K-weighted mean square of each window of one channel: shape (frames,) in, (windows,) out.

    Windows are `window` frames long and do not overlap. The last one is padded with silence.
    """
    filled = np.pad(channel, (0, -len(channel) % window)).reshape(-1, window)
    spectrum = np.fft.rfft(filled)
    powers: NDArray[np.float32] = np.square(spectrum.view(spectrum.real.dtype)) @ _weights(rate, window)
    return powers


def lufs(power: float) -> float:
    """The loudness in LUFS of a K-weighted mean square that is summed over channels."""
    return float(OFFSET_LUFS + 10 * np.log10(power))


def gated_lufs(powers: NDArray[np.floating[Any]]) -> float | None:
    """The gated loudness of all windows, given their K-weighted powers, shape (windows,).

    Returns:
        LUFS; None if all windows are silent.
    """
    audible = powers[powers > power_ratio(ABSOLUTE_GATE_LUFS - OFFSET_LUFS)]
    if not audible.size:
        return None
    return lufs(audible[audible > audible.mean() * power_ratio(RELATIVE_GATE_LU)].mean())


@cache
def _weights(rate: int, window: int) -> NDArray[np.float32]:
    """The weight of the real and imaginary part of each line of a window's spectrum: BS.1770's shelf and high pass at any rate."""
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

"""One loudness for every clip, whatever the voice and the sentence.

Loudness is worked out here as pyloudnorm does it, which `verify` asks and a test holds this against: but to import it, and
scipy with it, takes longer than to speak 150 utterances, and then it takes four times as long as this for each.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Clip

SPEECH_LUFS = -23.0
"""Loudness of the parts that are spoken, as one channel: 20 dB for peaks, so that almost no clip meets `PEAK_DB`."""

PEAK_DB = -3.0
"""No sample goes above this, in dBFS. A clip that would stays quieter instead."""

WINDOW_MS = 20
"""Short enough that pauses between words, and words of one syllable, make no difference."""

ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_LUFS = -0.691
"""ITU-R BS.1770: what counts as silence, and what makes a tone of 1 kHz as loud as its level."""


def level(clip: Clip) -> Clip:
    """A mono clip brought to `SPEECH_LUFS`; silence stays silence."""
    peak = float(np.abs(clip.samples).max(initial=0))
    if not peak:
        return clip
    gain = min(_ratio(SPEECH_LUFS - _spoken_lufs(clip)), _ratio(PEAK_DB) / peak)
    return Clip(clip.samples * np.float32(gain), clip.rate)


def _spoken_lufs(clip: Clip) -> float:
    """Loudness as BS.1770 weighs and gates it, in short windows that do not overlap."""
    window = clip.rate * WINDOW_MS // 1000
    samples = np.pad(clip.samples[:, 0], (0, -clip.frames % window)).reshape(-1, window)
    spectrum = np.fft.rfft(samples)
    power = np.square(spectrum.view(spectrum.real.dtype)) @ _weights(clip.rate, window)
    heard = power[power > _power(ABSOLUTE_GATE_LUFS)]
    if not heard.size:
        return ABSOLUTE_GATE_LUFS
    spoken = heard[heard > heard.mean() * 10 ** (RELATIVE_GATE_LU / 10)]
    return float(OFFSET_LUFS + 10 * np.log10(spoken.mean()))


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


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - OFFSET_LUFS) / 10))


def _ratio(db: float) -> float:
    return float(10 ** (db / 20))

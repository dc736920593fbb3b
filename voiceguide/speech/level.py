"""One loudness for every clip, whatever the voice and the sentence."""

import numpy as np

from voiceguide.clip import Clip
from voiceguide.weighting import ABSOLUTE_GATE_LUFS, gated_lufs, weighted_powers

SPEECH_LUFS = -23.0
"""Loudness of the parts that are spoken, as one channel: 20 dB for peaks, so that almost no clip meets `PEAK_DB`."""

PEAK_DB = -3.0
"""No sample goes above this, in dBFS. A clip that would stays quieter instead."""

WINDOW_MS = 20
"""Short enough that pauses between words, and words of one syllable, make no difference."""


def level(clip: Clip) -> Clip:
    """A mono clip brought to `SPEECH_LUFS`; silence stays silence."""
    peak = float(np.abs(clip.samples).max(initial=0))
    if not peak:
        return clip
    gain = min(_ratio(SPEECH_LUFS - _spoken_lufs(clip)), _ratio(PEAK_DB) / peak)
    return Clip(clip.samples * np.float32(gain), clip.rate)


def _spoken_lufs(clip: Clip) -> float:
    """Loudness as BS.1770 weighs and gates it, in short windows that do not overlap."""
    power = weighted_powers(clip.samples[:, 0], clip.rate, clip.rate * WINDOW_MS // 1000)
    spoken = gated_lufs(power)
    return ABSOLUTE_GATE_LUFS if spoken is None else spoken


def _ratio(db: float) -> float:
    return float(10 ** (db / 20))

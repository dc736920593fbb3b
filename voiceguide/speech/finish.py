"""What an engine spoke, made ready to be mixed, and as samples to be kept."""

import numpy as np

from voiceguide.clip import Clip, finite, mono, resample, to_int16, trim
from voiceguide.units import SAMPLE_RATE, gain
from voiceguide.weighting import ABSOLUTE_GATE_LUFS, gated_lufs, weighted_powers

_SCALE = 1 << 15


def finished(raw: Clip) -> Clip:
    """Mono at 44 100 Hz, trimmed to what is heard, faded over a few ms at its ends, and levelled. Silence gives an empty clip."""
    heard = trim(mono(Clip(finite(raw.samples), raw.rate)))
    return resample(level(heard), SAMPLE_RATE) if heard.frames else heard


def pcm_from_clip(clip: Clip) -> bytes:
    """A mono clip as 16-bit samples, little-endian; what is beyond full scale is held there."""
    return to_int16(clip.samples, _SCALE).astype("<i2", copy=False).tobytes()


def clip_from_pcm(pcm: bytes) -> Clip:
    """The clip of such samples at 44 100 Hz, float32 of shape (frames, 1)."""
    return Clip((np.frombuffer(pcm, "<i2") * np.float32(1 / _SCALE))[:, np.newaxis], SAMPLE_RATE)


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
    factor = min(gain(SPEECH_LUFS - _spoken_lufs(clip)), gain(PEAK_DB) / peak)
    return Clip(clip.samples * np.float32(factor), clip.rate)


def _spoken_lufs(clip: Clip) -> float:
    """Loudness as BS.1770 weighs and gates it, in short windows that do not overlap."""
    power = weighted_powers(clip.samples[:, 0], clip.rate, clip.rate * WINDOW_MS // 1000)
    spoken = gated_lufs(power)
    return ABSOLUTE_GATE_LUFS if spoken is None else spoken

"""Makes a clip of an engine ready to be mixed, and converts clips to and from cached samples."""

import numpy as np

from voiceguide.clip import Clip, finite, mono, resample, to_int16, trim
from voiceguide.units import SAMPLE_RATE, gain
from voiceguide.weighting import ABSOLUTE_GATE_LUFS, gated_lufs, weighted_powers

_SCALE = 1 << 15


def finished(raw: Clip) -> Clip:
    """The clip as mono at 44 100 Hz, trimmed to its audible part, its ends faded over a few ms, and levelled.

    Silence gives an empty clip.
    """
    trimmed = trim(mono(Clip(finite(raw.samples), raw.rate)))
    return resample(level(trimmed), SAMPLE_RATE) if trimmed.frames else trimmed


def pcm_from_clip(clip: Clip) -> bytes:
    """A mono clip as little-endian 16-bit samples; samples beyond full scale are clipped."""
    return to_int16(clip.samples, _SCALE).astype("<i2", copy=False).tobytes()


def clip_from_pcm(pcm: bytes) -> Clip:
    """The clip of little-endian 16-bit samples at 44 100 Hz: float32 of shape (frames, 1)."""
    return Clip((np.frombuffer(pcm, "<i2") * np.float32(1 / _SCALE))[:, np.newaxis], SAMPLE_RATE)


SPEECH_LUFS = -23.0
"""The loudness of speech without its pauses, measured on one channel. It leaves 20 dB for peaks, so `PEAK_DB` rarely matters."""

PEAK_DB = -3.0
"""The highest sample of a clip, in dBFS. A clip that would exceed it is made quieter than `SPEECH_LUFS`."""

WINDOW_MS = 20
"""The window of the loudness measure: so short that pauses between words and the length of a clip make no difference."""


def level(clip: Clip) -> Clip:
    """A mono clip with the gain that brings it to `SPEECH_LUFS`; silence stays silence."""
    peak = float(np.abs(clip.samples).max(initial=0))
    if not peak:
        return clip
    factor = min(gain(SPEECH_LUFS - _spoken_lufs(clip)), gain(PEAK_DB) / peak)
    return Clip(clip.samples * np.float32(factor), clip.rate)


def _spoken_lufs(clip: Clip) -> float:
    """The gated loudness of BS.1770, but in short windows that do not overlap."""
    power = weighted_powers(clip.samples[:, 0], clip.rate, clip.rate * WINDOW_MS // 1000)
    spoken = gated_lufs(power)
    return ABSOLUTE_GATE_LUFS if spoken is None else spoken

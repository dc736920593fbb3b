"""What an engine spoke, made ready to be mixed, and as samples to be kept."""

import numpy as np

from voiceguide.clip import Clip, finite, mono, resample, to_int16, trim
from voiceguide.speech.level import level
from voiceguide.units import SAMPLE_RATE

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

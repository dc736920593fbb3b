"""What an engine spoke, made ready to be mixed, and as samples to be kept."""

import numpy as np

from voiceguide.clip import Clip, mono, resample, trim
from voiceguide.speech.level import level
from voiceguide.units import SAMPLE_RATE

_SCALE = np.float32(1 << 15)


def finished(raw: Clip) -> Clip:
    """Mono at 44 100 Hz, trimmed to what is heard, faded over a few ms at its ends, and levelled. Silence gives an empty clip."""
    heard = trim(mono(raw))
    return resample(level(heard), SAMPLE_RATE) if heard.frames else heard


def pcm_from_clip(clip: Clip) -> bytes:
    """A mono clip as 16-bit samples, little-endian; what is beyond full scale is held there."""
    scaled = clip.samples[:, 0] * _SCALE
    return np.clip(np.rint(scaled, out=scaled), -_SCALE, _SCALE - 1, out=scaled).astype("<i2").tobytes()


def clip_from_pcm(pcm: bytes) -> Clip:
    """The clip of such samples at 44 100 Hz, float32 of shape (frames, 1)."""
    return Clip((np.frombuffer(pcm, "<i2") * (1 / _SCALE))[:, np.newaxis], SAMPLE_RATE)

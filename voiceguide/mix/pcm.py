"""The edge where sound becomes 16-bit."""

from voiceguide.clip import Samples, to_int16


def pcm16(samples: Samples) -> bytes:
    """Samples in [-1, 1] as interleaved little-endian 16-bit PCM, each to its nearest step.

    What is beyond full scale is held there, and what is no number is silence.
    """
    return to_int16(samples).astype("<i2", copy=False).tobytes()

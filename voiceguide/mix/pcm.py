"""The edge where sound becomes 16-bit."""

import numpy as np

from voiceguide.clip import Samples


def pcm16(samples: Samples) -> bytes:
    """Samples in [-1, 1] as interleaved little-endian 16-bit PCM, each to its nearest step."""
    return np.rint(samples * 32767).astype("<i2").tobytes()

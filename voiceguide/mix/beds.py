"""Beds: a sound for the background, as long as it is wanted."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples, decode, resample
from voiceguide.errors import SoundError, blaming
from voiceguide.mix.loop import Loop
from voiceguide.mix.sound import BedName, gain
from voiceguide.storage.folders import bundled
from voiceguide.units import CHANNELS, SAMPLE_RATE
from voiceguide.weighting import lufs, weighted_powers

LONGEST_S = 120
"""What is taken of a file, so that memory stays bounded."""

SHORTEST_S = 1.0
CROSSFADE_S = 3.0
"""At most a quarter of the bed."""


@lru_cache(maxsize=2)
def bed_loop(bed: BedName | Path) -> Loop:
    """A bed of 0 LUFS that can be repeated without a seam, at the program's own rate.

    A bed with one channel is heard by each ear half a loop apart, which makes it wide.

    Raises:
        SoundError: the file cannot be decoded, is silent, or is shorter than a second.
    """
    path = bed if isinstance(bed, Path) else bundled("audio/beds") / f"{bed}.wav"
    with blaming("bed"):
        clip = resample(decode(path, seconds=LONGEST_S), SAMPLE_RATE)
        if clip.frames < SHORTEST_S * SAMPLE_RATE or not (power := _heard_power(clip.samples)):
            raise SoundError(f"{path} makes no bed: expected at least {SHORTEST_S:g} s of sound, and not silence.")
    loop = crossfaded(clip.samples, min(int(CROSSFADE_S * SAMPLE_RATE), clip.frames // 4))
    loop *= np.float32(gain(-lufs(power)))
    return Loop(_wide(loop))


def _heard_power(samples: Samples) -> float:
    """The weighted power of both ears together; a sound of one channel is heard by both."""
    ears = [weighted_powers(channel, SAMPLE_RATE, SAMPLE_RATE).mean() for channel in samples.T[:CHANNELS]]
    return float(np.mean(ears) * CHANNELS)


def crossfaded(samples: Samples, fade: int) -> Samples:
    """Sound whose last `fade` frames were faded into its first: shorter by them, and its end leads into its start.

    The power stays even, whether the two ends are alike (as those of a held tone) or not (as those of rain).
    """
    head, tail = samples[:fade], samples[len(samples) - fade :]
    alike = float(np.sum(head * tail) / max(np.sqrt(np.sum(head**2) * np.sum(tail**2)), 1e-12))
    angle = np.linspace(0, np.pi / 2, fade, endpoint=False, dtype=np.float32)[:, np.newaxis]
    power = 1 + alike * np.sin(2 * angle)
    joined = (head * np.sin(angle) + tail * np.cos(angle)) / np.sqrt(np.maximum(power, 0.25))
    return np.concatenate([joined, samples[fade : len(samples) - fade]])


def _wide(samples: Samples) -> Samples:
    if samples.shape[1] == 1:
        return np.concatenate([samples, np.roll(samples, len(samples) // 2, axis=0)], axis=1)
    return samples[:, :CHANNELS]

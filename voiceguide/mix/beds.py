"""Beds: a sound for the background, as long as it is wanted."""

from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples, decode, resample
from voiceguide.errors import SoundError, blaming
from voiceguide.guide import Point, Shape, Shapes
from voiceguide.mix.automation import Curve, Pchip, ducking
from voiceguide.mix.control import Envelope, Loop, ShapedLoop, edge_times
from voiceguide.mix.guides import breathing
from voiceguide.mix.sound import BED_DUCK_DB, BedName, Sound
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import Chapter
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, gain
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
    pan_gains = [weighted_powers(channel, SAMPLE_RATE, SAMPLE_RATE).mean() for channel in samples.T[:CHANNELS]]
    return float(np.mean(pan_gains) * CHANNELS)


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


FADE_IN_MS: Ms = 600
FADE_OUT_MS: Ms = 900
END_MS: Ms = 60
"""Nothing at the very end of a chapter: encoders lose a little of it."""

BREATHING_BEDS = ("sea",)
SWELL: Shapes = {
    "inhale": Shape(0, Point(-8, 0), Point(-1, 0), Point(0, 0)),
    "hold_in": Shape(0, Point(-3, 0), Point(-3, 0), Point(-1, 0)),
    "exhale": Shape(0, Point(-1, 0), Point(-9, 0), Point(-11, 0)),
    "hold_out": Shape(0, Point(-11, 0), Point(-11, 0), Point(-10, 0)),
    "move": Shape(0, Point(-6, 0), Point(-6, 0), Point(-6, 0)),
}
CALM_DB = -6.0
"""What a sea that breathes does with each breath, and where it lies between."""

STILL = Pchip.through([(0, 0)])


def bed_track(chapter: Chapter, controls: range, sound: Sound) -> ShapedLoop:
    """The bed of a sound that has one, for some grains of a chapter: it makes way for the voice, and is gone where the chapter
    begins and ends."""
    assert sound.bed is not None
    swell = breathing(chapter, SWELL, CALM_DB).db if sound.bed in BREATHING_BEDS else STILL
    end = chapter.duration - END_MS
    edge = [(0, 0), (FADE_IN_MS, 1), (max(end - FADE_OUT_MS, FADE_IN_MS), 1), (max(end, FADE_IN_MS), 0)]
    times = edge_times(controls)
    db = sound.loudness + sound.bed_db + swell.at(times) - BED_DUCK_DB * ducking(chapter).at(times)
    gains = Curve.through(edge).at(times) * gain(db)
    return ShapedLoop(
        partial(bed_loop, sound.bed), Envelope(controls, np.repeat(gains[:, np.newaxis], CHANNELS, axis=1))
    )

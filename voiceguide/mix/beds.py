"""Beds: background sounds, looped for as long as a chapter lasts."""

from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples, decode, resample
from voiceguide.guide import Point, Shape, Shapes
from voiceguide.mix.automation import Curve, Pchip, ducking
from voiceguide.mix.control import Envelope, Loop, ShapedLoop, edge_times
from voiceguide.mix.guides import breathing
from voiceguide.mix.playlist import Playlist, playlist
from voiceguide.mix.sound import BED_DUCK_DB, BedName, Sound
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import Chapter
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, gain
from voiceguide.weighting import lufs, weighted_powers

FADE_IN_MS: Ms = 600
FADE_OUT_MS: Ms = 900
END_MS: Ms = 60
"""Silence at the very end of a chapter, since encoders lose a little of it."""

BREATHING_BEDS = ("sea",)
"""Beds whose level follows the breath, as `SWELL` says."""

SWELL: Shapes = {
    "inhale": Shape(0, Point(-8, 0), Point(-1, 0), Point(0, 0)),
    "hold_in": Shape(0, Point(-3, 0), Point(-3, 0), Point(-1, 0)),
    "exhale": Shape(0, Point(-1, 0), Point(-9, 0), Point(-11, 0)),
    "hold_out": Shape(0, Point(-11, 0), Point(-11, 0), Point(-10, 0)),
    "move": Shape(0, Point(-6, 0), Point(-6, 0), Point(-6, 0)),
}
CALM_DB = -6.0
"""The level of a breathing bed between breaths, in dB."""

STILL = Pchip.through([(0, 0)])
"""The level of a bed that does not follow the breath: 0 dB throughout."""


def bed_track(chapter: Chapter, controls: range, sound: Sound) -> ShapedLoop:
    """A sound's bed over some control blocks of a chapter. It ducks for the voice, and fades in and out with the chapter, but
    where one of files goes on from the chapter before, or in the next one."""
    assert sound.bed is not None
    swell = breathing(chapter, SWELL, CALM_DB).db if sound.bed in BREATHING_BEDS else STILL
    end = chapter.duration - END_MS
    fades_in, fades_out = chapter.bed_fades
    edge = [(0, 0)] if fades_in else []
    edge += [(FADE_IN_MS, 1), (max(end - FADE_OUT_MS, FADE_IN_MS), 1)]
    edge += [(max(end, FADE_IN_MS), 0)] if fades_out else []
    times = edge_times(controls)
    db = sound.loudness + sound.bed_db + swell.at(times) - BED_DUCK_DB * ducking(chapter).at(times)
    gains = Curve.through(edge).at(times) * gain(db)
    envelope = Envelope(controls, np.repeat(gains[:, np.newaxis], CHANNELS, axis=1))
    return ShapedLoop(partial(opened_bed, sound.bed), envelope, frames_from_ms(chapter.bed_start))


def opened_bed(bed: BedName | tuple[Path, ...]) -> Loop | Playlist:
    """A bed by its name, or of files.

    Raises:
        SoundError: a file cannot be used.
    """
    return playlist(bed) if isinstance(bed, tuple) else bed_loop(bed)


CROSSFADE_S = 3.0
"""Seconds over which a bed's end fades into its start; at most a quarter of the bed."""


@lru_cache(maxsize=2)
def bed_loop(bed: BedName) -> Loop:
    """A bundled bed as a seamless loop at 0 LUFS and 44 100 Hz.

    It has one channel and is made wide: the right channel plays it half a loop later than the left.
    """
    clip = resample(decode(bundled("audio/beds") / f"{bed}.wav"), SAMPLE_RATE)
    loop = crossfaded(clip.samples, min(int(CROSSFADE_S * SAMPLE_RATE), clip.frames // 4))
    loop *= np.float32(gain(-lufs(_weighted_power(clip.samples))))
    return Loop(_wide(loop))


def _weighted_power(samples: Samples) -> float:
    """The K-weighted power, summed over left and right; a sound of one channel plays on both."""
    powers = [weighted_powers(channel, SAMPLE_RATE, SAMPLE_RATE).mean() for channel in samples.T[:CHANNELS]]
    return float(np.mean(powers) * CHANNELS)


def crossfaded(samples: Samples, fade: int) -> Samples:
    """The sound with its last `fade` frames faded into its first ones: it gets shorter by `fade`, and repeats without a seam.

    The power stays even, whether the two ends correlate (a held tone) or not (rain).
    """
    head, tail = samples[:fade], samples[len(samples) - fade :]
    correlation = float(np.sum(head * tail) / max(np.sqrt(np.sum(head**2) * np.sum(tail**2)), 1e-12))
    angle = np.linspace(0, np.pi / 2, fade, endpoint=False, dtype=np.float32)[:, np.newaxis]
    power = 1 + correlation * np.sin(2 * angle)
    joined = (head * np.sin(angle) + tail * np.cos(angle)) / np.sqrt(np.maximum(power, 0.25))
    return np.concatenate([joined, samples[fade : len(samples) - fade]])


def _wide(samples: Samples) -> Samples:
    if samples.shape[1] == 1:
        return np.concatenate([samples, np.roll(samples, len(samples) // 2, axis=0)], axis=1)
    return samples[:, :CHANNELS]

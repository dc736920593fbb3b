"""The bed under a chapter."""

from functools import partial

import numpy as np

from voiceguide.guide import Point, Shape, Shapes
from voiceguide.mix.beds import bed_loop
from voiceguide.mix.breathing import breathing
from voiceguide.mix.curve import Curve, Glide
from voiceguide.mix.duck import ducking
from voiceguide.mix.envelope import Envelope, ShapedLoop
from voiceguide.mix.grains import edge_times
from voiceguide.mix.sound import BED_DUCK_DB, Sound
from voiceguide.timeline.model import Chapter
from voiceguide.units import CHANNELS, Ms

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

STILL = Glide.through([(0, 0)])


def bed_track(chapter: Chapter, grains: range, sound: Sound) -> ShapedLoop:
    """The bed of a sound that has one, for some grains of a chapter: it makes way for the voice, and is gone where the chapter
    begins and ends."""
    assert sound.bed is not None
    swell = breathing(chapter, SWELL, CALM_DB).db if sound.bed in BREATHING_BEDS else STILL
    end = chapter.duration - END_MS
    edge = [(0, 0), (FADE_IN_MS, 1), (max(end - FADE_OUT_MS, FADE_IN_MS), 1), (max(end, FADE_IN_MS), 0)]
    times = edge_times(grains)
    db = sound.loudness + sound.bed_db + swell.at(times) - BED_DUCK_DB * ducking(chapter).at(times)
    gains = Curve.through(edge).at(times) * 10 ** (db / 20)
    return ShapedLoop(partial(bed_loop, sound.bed), Envelope(grains, np.repeat(gains[:, np.newaxis], CHANNELS, axis=1)))

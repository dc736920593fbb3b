"""What each breath guide does in each phase. They are played in `mix`, and drawn in the picture of a session."""

from collections.abc import Mapping
from typing import Literal

from voiceguide.timeline.breathing import SILENT_DB, Point, Shape, Shapes
from voiceguide.timeline.glide import Real

AudibleGuide = Literal["breath", "tones"]

BREATH: Shapes = {
    "inhale": Shape(0.1, Point(-4.6, 0.4), Point(-1.2, 0.85), Point(0, 1)),
    "hold_in": Shape(1.0, Point(-7.5, 1), Point(-7.5, 1), Point(-2, 0.85)),
    "exhale": Shape(0.6, Point(-1.2, 0.55), Point(-3.5, 0.2), Point(-8, 0)),
    "hold_out": Shape(0.0, Point(-8, 0), Point(-8, 0), Point(-7, 0.1)),
    "move": Shape(0.4, Point(-6, 0.4), Point(-6, 0.4), Point(-9, 0.3)),
}
"""Bright at the crest, dark at the end. A breath that is held is thin air above or a murmur below; the end of a hold
stirs towards what comes."""

TONES: Shapes = {
    "inhale": Shape(0.0, Point(-4.6, 0.3), Point(-1.2, 0.85), Point(0, 1)),
    "hold_in": Shape(1.0, Point(-7.5, 1), Point(-7.5, 1), Point(-2, 1)),
    "exhale": Shape(1.0, Point(-1.6, 0.75), Point(-3.2, 0.2), Point(-8, 0)),
    "hold_out": Shape(0.0, Point(-8, 0), Point(-8, 0), Point(-7, 0)),
    "move": Shape(0.5, Point(-6, 0.5), Point(-6, 0.5), Point(-9, 0.5)),
}
"""It climbs and comes down; while the breath is held it rests on its top or at its bottom."""

GUIDES: Mapping[AudibleGuide, Shapes] = {"breath": BREATH, "tones": TONES}


def amplitude(db: Real) -> Real:
    """A guide's level as a factor, almost 1 at 0 dB and 0 at `SILENT_DB`, so that it comes out of nothing without a step."""
    return 10 ** (db / 20) - 10 ** (SILENT_DB / 20)

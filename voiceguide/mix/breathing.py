"""What a sound that follows the breath passes through, as curves that can be asked at any time."""

from dataclasses import dataclass

from voiceguide.guide import SILENT_DB, Shapes, waypoints
from voiceguide.mix.curve import Curve, Glide
from voiceguide.timeline.model import Chapter


@dataclass(frozen=True, slots=True)
class Breathing:
    """Two ways through a chapter: level in dB against the loudest moment, and tone from 0 to 1."""

    db: Glide
    tone: Curve


def breathing(chapter: Chapter, shapes: Shapes, resting_db: float = SILENT_DB) -> Breathing:
    """The curves of a chapter: before, between and after breaths the level is `resting_db`."""
    passed = waypoints(chapter, shapes, resting_db)
    return Breathing(
        Glide.through((at.time, at.point.db) for at in passed),
        Curve.through((at.time, at.point.tone) for at in passed),
    )

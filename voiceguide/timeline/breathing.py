"""What a sound that follows the breath passes through: a table of shapes, and the waypoints that it makes of a chapter.

A phase is told from the others within its first half second, and its end is felt coming in its last quarter. So each
has three points to pass: at its onset, before its end, and at its end; what stays between the first two is a hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from voiceguide.breath import PhaseKind
from voiceguide.timeline.model import Chapter, Phase
from voiceguide.units import Ms

ONSET_MS: Ms = 400
END_MS: Ms = 1_000
"""Each at most a quarter of the phase."""

SILENT_DB = -40.0
RUN_OUT_MS: Ms = 400
"""After a phase that no other follows at once."""


class Point(NamedTuple):
    """`db` is against the loudest moment; `tone` from 0 (low, dark) to 1 (high, bright)."""

    db: float
    tone: float


class Shape(NamedTuple):
    """What a phase passes through. It begins where the phase before it ended; after a rest, out of silence at a tone."""

    tone_after_rest: float
    onset: Point
    before_end: Point
    end: Point


Shapes: TypeAlias = Mapping[PhaseKind, Shape]


class Waypoint(NamedTuple):
    """A point with its place in the chapter. `phase` is the one that leads up to it; None is rest."""

    time: Ms
    point: Point
    phase: Phase | None


def waypoints(chapter: Chapter, shapes: Shapes, resting_db: float = SILENT_DB) -> tuple[Waypoint, ...]:
    """What is passed in a chapter, in order, at least one. The level goes from one to the next as `glide.py` says.

    Before, between and after breaths the level is `resting_db`; there the tone may step.
    """
    return tuple(_waypoints(chapter.phases, chapter.duration, shapes, resting_db))


def _waypoints(phases: Sequence[Phase], end: Ms, shapes: Shapes, resting_db: float) -> Iterator[Waypoint]:
    if not phases:
        yield Waypoint(0, Point(resting_db, 0), None)
        return
    silent_from = 0
    for phase, next_start in zip(phases, [*(phase.start for phase in phases[1:]), end], strict=True):
        shape = shapes[phase.kind]
        if phase.start > silent_from or not silent_from:
            yield Waypoint(silent_from, Point(resting_db, shape.tone_after_rest), None)
            yield Waypoint(phase.start, Point(resting_db, shape.tone_after_rest), None)
        quarter = phase.duration // 4
        yield Waypoint(phase.start + min(ONSET_MS, quarter), shape.onset, phase)
        yield Waypoint(phase.end - min(END_MS, quarter), shape.before_end, phase)
        yield Waypoint(phase.end, shape.end, phase)
        silent_from = min(phase.end + RUN_OUT_MS, next_start)
        if silent_from > phase.end:
            yield Waypoint(silent_from, Point(resting_db, shape.end.tone), None)

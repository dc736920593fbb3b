"""What a sound that follows the breath does in each phase: the table, and the curves that it makes of a chapter.

A phase is told from the others within its first half second, and its end is felt coming in its last quarter. So each
has three points to pass: at its onset, before its end, and at its end; what stays between the first two is a hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from voiceguide.breath import PhaseKind
from voiceguide.mix.curve import Curve
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


@dataclass(frozen=True, slots=True)
class Breathing:
    """Two curves over a chapter: level in dB against the loudest moment, and tone from 0 to 1."""

    db: Curve
    tone: Curve


def breathing(chapter: Chapter, shapes: Shapes, resting_db: float = SILENT_DB) -> Breathing:
    """The curves of a chapter: before, between and after breaths the level is `resting_db`."""
    points = list(_points(chapter.phases, chapter.duration, shapes, resting_db))
    return Breathing(
        Curve.through((time, point.db) for time, point in points),
        Curve.through((time, point.tone) for time, point in points),
    )


def _points(phases: Sequence[Phase], end: Ms, shapes: Shapes, resting_db: float) -> Iterator[tuple[Ms, Point]]:
    if not phases:
        yield 0, Point(resting_db, 0)
        return
    silent_from = 0
    for phase, next_start in zip(phases, [*(phase.start for phase in phases[1:]), end], strict=True):
        shape = shapes[phase.kind]
        if phase.start > silent_from or not silent_from:
            yield silent_from, Point(resting_db, shape.tone_after_rest)
            yield phase.start, Point(resting_db, shape.tone_after_rest)
        quarter = phase.duration // 4
        yield phase.start + min(ONSET_MS, quarter), shape.onset
        yield phase.end - min(END_MS, quarter), shape.before_end
        yield phase.end, shape.end
        silent_from = min(phase.end + RUN_OUT_MS, next_start)
        if silent_from > phase.end:
            yield silent_from, Point(resting_db, shape.end.tone)

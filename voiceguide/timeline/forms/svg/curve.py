"""The breath as it is heard: how loud the guide is, from moment to moment, before it makes way for the voice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, exp, log

from voiceguide.timeline.breathing import SILENT_DB, Shapes, waypoints
from voiceguide.timeline.forms.svg.rows import Row
from voiceguide.timeline.glide import climbs, glide, steepness
from voiceguide.timeline.guides import amplitude
from voiceguide.timeline.model import Chapter
from voiceguide.units import Ms

HEIGHT = 54.0

STEEPEST_DB = 2.5
"""What changes by no more is drawn by one cubic as it is heard."""

NEPERS = log(10) / 20
"""In a decibel."""


@dataclass(frozen=True, slots=True)
class Way:
    """From one of a guide's waypoints to the next: times in milliseconds, levels and climbs in dB."""

    start: Ms
    end: Ms
    before: float
    after: float
    climb: float
    next_climb: float

    def db(self, time: float) -> float:
        return glide(self._share(time), self.before, self.after, self.climb, self.next_climb)

    def level(self, time: float) -> float:
        """The guide's amplitude, from 0 (silent) to 1."""
        return amplitude(self.db(time))

    def slope(self, time: float) -> float:
        """How much the level changes in a millisecond."""
        db_a_way = steepness(self._share(time), self.before, self.after, self.climb, self.next_climb)
        return NEPERS * exp(NEPERS * self.db(time)) * db_a_way / (self.end - self.start)

    def _share(self, time: float) -> float:
        return (time - self.start) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of a way that one cubic draws. Arcs of one `strand` are one line; `free` is a movement that nobody guides."""

    start: Ms
    end: Ms
    way: Way
    strand: int
    free: bool

    def part(self, start: Ms, end: Ms) -> tuple[tuple[float, float], ...]:
        """The part between two times as a Bézier curve: four points of time and level."""
        first, last = max(start, self.start), min(end, self.end)
        third = (last - first) / 3
        return (
            (first, self.way.level(first)),
            (first + third, self.way.level(first) + self.way.slope(first) * third),
            (last - third, self.way.level(last) - self.way.slope(last) * third),
            (last, self.way.level(last)),
        )


def curve(chapter: Chapter, shapes: Shapes) -> Iterator[Arc]:
    """The arcs of a guide through a chapter. A strand begins each time that it comes out of silence."""
    passed = waypoints(chapter, shapes)
    climbing = climbs([at.time for at in passed], [at.point.db for at in passed])
    strand = 0
    for (before, climb), (after, next_climb) in pairwise(zip(passed, climbing, strict=True)):
        span = after.time - before.time
        if before.point.db == after.point.db == SILENT_DB:
            strand += 1
        elif span:
            way = Way(before.time, after.time, before.point.db, after.point.db, climb * span, next_climb * span)
            free = after.phase is not None and after.phase.kind == "move"
            cuts = ceil(abs(way.after - way.before) / STEEPEST_DB) or 1
            for cut in range(cuts):
                yield Arc(way.start + span * cut // cuts, way.start + span * (cut + 1) // cuts, way, strand, free)


def draw_curve(arcs: Sequence[Arc], row: Row, top: float) -> Iterator[str]:
    """What a row has of the curve as SVG, `HEIGHT` high; a movement is dotted, since the breath is free."""

    def point(time: float, level: float) -> str:
        return f"{row.x(time):.1f} {top + (1 - level) * HEIGHT:.1f}"

    for (_, free), run in groupby(row.reached_by(arcs), key=lambda arc: (arc.strand, arc.free)):
        parts = [arc.part(row.start, row.end) for arc in run]
        (start, level), (end, _) = parts[0][0], parts[-1][-1]
        path = f"M{point(start, level)}" + "".join(f"C{' '.join(point(*p) for p in part[1:])}" for part in parts)
        if not free:
            yield f'<path class="air" d="{path}L{point(end, 0)}H{row.x(start):.1f}Z"/>'
        yield f'<path class="{"move" if free else "curve"}" d="{path}"/>'

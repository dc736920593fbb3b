"""The breath as a curve: it rises through the inhale, stays through holds, and falls through the exhale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from voiceguide.timeline.forms.svg.rows import Row
from voiceguide.timeline.model import Phase
from voiceguide.units import Ms

HEIGHT = 46.0

LEVEL_AFTER = {"inhale": 1.0, "exhale": 0.0}


@dataclass(frozen=True, slots=True)
class Arc:
    """A phase as a piece of the curve, from one level to another: 0 is breathed out, 1 is breathed in.

    It is a cubic in time, flat at both ends. Arcs of one `strand` are drawn as one line. `free` is a movement, during
    which nobody guides the breath.
    """

    start: Ms
    end: Ms
    before: float
    after: float
    strand: int = 0
    free: bool = False

    def level(self, time: Ms) -> float:
        share = (time - self.start) / (self.end - self.start)
        return self.before + (self.after - self.before) * share * share * (3 - 2 * share)

    def slope(self, time: Ms) -> float:
        """How much the level changes in a millisecond."""
        share = (time - self.start) / (self.end - self.start)
        return (self.after - self.before) * 6 * share * (1 - share) / (self.end - self.start)

    def part(self, start: Ms, end: Ms) -> tuple[tuple[float, float], ...]:
        """The part between two times as a Bézier curve: four points of time and level."""
        start, end = max(start, self.start), min(end, self.end)
        third = (end - start) / 3
        first, last = self.level(start), self.level(end)
        return (
            (start, first),
            (start + third, first + self.slope(start) * third),
            (end - third, last - self.slope(end) * third),
            (end, last),
        )


def curve(phases: Sequence[Phase]) -> tuple[Arc, ...]:
    """The arcs of a chapter's phases. Where one does not follow another at once, a new strand begins.

    Inhales that follow one another share the way up, exhales the way down; holds and movements keep the level.
    """
    gaps = (phase.start > before.end for before, phase in pairwise(phases))
    numbers = accumulate(gaps, initial=0) if phases else ()
    arcs: list[Arc] = []
    for strand, numbered in groupby(zip(numbers, phases, strict=True), key=itemgetter(0)):
        arcs += _arcs(strand, [phase for _, phase in numbered])
    return tuple(arcs)


def _arcs(strand: int, phases: Sequence[Phase]) -> Iterator[Arc]:
    turns = [phase for phase in phases if phase.kind in LEVEL_AFTER]
    level = 1 - LEVEL_AFTER[turns[0].kind] if turns else 0.0
    after: dict[Ms, float] = {}
    for kind, run in groupby(turns, key=lambda phase: phase.kind):
        together = list(run)
        whole = sum(phase.duration for phase in together)
        for phase, done in zip(together, accumulate(phase.duration for phase in together), strict=True):
            after[phase.start] = done / whole if kind == "inhale" else 1 - done / whole
    for phase in phases:
        before, level = level, after.get(phase.start, level)
        yield Arc(phase.start, phase.end, before, level, strand, free=phase.kind == "move")


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

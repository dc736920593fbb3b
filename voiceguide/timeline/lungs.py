"""How full the lungs are: it rises through the inhale, stays through holds, and falls through the exhale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from voiceguide.timeline.model import Phase
from voiceguide.units import Ms

LEVEL_AFTER = {"inhale": 1.0, "exhale": 0.0}


@dataclass(frozen=True, slots=True)
class Arc:
    """A phase as a piece of the curve, from one level to another: 0 is breathed out, 1 is breathed in.

    It is a cubic in time, flat at both ends.
    """

    start: Ms
    end: Ms
    before: float
    after: float

    def level(self, time: Ms) -> float:
        share = (time - self.start) / (self.end - self.start)
        return self.before + (self.after - self.before) * share * share * (3 - 2 * share)


def lungs(phases: Sequence[Phase]) -> Iterator[Arc]:
    """The arcs of phases that follow one another without a gap.

    Inhales that follow one another share the way up, exhales the way down; holds and movements keep the level.
    """
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
        yield Arc(phase.start, phase.end, before, level)

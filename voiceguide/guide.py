"""The shape of a breath: how loud and how bright a guide is in each phase, and how full the lungs are.

The guide's sound, the picture, the screen and the cover are all made from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Literal, NamedTuple, TypeAlias

from voiceguide.breath import PhaseKind
from voiceguide.timeline.model import Chapter, Phase
from voiceguide.units import Ms, Real, gain


class Point(NamedTuple):
    """`db` is relative to the guide's loudest point; `tone` goes from 0 (low, dark) to 1 (high, bright)."""

    db: float
    tone: float


class Shape(NamedTuple):
    """The points of a guide in one phase.

    A phase begins at the end point of the phase before it; after a rest it begins silent, with `tone_after_rest`.
    """

    tone_after_rest: float
    onset: Point
    before_end: Point
    end: Point


Shapes: TypeAlias = Mapping[PhaseKind, Shape]
"""A breath guide."""

AudibleGuide = Literal["breath", "tones"]

BREATH: Shapes = {
    "inhale": Shape(0.1, Point(-4.6, 0.4), Point(-1.2, 0.85), Point(0, 1)),
    "hold_in": Shape(1.0, Point(-7.5, 1), Point(-7.5, 1), Point(-2, 0.85)),
    "exhale": Shape(0.6, Point(-1.2, 0.55), Point(-3.5, 0.2), Point(-8, 0)),
    "hold_out": Shape(0.0, Point(-8, 0), Point(-8, 0), Point(-7, 0.1)),
    "move": Shape(0.4, Point(-6, 0.4), Point(-6, 0.4), Point(-9, 0.3)),
}
"""Noise like a wave: brightest at the end of the inhale, darkest at the end of the exhale. A hold is quiet, and gets louder
at its end to announce the next phase."""

TONES: Shapes = {
    "inhale": Shape(0.0, Point(-4.6, 0.3), Point(-1.2, 0.85), Point(0, 1)),
    "hold_in": Shape(1.0, Point(-7.5, 1), Point(-7.5, 1), Point(-2, 1)),
    "exhale": Shape(1.0, Point(-1.6, 0.75), Point(-3.2, 0.2), Point(-8, 0)),
    "hold_out": Shape(0.0, Point(-8, 0), Point(-8, 0), Point(-7, 0)),
    "move": Shape(0.5, Point(-6, 0.5), Point(-6, 0.5), Point(-9, 0.5)),
}
"""A chord that rises with the inhale, falls with the exhale, and keeps its pitch in holds."""

GUIDES: Mapping[AudibleGuide, Shapes] = {"breath": BREATH, "tones": TONES}

SILENT_DB = -40.0
"""The level of a guide at rest."""

ONSET_MS: Ms = 400
"""From the start of a phase to its `onset`; at most a quarter of the phase."""

END_MS: Ms = 1_000
"""From `before_end` to the end of a phase; at most a quarter of the phase."""

RUN_OUT_MS: Ms = 400
"""How long the level falls to rest after a phase that no other phase follows at once."""


class Waypoint(NamedTuple):
    """A point of a guide at a time, in milliseconds from the chapter's start.

    `phase` is the phase that the way to this point lies in; None at rest.
    """

    time: Ms
    point: Point
    phase: Phase | None


def waypoints(chapter: Chapter, shapes: Shapes, resting_db: float = SILENT_DB) -> tuple[Waypoint, ...]:
    """The points of a guide in a chapter, in order, at least one; between them the level is a pchip (see `slopes`).

    Before, between and after breaths the level is `resting_db`, and the tone may jump.
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


def amplitude(db: Real) -> Real:
    """A guide's level as a factor: 0 at `SILENT_DB`, so that the guide starts without a step; almost 1 at 0 dB."""
    return gain(db) - gain(SILENT_DB)


def slopes(times: Sequence[float], values: Sequence[float]) -> list[float]:
    """The slopes of a pchip through points, in units of the values per millisecond (Fritsch and Carlson 1980).

    Such a curve never overshoots its points. Times are in milliseconds and do not decrease; two points at one time are a
    step.
    """
    return [0.0, *_inner_slopes(times, values), 0.0][: len(times)]


def _inner_slopes(times: Sequence[float], values: Sequence[float]) -> Iterator[float]:
    spans = [after - before for before, after in pairwise(times)]
    secants = [
        (after - before) / span if span else 0.0 for (before, after), span in zip(pairwise(values), spans, strict=True)
    ]
    for (span, next_span), (secant, next_secant) in zip(pairwise(spans), pairwise(secants), strict=True):
        if secant * next_secant <= 0:
            yield 0.0
        else:
            weight, next_weight = span + 2 * next_span, 2 * span + next_span
            yield (weight + next_weight) / (weight / secant + next_weight / next_secant)


def hermite(share: Real, before: Real, after: Real, slope: Real, next_slope: Real) -> Real:
    """A cubic Hermite curve between two points, at a share (0 to 1) of the way from the first to the second.

    `slope` and `next_slope` are the slopes at the two points, in units of the values per whole way.
    """
    rest = 1 - share
    return (
        before + (after - before) * share * share * (3 - 2 * share) + share * rest * (slope * rest - next_slope * share)
    )


def hermite_slope(share: float, before: float, after: float, slope: float, next_slope: float) -> float:
    """The slope of `hermite` at a share, in units of the values per whole way."""
    rest = 1 - share
    return (after - before) * 6 * share * rest + slope * rest * (1 - 3 * share) + next_slope * share * (3 * share - 2)


LEVEL_AFTER = {"inhale": 1.0, "exhale": 0.0}
"""Lung volume at the end of a run of phases of this kind."""


@dataclass(frozen=True, slots=True)
class LungArc:
    """Lung volume in one phase, from `before` to `after`: 0 is breathed out, 1 is breathed in.

    It is a cubic in time, level at both ends. Times are in milliseconds.
    """

    start: Ms
    end: Ms
    before: float
    after: float

    def level(self, time: Ms) -> float:
        """The lung volume at a time, from 0 to 1."""
        share = (time - self.start) / (self.end - self.start)
        return self.before + (self.after - self.before) * share * share * (3 - 2 * share)


def lung_volume(phases: Sequence[Phase]) -> Iterator[LungArc]:
    """Lung volume through phases that follow one another without a gap.

    Inhales in a row fill the lungs together, exhales in a row empty them; holds and movements keep the level.
    """
    breathed = [phase for phase in phases if phase.kind in LEVEL_AFTER]
    level = 1 - LEVEL_AFTER[breathed[0].kind] if breathed else 0.0
    after: dict[Ms, float] = {}
    for kind, run in groupby(breathed, key=lambda phase: phase.kind):
        together = list(run)
        whole = sum(phase.duration for phase in together)
        for phase, done in zip(together, accumulate(phase.duration for phase in together), strict=True):
            after[phase.start] = done / whole if kind == "inhale" else 1 - done / whole
    for phase in phases:
        before, level = level, after.get(phase.start, level)
        yield LungArc(phase.start, phase.end, before, level)

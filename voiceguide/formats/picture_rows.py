"""A chapter broken into rows of time, as music is broken into lines."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from voiceguide.timeline.model import Chapter, Phase
from voiceguide.units import Ms

WIDTH = 940
LEFT = 36
RIGHT = WIDTH - 36

WORDS_NEED_MS: Ms = 5_000
"""A row leaves at least so much time for words that are said between breaths, so that there is room to write them."""


class RowSpan(Protocol):
    """Anything with a start and an end, in milliseconds."""

    @property
    def start(self) -> Ms: ...
    @property
    def end(self) -> Ms: ...


AnySpan = TypeVar("AnySpan", bound=RowSpan)


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a chapter, in milliseconds from the chapter's start; the end is exclusive.

    What lies between the end of one row and the start of the next is silence, longer than a row can show.
    `unit` is how wide a millisecond is drawn.
    """

    start: Ms
    end: Ms
    unit: float

    def x(self, time: float) -> float:
        """Where a time of the chapter stands in the picture."""
        return LEFT + (time - self.start) * self.unit

    def holds(self, position: Ms) -> bool:
        return self.start <= position < self.end

    def reached_by(self, spans: Sequence[AnySpan], before: Ms = 0) -> Sequence[AnySpan]:
        """Those of some spans that are in order which reach into the row, or into a time before it."""
        first = bisect_right(spans, self.start - before, key=lambda span: span.end)
        return spans[first : bisect_left(spans, self.end, key=lambda span: span.start)]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a row should not break: a breath, or words between breaths. `first`: the breath that words led up to."""

    start: Ms
    end: Ms
    first: bool = False


def rows(chapter: Chapter, longest: Ms) -> tuple[Row, ...]:
    """The rows of a chapter. One of `longest` milliseconds would fill the width, and none is longer.

    A row begins with a breath or with words, and breaths that words have led up to begin a new one: so the breaths of
    one pace stand under each other. Only a breath longer than a row is broken.
    """
    unit = (RIGHT - LEFT) / longest
    return tuple(Row(start, end, unit) for start, end in _spans(_units(chapter), chapter.duration, longest))


def _spans(units: Iterable[_Unit], duration: Ms, longest: Ms) -> Iterator[tuple[Ms, Ms]]:
    start: Ms = 0
    for unit in units:
        if unit.start > start and (unit.first or unit.end - start > longest):
            yield start, min(unit.start, start + longest)
            start = unit.start
        while unit.end - start > longest:
            yield start, start + longest
            start += longest
    if start < duration:
        yield start, min(duration, start + longest)


def _units(chapter: Chapter) -> Iterator[_Unit]:
    """The breaths of a chapter, and the words and bells between them, in order."""
    breaths = {breath[0].start: breath for breath in _breaths(chapter.phases)}
    ends = {bell.start: bell.start for bell in chapter.bells}
    ends |= {cue.start: max(cue.end, cue.start + WORDS_NEED_MS) for cue in chapter.cues if cue.phase is None}
    breathing_until, led, before = 0, False, None
    for start in sorted({*breaths, *ends}):
        if breath := breaths.get(start):
            part = (breath[0].section_index, breath[0].set, breath[0].side)
            yield _Unit(start, breath[-1].end, first=led and part != before)
            breathing_until, led, before = breath[-1].end, False, part
        elif start >= breathing_until:
            yield _Unit(start, min(ends[start], chapter.duration))
            led = True


def _breaths(phases: Iterable[Phase]) -> Iterator[list[Phase]]:
    """The phases breath by breath; a new rep begins a new breath."""
    breath: list[Phase] = []
    for phase in phases:
        last = breath[-1] if breath else None
        if last and (phase.rep_key != last.rep_key or (phase.kind == "inhale" and last.kind != "inhale")):
            yield breath
            breath = []
        breath.append(phase)
    if breath:
        yield breath

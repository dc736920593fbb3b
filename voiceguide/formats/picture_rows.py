"""Breaks a chapter into rows of time, as music is broken into lines."""

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
"""The least time for which a row has room after the start of free words, so that they can be written."""


class Interval(Protocol):
    """Anything with a start and an end, in milliseconds."""

    @property
    def start(self) -> Ms: ...
    @property
    def end(self) -> Ms: ...


AnyInterval = TypeVar("AnyInterval", bound=Interval)


@dataclass(frozen=True, slots=True)
class Row:
    """A window of a chapter, in milliseconds from the chapter's start; the end is exclusive.

    There may be time between the end of a row and the start of the next: the rest of a silence that is longer than a row.
    `unit` is the width of a millisecond.
    """

    start: Ms
    end: Ms
    unit: float

    def x(self, time: float) -> float:
        """The horizontal position of a time of the chapter."""
        return LEFT + (time - self.start) * self.unit

    def holds(self, position: Ms) -> bool:
        return self.start <= position < self.end

    def reached_by(self, intervals: Sequence[AnyInterval], before: Ms = 0) -> Sequence[AnyInterval]:
        """The intervals that overlap the row, or the `before` milliseconds before it. They must be in order."""
        first = bisect_right(intervals, self.start - before, key=lambda interval: interval.end)
        return intervals[first : bisect_left(intervals, self.end, key=lambda interval: interval.start)]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a row should not break: a breath, or words between breaths. `first` marks the first breath after words."""

    start: Ms
    end: Ms
    first: bool = False


def rows(chapter: Chapter, longest: Ms) -> tuple[Row, ...]:
    """The rows of a chapter. `longest` is the longest row in milliseconds, which fills the width.

    A row begins with a breath or with words. The first breath of a section or side begins a new row if words come before
    it, so that breaths of one pace are aligned. Only a breath that is longer than a row is broken.
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
    breathing_until, after_words, before = 0, False, None
    for start in sorted({*breaths, *ends}):
        if breath := breaths.get(start):
            part = (breath[0].section_index, breath[0].set, breath[0].side)
            yield _Unit(start, breath[-1].end, first=after_words and part != before)
            breathing_until, after_words, before = breath[-1].end, False, part
        elif start >= breathing_until:
            yield _Unit(start, min(ends[start], chapter.duration))
            after_words = True


def _breaths(phases: Iterable[Phase]) -> Iterator[list[Phase]]:
    """The phases grouped by breath. Each rep begins a new breath."""
    breath: list[Phase] = []
    for phase in phases:
        last = breath[-1] if breath else None
        if last and (phase.rep_key != last.rep_key or (phase.kind == "inhale" and last.kind != "inhale")):
            yield breath
            breath = []
        breath.append(phase)
    if breath:
        yield breath

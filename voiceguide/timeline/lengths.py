"""How long sessions last as a function of their counts, and the counts with which they last as long as is wanted.

Only the first rep of a section depends on its words: it teaches, and may be stretched, or told before. Every rep after it,
and every breath and rest, adds the same time. So an exercise is laid out once with the fewest reps, and all else is added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from voiceguide.breath import Pace
from voiceguide.script.model import Session, SessionItem
from voiceguide.script.section_types import Hold, Repeat, Rest, Span, Stay, Stays
from voiceguide.timeline.beats import Beat
from voiceguide.timeline.bookends import cautions, closing, needs, opening
from voiceguide.timeline.counts import in_counts, open_spans, time_steps, with_numbers
from voiceguide.timeline.gaps import Arrival, time_to_get_there
from voiceguide.timeline.layout import LONGEST_MS, lay_out, new_chapter, whole_chapter
from voiceguide.timeline.model import Measure
from voiceguide.timeline.options import Options
from voiceguide.timeline.pacing import timed_steps
from voiceguide.timeline.turns import Turn, arrivals
from voiceguide.timeline.unroll import Unroller
from voiceguide.units import CHAPTER_GRID_MS, Ms

NEAR_MS: Ms = 30_000
"""A session may last so much more or less than was asked."""


@dataclass(frozen=True, slots=True)
class LengthWindow:
    """The lengths that will do, from `low` to `high`, both included, the nearer to `wanted` the better; milliseconds."""

    low: Ms
    wanted: Ms
    high: Ms

    @classmethod
    def around(cls, wanted: Ms) -> "LengthWindow":
        return cls(wanted - NEAR_MS, wanted, min(wanted + NEAR_MS, LONGEST_MS))


@dataclass(slots=True)
class OpenLength:
    """How long an exercise lasts, whose counts are open.

    Args:
        item: the exercise, its ranges in what is counted: see `counts.in_counts`.
        pace: of its breaths.

    Attributes:
        spans: the range of each count.
        units: what each count adds when it grows by one, on both sides, in milliseconds.
        open: how much longer it is with the highest counts than with the lowest, in milliseconds.
    """

    item: SessionItem
    pace: Pace
    options: Options
    measure: Measure
    spans: tuple[Span, ...] = ()
    units: tuple[Ms, ...] = ()
    open: Ms = 0
    _least: dict[object, Ms] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spans = tuple(open_spans(self.item))
        self.units = tuple(self._units())
        self.open = self.more(span.high for span in self.spans)

    def more(self, numbers: Iterable[int]) -> Ms:
        """How much longer it is with these counts than with the lowest, in milliseconds."""
        return sum((n - span.low) * unit for n, span, unit in zip(numbers, self.spans, self.units, strict=True))

    def shortest(self, arrival: Arrival) -> Ms:
        """How long it lasts with the lowest counts, in milliseconds, before it is filled up to a whole chapter."""
        exercise = self.item.exercise
        wanted = tuple(thing for thing in exercise.needs if thing not in arrival.at_hand)
        again = (arrival.known, arrival.in_place)
        key = (time_to_get_there(arrival, exercise.position), wanted, arrival.first, arrival.begins, *again)
        if key not in self._least:
            # A count from which on time grows evenly: a rest, or a hold in milliseconds, counts from 0.
            fewest = [min(span.low, 1) for span in self.spans]
            unroller = Unroller(with_numbers(self.item, fewest), self.options, arrival)
            if again not in self._least:
                self._least[again] = self._length(unroller.working()) - self.more(fewest)
            self._least[key] = self._length(unroller.arriving()) + self._least[again]
        return self._least[key]

    def _length(self, beats: Iterable[Beat]) -> Ms:
        return lay_out(beats, new_chapter(self.item.exercise, self.options, self.measure), lambda _: self.pace).now

    def _units(self) -> Iterable[Ms]:
        exercise = self.item.exercise
        sides = 1 if exercise.sides == "none" else 2
        for section in exercise.sections:
            match section:
                case Repeat():
                    yield section.sets * sides * sum(step.duration for step in timed_steps(section.steps, self.pace))
                case Hold(stay=Stay(unit="ms", span=time)):
                    yield sides * time_steps(time)[1]
                case Stays():
                    yield sides * self.pace.breath_ms
                case Rest():
                    yield time_steps(section.span)[1] * (2 if exercise.sides == "each" else 1)
                case _:
                    pass


class Lengths:
    """How long the parts of a session last. Where a pace moves (`options.ramp_to`), the one halfway is taken for all breaths.

    Args:
        session, options, measure: as for `compile.compile_session`.
    """

    def __init__(self, session: Session, options: Options, measure: Measure) -> None:
        self._session = session
        self._options = options
        self._measure = measure
        self._lengths: dict[object, OpenLength] = {}
        self._ends: dict[object, Ms] = {}

    def of(self, item: SessionItem) -> OpenLength:
        """How long an exercise lasts."""
        key = (item.exercise.place, item.reps, item.variations, item.pace)
        if key not in self._lengths:
            pace = self._options.pace_for(item.pace)
            if self._options.ramp_target:
                pace = pace.towards(self._options.ramp_target, 0.5)
            own = in_counts(item, self._options, self._measure)
            self._lengths[key] = OpenLength(own, pace, self._options, self._measure)
        return self._lengths[key]

    def ends(self, items: Sequence[SessionItem]) -> Ms:
        """How long the opening and the closing last together where these exercises are done, in milliseconds."""
        session, options = self._session, self._options
        key = (needs(items), cautions(session, items))
        if key not in self._ends:
            pace = options.pace_for(session.pace)
            both = (opening(session, items, options), closing(session, options))
            laid = (lay_out(beats, new_chapter(session, options, self._measure), lambda _: pace) for beats in both)
            self._ends[key] = sum(whole_chapter(chapter.now) for chapter in laid)
        return self._ends[key]

    def place(self, turns: Sequence[Turn]) -> "Placing":
        """Some turns, one after the other."""
        own = [self.of(turn.item) for turn in turns]
        placed = [(each, each.shortest(arrival)) for each, arrival in zip(own, arrivals(turns), strict=True)]
        return Placing(placed, self.ends([turn.item for turn in turns]))


Placed = Sequence[tuple[OpenLength, Ms]]
"""Exercises, each with how long it lasts with the lowest counts where it stands."""

Numbers = tuple[tuple[int, ...], ...]
"""The counts of each exercise."""


@dataclass
class Placing:
    """Exercises after each other, between an opening and a closing that last `ends` together."""

    placed: Placed
    ends: Ms

    @cached_property
    def low(self) -> Ms:
        """How long all of it lasts with the lowest counts."""
        return self.ends + sum(whole_chapter(shortest) for _, shortest in self.placed)

    @cached_property
    def high(self) -> Ms:
        """How long all of it lasts with the highest counts."""
        return self.ends + sum(whole_chapter(shortest + own.open) for own, shortest in self.placed)

    def length(self, numbers: Iterable[Sequence[int]]) -> Ms:
        """How long all of it lasts with some counts."""
        counted = zip(self.placed, numbers, strict=True)
        return self.ends + sum(whole_chapter(shortest + own.more(each)) for (own, shortest), each in counted)

    def counts(self, window: LengthWindow) -> Numbers | None:
        """The counts that come nearest to the wanted length; None where none is in the window."""
        if self.low > window.high or self.high < window.low:
            return None
        return _evenly(self.placed, self.low, window) or _exactly(self.placed, self.ends, window)


def _evenly(placed: Placed, shortest: Ms, window: LengthWindow) -> Numbers | None:
    """All ranges filled by about the same share, in steps, as far as comes nearest to the wanted length."""
    steps = sorted(
        ((step + 0.5) / (span.high - span.low), turn, index)
        for turn, (own, _) in enumerate(placed)
        for index, span in enumerate(own.spans)
        for step in range(span.high - span.low)
    )
    lasting = [length for _, length in placed]
    total = best = shortest
    taken = 0
    for count, (_, turn, index) in enumerate(steps, 1):
        before = whole_chapter(lasting[turn])
        lasting[turn] += placed[turn][0].units[index]
        total += whole_chapter(lasting[turn]) - before
        if total > window.high:
            break
        if abs(total - window.wanted) < abs(best - window.wanted):
            best, taken = total, count
    if not window.low <= best <= window.high:
        return None
    numbers = [[span.low for span in own.spans] for own, _ in placed]
    for _, turn, index in steps[:taken]:
        numbers[turn][index] += 1
    return tuple(map(tuple, numbers))


def _exactly(placed: Placed, ends: Ms, window: LengthWindow) -> Numbers | None:
    """Any counts, as come nearest to the wanted length."""
    most = (window.high - ends) // CHAPTER_GRID_MS
    options = [_lengths(own, shortest, most) for own, shortest in placed]
    reached = [1]
    for lengths in options:
        ends_at = 0
        for length in lengths:
            ends_at |= reached[-1] << length
        reached.append(ends_at & ((2 << most) - 1))
    fewest = max(0, -(-(window.low - ends) // CHAPTER_GRID_MS))
    sums = [total for total in range(fewest, most + 1) if reached[-1] >> total & 1]
    if not sums:
        return None
    left = min(sums, key=lambda total: (abs(ends + total * CHAPTER_GRID_MS - window.wanted), total))
    numbers = []
    for lengths, before in zip(reversed(options), reversed(reached[:-1]), strict=True):
        length = next(length for length in lengths if length <= left and before >> (left - length) & 1)
        numbers.append(lengths[length])
        left -= length
    return tuple(reversed(numbers))


def _lengths(own: OpenLength, shortest: Ms, most: int) -> dict[int, tuple[int, ...]]:
    """The grids that an exercise can last, each with the counts that make it last so long."""
    found: dict[Ms, tuple[int, ...]] = {shortest: ()}
    for span, unit in zip(own.spans, own.units, strict=True):
        found = {
            length + (number - span.low) * unit: (*numbers, number)
            for length, numbers in found.items()
            for number in range(span.low, span.high + 1)
            if length + (number - span.low) * unit <= most * CHAPTER_GRID_MS
        }
    return {whole_chapter(length) // CHAPTER_GRID_MS: numbers for length, numbers in sorted(found.items())}

"""The lengths that a session can have, with the words that it says; and what is done to make it last as long as was asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from voiceguide.errors import ChoiceError, blaming
from voiceguide.script.model import Repeat, Session, SessionItem
from voiceguide.timeline.bookends import cautions, closing, opening
from voiceguide.timeline.counts import in_breaths, in_reps
from voiceguide.timeline.fill import LengthWindow
from voiceguide.timeline.layout import ChapterBuilder, lay_out, new_chapter
from voiceguide.timeline.lengths import OpenLength, whole_chapter
from voiceguide.timeline.model import Measure
from voiceguide.timeline.options import Options
from voiceguide.timeline.select import select
from voiceguide.timeline.turns import Turn
from voiceguide.timeline.unroll import one_rep
from voiceguide.timeline.wanted import Wanted
from voiceguide.units import Ms, clock_text

ROWS_MINUTES = 240
"""A table of lengths goes no further."""


@dataclass(frozen=True, slots=True)
class LengthRow:
    """Wishes that give the same exercises in the same rounds, with different counts.

    Attributes:
        first, last: from how many to how many minutes are wished.
        shortest, longest: how long these sessions last, in milliseconds.
        turns: what is done in them.
        whole: the numbers of the rounds in which nothing is left out.
    """

    first: int
    last: int
    shortest: Ms
    longest: Ms
    turns: tuple[Turn, ...]
    whole: tuple[int, ...]

    def is_alike(self, turns: Sequence[Turn]) -> bool:
        return [(t.round, id(t.item)) for t in turns] == [(t.round, id(t.item)) for t in self.turns]


def counted(item: SessionItem, options: Options, measure: Measure) -> SessionItem:
    """The item with its holds counted in whole breaths at its pace, and reps for a time in whole reps."""
    pace = options.pace_for(item.pace)
    last = options.ramp_target
    quickest = min(pace.breath_ms, last.breath_ms if last else pace.breath_ms)
    builder = new_chapter(item.exercise, options, measure)
    exercise = in_breaths(item.exercise, pace, quickest, builder.speak)
    slowest = max(pace, last or pace, key=lambda each: each.breath_ms)

    def first(section: Repeat) -> Ms:
        rep = new_chapter(exercise, options, measure)
        lay_out(one_rep(exercise, section, slowest, options), rep, lambda _: slowest)
        return rep.now - rep.phases[0].start

    return replace(item, exercise=in_reps(exercise, slowest, first))


class SessionLengths:
    """What a session can last, and how.

    Args:
        session, options, measure: as for `compile.compile_session`. Where a pace moves (`options.ramp_to`), the one halfway
            is taken for all breaths.
    """

    def __init__(self, session: Session, options: Options, measure: Measure) -> None:
        self._session = session
        self._options = options
        self._measure = measure
        self._lengths: dict[object, OpenLength] = {}
        self._ends_of: dict[object, Ms] = {}
        self._candidates = select(session, options)

    @cached_property
    def wanted(self) -> Wanted:
        """The search for sessions of a length."""
        return Wanted(self._candidates, self._options, self._length_of, self._ends)

    def turns_for(self, wanted: Ms) -> tuple[Turn, ...]:
        """What is done in a session of a wanted length.

        Raises:
            ChoiceError: no session lasts that long within `wanted.NEAR_MS`.
        """
        if found := self.wanted.find(LengthWindow.around(wanted)):
            return found
        with blaming("minutes"):
            raise ChoiceError(self._out_of_reach(wanted))

    def rows(self) -> Iterator[LengthRow]:
        """The lengths that can be had, minute by minute, until a third round begins, or up to `ROWS_MINUTES`."""
        row: LengthRow | None = None
        for minutes in range(1, ROWS_MINUTES + 1):
            turns = self.wanted.find(LengthWindow.around(minutes * 60_000))
            if turns and turns[-1].round > max(2, self._options.rounds or 1):
                break
            if turns is None:
                if row:
                    yield row
                row = None
                continue
            length = self.wanted.length(turns)
            if row and row.is_alike(turns):
                row = replace(row, last=minutes, longest=length)
                continue
            if row:
                yield row
            row = LengthRow(minutes, minutes, length, length, turns, self._all_of(turns))
        if row:
            yield row

    def _all_of(self, turns: Sequence[Turn]) -> tuple[int, ...]:
        """The rounds in which nothing is left out."""
        whole = len({each.group for each in self._candidates})
        groups = {id(each.item): each.group for each in self._candidates}
        done: dict[int, set[int]] = {}
        for turn in turns:
            done.setdefault(turn.round, set()).add(groups[id(turn.item)])
        return tuple(number for number, each in done.items() if len(each) == whole)

    def _out_of_reach(self, wanted: Ms) -> str:
        below, above = self.wanted.below(wanted), self.wanted.above(wanted)
        cannot = f"'{self._session.title}' cannot last {clock_text(wanted)}"
        times = f" in {self._options.rounds} rounds" if (self._options.rounds or 1) > 1 else ""
        if below is None and above is None:
            if times:
                return f"{cannot}{times}: expected fewer rounds."
            return (
                f"{cannot}, and no length near that was found: 'voiceguide plan' with --lengths shows those up to "
                f"{ROWS_MINUTES} minutes."
            )
        if below is None:
            assert above is not None
            return f"{cannot}{times}: the shortest that it can last is {clock_text(above)}."
        if above is None:
            return f"{cannot}{times}: the longest that it can last is {clock_text(below)}."
        return f"{cannot}{times}: the nearest lengths are {clock_text(below)} and {clock_text(above)}."

    def _length_of(self, item: SessionItem) -> OpenLength:
        key = (item.exercise.place, item.reps, item.variations, item.pace)
        if key not in self._lengths:
            pace = self._options.pace_for(item.pace)
            if self._options.ramp_target:
                pace = pace.towards(self._options.ramp_target, 0.5)

            def builder() -> ChapterBuilder:
                return new_chapter(item.exercise, self._options, self._measure)

            own = counted(item, self._options, self._measure)
            self._lengths[key] = OpenLength(own, pace, self._options, builder)
        return self._lengths[key]

    def _ends(self, items: Sequence[SessionItem]) -> Ms:
        """How long the opening and the closing last, in milliseconds."""
        needs = tuple(dict.fromkeys(thing for item in items for thing in item.exercise.needs))
        key = (needs, cautions(self._session, items))
        if key not in self._ends_of:
            pace = self._options.pace_for(self._session.pace)
            beats = (opening(self._session, items, self._options), closing(self._session, pace, self._options))
            length = 0
            for each in beats:
                builder = new_chapter(self._session, self._options, self._measure)
                lay_out(each, builder, lambda _: pace)
                length += whole_chapter(builder.now)
            self._ends_of[key] = length
        return self._ends_of[key]

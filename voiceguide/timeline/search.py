"""The search for the first session, in an order of all possible ones, that lasts as long as is wanted.

`rank` tells which exercises come in first, `branch_and_bound` how the decisions are gone through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal

from voiceguide.script.model import Position, Session, SessionItem
from voiceguide.timeline.branch_and_bound import BranchAndBound, Budget, Decision, with_counts
from voiceguide.timeline.gaps import Arrival, time_to_get_there
from voiceguide.timeline.layout import LONGEST_MS, whole_chapter
from voiceguide.timeline.lengths import NEAR_MS, Lengths, LengthWindow, Placing
from voiceguide.timeline.model import Measure
from voiceguide.timeline.options import Options
from voiceguide.timeline.rank import ranked
from voiceguide.timeline.select import Unit, select
from voiceguide.timeline.turns import Turn
from voiceguide.units import CHAPTER_GRID_MS, Ms

MOST_TRIED = 200_000
"""Decisions, and turns laid end to end, after which a search gives up: a second or two. Nearly always the first tries will do."""

MOST_ROUNDS_MORE = 60
"""Numbers of rounds that are tried, from the first on that is long enough."""


class SessionSearch:
    """Looks for sessions that last so long.

    Args:
        session, options, measure: as for `compile.compile_session`.

    Raises:
        ChoiceError: see `select`.
    """

    def __init__(self, session: Session, options: Options, measure: Measure) -> None:
        self.session = session
        self.options = options
        self._lengths = Lengths(session, options, measure)
        self._units = select(session, options)
        self._items = [item for unit in self._units for item in unit.items]
        self._ranked = ranked(self._units, options.last_done)
        self._bounds_of: dict[tuple[int, bool], tuple[int, int, int, int]] = {}
        self._budget = Budget(0)

    def find(self, window: LengthWindow) -> tuple[Turn, ...] | None:
        """The first session in the order that lasts as long; None if there is none."""
        self._budget = Budget(MOST_TRIED)
        return self._find(window)

    def next_to(self, length: Ms, way: Literal[-1, 1]) -> Ms | None:
        """The nearest length of a session that is shorter (-1) or longer (1); None if there is none up to a day."""
        self._budget = Budget(MOST_TRIED // 4)
        start, stop = (length - 1, 0) if way < 0 else (max(length + 1, self._shortest), LONGEST_MS + 1)
        for edge in range(start, stop, way * 2 * NEAR_MS):
            found = self._length_between(edge, min(edge + way * 2 * NEAR_MS, LONGEST_MS))
            while found and found != edge and (nearer := self._length_between(edge, found - way)):
                found = nearer
            if found:
                return found
        return None

    def _length_between(self, wanted: Ms, other: Ms) -> Ms | None:
        found = self._find(LengthWindow(min(wanted, other), wanted, max(wanted, other)))
        return self.length(found) if found else None

    def _find(self, window: LengthWindow) -> tuple[Turn, ...] | None:
        for rounds in self._rounds(window):
            if self._budget.left <= 0:
                break
            if found := self._in_rounds(rounds, window):
                return found
        return None

    def length(self, turns: Sequence[Turn]) -> Ms:
        """How long a session lasts, in milliseconds."""
        return self._lengths.place(turns).length(turn.numbers or () for turn in turns)

    @cached_property
    def _around(self) -> tuple[Ms, Ms]:
        """The least and the most that the opening and the closing last."""
        return self._lengths.ends([]), self._lengths.ends(self._items)

    def whole_rounds(self, turns: Sequence[Turn]) -> tuple[int, ...]:
        """The rounds in which nothing is left out."""
        groups = {id(item): unit.group for unit in self._units for item in unit.items}
        done = {(turn.round, groups[id(turn.item)]) for turn in turns}
        rounds = range(1, turns[-1].round + 1)
        return tuple(number for number in rounds if all((number, group) in done for group in groups.values()))

    def _rounds(self, window: LengthWindow) -> Iterator[int]:
        """The numbers of rounds that may do."""
        if self.options.rounds:
            yield self.options.rounds
            return
        missing = -(-(window.low - self._around[1]) // CHAPTER_GRID_MS) - self._most(later=False)
        if missing <= 0:
            yield 1
        fewest = 2 if missing <= 0 else 1 + -(-missing // self._most(later=True))
        least = [min(self._bounds(unit, later=later)[0] for unit in self._units) for later in (False, True)]
        for rounds in range(fewest, fewest + MOST_ROUNDS_MORE):
            if self._around[0] + (least[0] + (rounds - 1) * least[1]) * CHAPTER_GRID_MS > window.high:
                return
            yield rounds

    def _most(self, *, later: bool) -> int:
        """How many grids a round lasts at most, of alternatives the longest done."""
        groups: dict[int, int] = {}
        for unit in self._units:
            groups[unit.group] = max(groups.get(unit.group, 0), self._bounds(unit, later=later)[-1])
        return sum(groups.values())

    @cached_property
    def _shortest(self) -> Ms:
        """No session is shorter than this."""
        return self._around[0] + min(self._bounds(unit, later=False)[0] for unit in self._units) * CHAPTER_GRID_MS

    def _bounds(self, unit: Unit, *, later: bool) -> tuple[int, int, int, int]:
        """How many grids the chapters of a unit last, as in `Decision`, in the first round or a later one."""
        key = (unit.first, later)
        if key not in self._bounds_of:
            sums = [0, 0, 0, 0]
            for item in unit.items:
                own = self._lengths.of(item)
                lengths = [own.shortest(arrival) for arrival in self._arrivals(item, later=later)]
                low, high = min(lengths), max(lengths)
                for index, length in enumerate((low, high, low + own.open, high + own.open)):
                    sums[index] += whole_chapter(length) // CHAPTER_GRID_MS
            self._bounds_of[key] = (sums[0], sums[1], sums[2], sums[3])
        return self._bounds_of[key]

    @cached_property
    def _before(self) -> tuple[set[Position | None], set[frozenset[str]]]:
        exercises = [item.exercise for item in self._items]
        return {each.position for each in exercises}, {frozenset(each.needs) for each in exercises}

    def _arrivals(self, item: SessionItem, *, later: bool) -> Iterator[Arrival]:
        """The states before an exercise that matter for how long it lasts, each once or more."""
        needs = frozenset(item.exercise.needs)
        times = {
            time_to_get_there(Arrival(position, first=False), item.exercise.position): position
            for position in self._before[0]
        }
        nearest_and_farthest = {times[min(times)], times[max(times)]}
        at_hand = {needs & each: each for each in self._before[1]}
        if not later:
            yield Arrival(at_hand=needs)
        for position in nearest_and_farthest:
            for things in at_hand.values():
                plain = Arrival(position, first=False, at_hand=things)
                yield plain
                if later:
                    again = replace(plain, known=True)
                    for each in (plain, again, replace(again, in_place=True)):
                        yield each
                        yield replace(each, begins=2)

    def _steps(self, rounds: int) -> list[Decision]:
        def decision(number: int, unit: Unit, keen: bool | None, *, must: bool) -> Decision:
            return Decision(number, unit, keen, must, *self._bounds(unit, later=number > 1))

        whole = rounds if self.options.rounds or rounds == 1 else rounds - 1
        if whole == rounds and self.options.last_done is not None:
            last_first = ((number, unit) for unit in self._ranked[::-1] for number in range(rounds, 0, -1))
            return [decision(number, unit, None, must=unit.keep == "must") for number, unit in last_first]
        first_first = ((number, unit) for unit in self._ranked for number in range(1, whole + 1))
        steps = [decision(number, unit, True, must=unit.keep == "must") for number, unit in first_first]
        in_part = self._units[::-1] if whole < rounds else ()
        return [*steps, *(decision(rounds, unit, False, must=False) for unit in in_part)]

    def _in_rounds(self, rounds: int, window: LengthWindow) -> tuple[Turn, ...] | None:
        """The first session of so many rounds, none of them empty, that lasts as long; None if there is none."""
        steps = self._steps(rounds)
        if steps[0].keen is None and (found := with_counts(self._everything(rounds), window, self._place)):
            return found
        return BranchAndBound(steps, window, self._around, self._place, self._budget).run()

    def _everything(self, rounds: int) -> tuple[Turn, ...]:
        """Every unit in so many rounds; of alternatives what was done longest ago."""
        first = {unit.group: unit for unit in reversed(self._ranked)}
        units = sorted(first.values(), key=lambda unit: unit.first)
        numbers = range(1, rounds + 1)
        return tuple(Turn(item, number) for number in numbers for unit in units for item in unit.items)

    def _place(self, turns: Sequence[Turn]) -> Placing:
        self._budget.spend(len(turns))
        return self._lengths.place(turns)

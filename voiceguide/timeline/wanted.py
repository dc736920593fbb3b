"""The turns of a session that lasts as long as was asked, within half a minute. docs/lengths.md says what is preferred.

All possible sessions stand in one order, which does not depend on the wanted length, and the first of them is taken that
can last that long. So a longer wish never gives a shorter session: let P and Q be taken for the wishes p < q, and P before
Q. Then P cannot last q, within the half minute; as it lasts p, it is shorter than that, and so than Q. The same holds if Q
stands before P.

`search` tells how the order is gone through, and `fill` how counts are chosen.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from voiceguide.script.model import Position, SessionItem
from voiceguide.timeline.fill import NEAR_MS, LengthWindow, Placing
from voiceguide.timeline.gaps import Arrival, time_to_get_there
from voiceguide.timeline.layout import LONGEST_MS
from voiceguide.timeline.lengths import OpenLength, whole_chapter
from voiceguide.timeline.options import Options
from voiceguide.timeline.rank import Unit, ranked, units_of
from voiceguide.timeline.search import Budget, Decision, Search, with_counts
from voiceguide.timeline.select import Candidate
from voiceguide.timeline.turns import Turn, arrivals
from voiceguide.units import CHAPTER_GRID_MS, Ms

MOST_TRIED = 200_000
"""Decisions, and turns laid end to end, after which a search gives up: a second or two. Nearly always the first tries will do."""

MOST_ROUNDS_MORE = 60
"""Numbers of rounds that are tried, from the first on that is long enough."""


class Wanted:
    """Looks for sessions of a wanted length.

    Args:
        candidates: what may be done.
        length_of: how long an exercise lasts.
        ends: how long the opening and the closing last together, in milliseconds, where these items are done.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        options: Options,
        length_of: Callable[[SessionItem], OpenLength],
        ends: Callable[[Sequence[SessionItem]], Ms],
    ) -> None:
        self._candidates = candidates
        self._options = options
        self._length_of = length_of
        self._ends = ends
        self._units = units_of(candidates)
        self._budget = Budget(0)

    def find(self, window: LengthWindow) -> tuple[Turn, ...] | None:
        """The first session in the order that lasts as long; None if there is none."""
        self._budget = Budget(MOST_TRIED)
        return self._find(window)

    def below(self, length: Ms) -> Ms | None:
        """The longest that a session can last that is shorter than `length`; None if there is none."""
        self._budget = Budget(MOST_TRIED // 4)
        high, best = length - 1, None
        while best is None and high > 0:
            if found := self._find(LengthWindow(high - 2 * NEAR_MS, high, high)):
                best = self.length(found)
            else:
                high -= 2 * NEAR_MS
        while best is not None and (found := self._find(LengthWindow(best + 1, high, high))):
            best = self.length(found)
        return best

    def above(self, length: Ms) -> Ms | None:
        """The shortest that a session can last that is longer than `length`; None if there is none up to a day."""
        self._budget = Budget(MOST_TRIED // 4)
        low, best = max(length + 1, self._shortest), None
        while best is None and low <= LONGEST_MS:
            if found := self._find(LengthWindow(low, low, min(low + 2 * NEAR_MS, LONGEST_MS))):
                best = self.length(found)
            else:
                low += 2 * NEAR_MS
        while best is not None and (found := self._find(LengthWindow(low, low, best - 1))):
            best = self.length(found)
        return best

    def _find(self, window: LengthWindow) -> tuple[Turn, ...] | None:
        for rounds in self._rounds(window):
            if self._budget.left <= 0:
                break
            if found := self._in_rounds(rounds, window):
                return found
        return None

    def length(self, turns: Sequence[Turn]) -> Ms:
        """How long a session lasts, in milliseconds."""
        chapters = (
            whole_chapter(own.shortest(arrival) + self._more(own, turn.numbers or ()))
            for own, arrival, turn in self._placed(turns)
        )
        return sum(chapters) + self._ends([turn.item for turn in turns])

    def _placed(self, turns: Sequence[Turn]) -> Iterator[tuple[OpenLength, Arrival, Turn]]:
        for turn, arrival in zip(turns, arrivals(turns), strict=True):
            yield self._length_of(turn.item), arrival, turn

    @staticmethod
    def _more(own: OpenLength, numbers: Sequence[int]) -> Ms:
        return sum((n - span.low) * unit for n, span, unit in zip(numbers, own.spans, own.units, strict=True))

    # -- which exercises, in which rounds

    @cached_property
    def _ranked(self) -> list[Unit]:
        return ranked(self._units, self._options.last_done)

    @cached_property
    def _around(self) -> tuple[Ms, Ms]:
        """The least and the most that the opening and the closing last."""
        musts = [each.item for each in self._candidates if each.item.keep == "must" and not each.alternative]
        least, most = self._ends(musts), self._ends([each.item for each in self._candidates])
        return min(least, most, self._ends([])), max(least, most)

    def _rounds(self, window: LengthWindow) -> Iterator[int]:
        """The numbers of rounds that may do."""
        if self._options.rounds:
            yield self._options.rounds
            return
        missing = -(-(window.low - self._around[1]) // CHAPTER_GRID_MS) - sum(self._most_of_group(later=False))
        if missing <= 0:
            yield 1
        fewest = 2 if missing <= 0 else 1 + -(-missing // sum(self._most_of_group(later=True)))
        least = [min(self._bounds(unit, later=later)[0] for unit in self._units) for later in (False, True)]
        for rounds in range(fewest, fewest + MOST_ROUNDS_MORE):
            if self._around[0] + (least[0] + (rounds - 1) * least[1]) * CHAPTER_GRID_MS > window.high:
                return
            yield rounds

    def _most_of_group(self, *, later: bool) -> Iterator[int]:
        groups: dict[int, int] = {}
        for unit in self._units:
            groups[unit.group] = max(groups.get(unit.group, 0), self._bounds(unit, later=later)[-1])
        yield from groups.values()

    @cached_property
    def _shortest(self) -> Ms:
        """No session is shorter than this."""
        return self._around[0] + min(self._bounds(unit, later=False)[0] for unit in self._units) * CHAPTER_GRID_MS

    @cached_property
    def _bounds_of(self) -> dict[tuple[int, bool], tuple[int, int, int, int]]:
        return {}

    def _bounds(self, unit: Unit, *, later: bool) -> tuple[int, int, int, int]:
        """How many grids the chapters of a unit last, as in `Decision`, in the first round or a later one."""
        key = (unit.first, later)
        if key not in self._bounds_of:
            sums = [0, 0, 0, 0]
            for member in unit.members:
                own = self._length_of(member.item)
                lengths = [own.shortest(arrival) for arrival in self._arrivals(member.item, later=later)]
                low, high = min(lengths), max(lengths)
                for index, length in enumerate((low, high, low + own.open, high + own.open)):
                    sums[index] += whole_chapter(length) // CHAPTER_GRID_MS
            self._bounds_of[key] = (sums[0], sums[1], sums[2], sums[3])
        return self._bounds_of[key]

    @cached_property
    def _before(self) -> tuple[set[Position | None], set[frozenset[str]]]:
        exercises = [each.item.exercise for each in self._candidates]
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
        whole = rounds if self._options.rounds or rounds == 1 else rounds - 1
        if whole == rounds and self._options.last_done is not None:
            return [
                Decision(number, unit, None, unit.keep == "must", *self._bounds(unit, later=number > 1))
                for unit in self._ranked[::-1]
                for number in range(rounds, 0, -1)
            ]
        steps = [
            Decision(number, unit, True, unit.keep == "must", *self._bounds(unit, later=number > 1))
            for unit in self._ranked
            for number in range(1, whole + 1)
        ]
        if whole < rounds:
            steps += [
                Decision(rounds, unit, False, False, *self._bounds(unit, later=True)) for unit in self._units[::-1]
            ]
        return steps

    def _in_rounds(self, rounds: int, window: LengthWindow) -> tuple[Turn, ...] | None:
        """The first session of so many rounds, none of them empty, that lasts as long; None if there is none."""
        steps = self._steps(rounds)
        if steps[0].keen is None and (found := with_counts(self._everything(rounds), window, self._place)):
            return found
        return Search(steps, window, self._around, self._place, self._budget).run()

    def _everything(self, rounds: int) -> tuple[Turn, ...]:
        """Every unit in so many rounds; of alternatives what was done longest ago."""
        first = {unit.group: unit for unit in reversed(self._ranked)}
        units = sorted(first.values(), key=lambda unit: unit.first)
        numbers = range(1, rounds + 1)
        return tuple(Turn(each.item, number) for number in numbers for unit in units for each in unit.members)

    def _place(self, turns: Sequence[Turn]) -> Placing:
        self._budget.spend(len(turns))
        placed = [(own, own.shortest(arrival)) for own, arrival, _ in self._placed(turns)]
        return Placing(placed, self._ends([turn.item for turn in turns]))

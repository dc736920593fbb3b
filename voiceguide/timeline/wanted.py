"""The turns of a session that lasts as long as was asked, within half a minute. docs/lengths.md says what is preferred.

All possible sessions stand in one order, which does not depend on the wanted length, and the first of them is taken that
can last that long. So a longer wish never gives a shorter session: let P and Q be taken for the wishes p < q, and P before
Q. Then P cannot last q, within the half minute; as it lasts p, it is shorter than that, and so than Q. The same holds if Q
stands before P.

The order is searched depth first. A branch is left when even the shortest and longest that its exercises can last, after
whatever comes before them, do not add up to the wanted length; at the end of each branch the length is exact.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress

from voiceguide.script.model import Position, SessionItem
from voiceguide.timeline.gaps import Arrival, time_to_get_there
from voiceguide.timeline.layout import LONGEST_MS
from voiceguide.timeline.lengths import OpenLength, whole_chapter
from voiceguide.timeline.options import Options
from voiceguide.timeline.rank import Unit, ranked, units_of
from voiceguide.timeline.select import Candidate
from voiceguide.timeline.turns import Turn, arrivals
from voiceguide.units import CHAPTER_GRID_MS, Ms

NEAR_MS: Ms = 30_000
"""A session may last so much more or less than was asked."""

MOST_TRIED = 200_000
"""Decisions, and turns laid end to end, after which a search gives up: a second or two. Nearly always the first tries will do."""

MOST_ROUNDS_MORE = 60
"""Numbers of rounds that are tried, from the first on that is long enough."""


@dataclass(frozen=True, slots=True)
class LengthWindow:
    """The lengths that will do, from `low` to `high`, both included, the nearer to `wanted` the better; milliseconds."""

    low: Ms
    wanted: Ms
    high: Ms

    @classmethod
    def around(cls, wanted: Ms) -> "LengthWindow":
        return cls(wanted - NEAR_MS, wanted, min(wanted + NEAR_MS, LONGEST_MS))

    def holds(self, length: Ms) -> bool:
        return self.low <= length <= self.high


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the search: whether a unit is done in a round. `keen` tries it with the unit first;
    None does so once another unit is done.

    It adds `low` to `high` chapter grids, whatever comes before it: with the lowest counts up to `low_most`, with the
    highest from `high_least` on.
    """

    round: int
    unit: Unit
    keen: bool | None
    must: bool
    low: int
    low_most: int
    high_least: int
    high: int

    @property
    def group(self) -> tuple[int, int]:
        """Of the units that share this, one is done at most."""
        return self.round, self.unit.group


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
        self._left = 0

    def find(self, window: LengthWindow) -> tuple[Turn, ...] | None:
        """The first session in the order that lasts as long; None if there is none."""
        self._left = MOST_TRIED
        return self._find(window)

    def below(self, length: Ms) -> Ms | None:
        """The longest that a session can last that is shorter than `length`; None if there is none."""
        self._left = MOST_TRIED // 4
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
        self._left = MOST_TRIED // 4
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
            if self._left <= 0:
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
        most = (window.high - self._around[0]) // CHAPTER_GRID_MS
        fewest = -(-(window.low - self._around[1]) // CHAPTER_GRID_MS)
        if most < 0:
            return None
        most_surely = (window.high - self._around[1]) // CHAPTER_GRID_MS
        fewest_surely = -(-(window.low - self._around[0]) // CHAPTER_GRID_MS)
        sums = _sums_from(steps, most)
        last_of_group = {step.group: index for index, step in enumerate(steps)}
        alternatives = Counter(step.group for step in steps)
        last_of_round = {step.round: index for index, step in enumerate(steps)}

        def choices(index: int) -> list[bool]:
            """What may be decided at a step, the preferred last: of a group one unit is done, and in a round something."""
            step = steps[index]
            stays = step.must and last_of_group[step.group] == index and step.group not in taken
            stays = stays or (last_of_round[step.round] == index and step.round not in {each for each, _ in taken})
            out, done = [] if stays else [False], [] if step.group in taken else [True]
            keen = step.keen if step.keen is not None else bool(taken)
            return [*out, *done] if keen else [*done, *out]

        def too_long() -> bool:
            """Whether what is chosen, in its order, is too long already, since an exercise more makes nothing shorter."""
            done = self._turns(steps, chosen)
            return self._placing(done).low > window.high

        def too_short() -> bool:
            """Whether all that is chosen or undecided, in its order, is too short; of alternatives the longest is done."""
            longest: dict[tuple[int, int], int] = {}
            for index in range(len(chosen), len(steps)):
                group = steps[index].group
                if group not in taken and (group not in longest or steps[index].high > steps[longest[group]].high):
                    longest[group] = index
            undecided = [False] * (len(steps) - len(chosen))
            for index in longest.values():
                undecided[index - len(chosen)] = True
            done = [*chosen, *undecided]
            placing = self._placing(self._turns(steps, done))
            if placing.high >= window.low or not any(
                alternatives[steps[index].group] > 1 for index in longest.values()
            ):
                return placing.high < window.low
            # Another alternative may change how long it takes to get there and on, and what the opening says.
            slack, place, open_group = self._around[1] - placing.ends, 0, False
            for step in sorted(compress(steps, done), key=lambda step: (step.round, step.unit.first)):
                own = placing.placed[place : place + len(step.unit.members)]
                exact = sum(whole_chapter(shortest + own_length.open) for own_length, shortest in own)
                place += len(step.unit.members)
                is_open = step.group in longest and alternatives[step.group] > 1
                slack += step.high * CHAPTER_GRID_MS - exact if is_open or open_group else 0
                open_group = is_open
            return placing.high + slack < window.low

        low_most = 0
        shortest = {step.group: step.high_least for step in sorted(steps, key=lambda step: -step.high_least)}
        high_least = sum(shortest.values())
        chosen: list[bool] = []
        taken: set[tuple[int, int]] = set()
        untried = [choices(0)]
        if steps[0].keen is None and (found := self._with_counts(self._everything(rounds), window)):
            return found
        if high_least < fewest_surely and too_short():
            return None
        low = high = 0
        while untried and self._left > 0:
            self._left -= 1
            step = steps[len(untried) - 1]
            if len(chosen) == len(untried):
                if chosen.pop():
                    taken.remove(step.group)
                    low, high, low_most = low - step.low, high - step.high, low_most - step.low_most
                else:
                    high_least += step.high_least
            if not untried[-1]:
                untried.pop()
                continue
            chosen.append(untried[-1].pop())
            if chosen[-1]:
                taken.add(step.group)
                low, high, low_most = low + step.low, high + step.high, low_most + step.low_most
                if low_most > most_surely and low <= most and too_long():
                    continue
            else:
                high_least -= step.high_least
                if high_least < fewest_surely and too_short():
                    continue
            index = len(chosen)
            if low > most or not (sums[index] & ((2 << (most - low)) - 1)) >> max(0, fewest - high):
                continue
            if index < len(steps):
                untried.append(choices(index))
            elif found := self._with_counts(self._turns(steps, chosen), window):
                return found
        return None

    def _everything(self, rounds: int) -> tuple[Turn, ...]:
        """Every unit in so many rounds; of alternatives what was done longest ago."""
        first = {unit.group: unit for unit in reversed(self._ranked)}
        units = sorted(first.values(), key=lambda unit: unit.first)
        numbers = range(1, rounds + 1)
        return tuple(Turn(each.item, number) for number in numbers for unit in units for each in unit.members)

    def _turns(self, steps: Sequence[Decision], chosen: Sequence[bool]) -> tuple[Turn, ...]:
        done = sorted((s.round, s.unit.first, s.unit) for s, is_done in zip(steps, chosen, strict=False) if is_done)
        return tuple(Turn(member.item, number) for number, _, unit in done for member in unit.members)

    def _placing(self, turns: Sequence[Turn]) -> "_Placing":
        self._left -= len(turns)
        placed = [(own, own.shortest(arrival)) for own, arrival, _ in self._placed(turns)]
        ends = self._ends([turn.item for turn in turns])
        low = ends + sum(whole_chapter(shortest) for _, shortest in placed)
        high = ends + sum(whole_chapter(shortest + own.open) for own, shortest in placed)
        return _Placing(placed, ends, low, high)

    def _with_counts(self, turns: Sequence[Turn], window: LengthWindow) -> tuple[Turn, ...] | None:
        """The turns with counts that come nearest to the wanted length; None where none is in the window."""
        placing = self._placing(turns)
        if placing.low > window.high or placing.high < window.low:
            return None
        numbers = _evenly(placing.placed, placing.low, window) or _exactly(placing.placed, placing.ends, window)
        if numbers is None:
            return None
        return tuple(replace(turn, numbers=own) for turn, own in zip(turns, numbers, strict=True))


Placed = Sequence[tuple[OpenLength, Ms]]
Numbers = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Placing:
    """Turns after each other: how long each lasts with the lowest counts, and all of them with the lowest and highest."""

    placed: Placed
    ends: Ms
    low: Ms
    high: Ms


def _sums_from(steps: Sequence[Decision], most: int) -> list[int]:
    """For each step, as the bits of a number, the sums of grids up to `most` that it and those after it can add."""
    mask, sums = (2 << most) - 1, [1]
    for step in reversed(steps):
        added = sums[-1] << step.low if step.low <= most else 0
        width = min(step.high - step.low, most)
        filled = 0
        while filled < width and added:
            wider = min(filled + 1, width - filled)
            added |= added << wider
            filled += wider
        sums.append((sums[-1] | added) & mask)
    return sums[::-1]


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
    if not window.holds(best):
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

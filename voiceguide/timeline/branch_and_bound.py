"""Branch and bound: the search through decisions for exercises and rounds of a wanted length, depth first.

A branch is left when even the shortest and longest that its exercises can last, after whatever comes before them, do not add
up to the wanted length; at the end of each branch the length is exact.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from voiceguide.timeline.layout import whole_chapter
from voiceguide.timeline.lengths import LengthWindow, Placing
from voiceguide.timeline.select import Unit
from voiceguide.timeline.turns import Turn
from voiceguide.units import CHAPTER_GRID_MS, Ms


@dataclass(slots=True)
class Budget:
    """How many decisions, and turns laid end to end, may still be tried."""

    left: int

    def spend(self, tries: int) -> None:
        self.left -= tries


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


class BranchAndBound:
    """A search through the sessions that some decisions can give.

    Args:
        steps: the decisions, in the order in which they are made.
        window: the lengths that will do.
        around: the least and the most that opening and closing last together, in milliseconds.
        place: lays turns end to end.
    """

    def __init__(
        self,
        steps: Sequence[Decision],
        window: LengthWindow,
        around: tuple[Ms, Ms],
        place: Callable[[Sequence[Turn]], Placing],
        budget: Budget,
    ) -> None:
        self._steps = steps
        self._window = window
        self._around = around
        self._place = place
        self._budget = budget
        self._most = (window.high - around[0]) // CHAPTER_GRID_MS
        self._most_surely = (window.high - around[1]) // CHAPTER_GRID_MS
        self._fewest = -(-(window.low - around[1]) // CHAPTER_GRID_MS)
        self._fewest_surely = -(-(window.low - around[0]) // CHAPTER_GRID_MS)
        self._alternatives = Counter(step.group for step in steps)
        self._last_of_group = {step.group: index for index, step in enumerate(steps)}
        self._last_of_round = {step.round: index for index, step in enumerate(steps)}
        self._chosen: list[bool] = []
        self._taken: set[tuple[int, int]] = set()
        self._low = self._high = self._low_most = 0
        shortest = {step.group: step.high_least for step in sorted(steps, key=lambda step: -step.high_least)}
        self._high_least = sum(shortest.values())

    def run(self) -> tuple[Turn, ...] | None:
        """The first session that lasts as long, with its counts; None if there is none, or the budget is spent."""
        if self._most < 0 or self._is_too_short():
            return None
        sums = _sums_from(self._steps, self._most)
        untried = [self._choices()]
        while untried and self._budget.left > 0:
            self._budget.spend(1)
            if len(self._chosen) == len(untried):
                self._undo()
            if not untried[-1]:
                untried.pop()
                continue
            self._decide(untried[-1].pop())
            if self._is_too_long() if self._chosen[-1] else self._is_too_short():
                continue
            if not self._adds_up(sums[len(self._chosen)]):
                continue
            if len(self._chosen) < len(self._steps):
                untried.append(self._choices())
            elif found := with_counts(turns_of(self._steps, self._chosen), self._window, self._place):
                return found
        return None

    def _choices(self) -> list[bool]:
        """What may be decided next, the preferred last: of a group one unit is done, and in a round something."""
        index = len(self._chosen)
        step = self._steps[index]
        stays = step.must and self._last_of_group[step.group] == index and step.group not in self._taken
        stays = stays or (self._last_of_round[step.round] == index and step.round not in {r for r, _ in self._taken})
        out, done = [] if stays else [False], [] if step.group in self._taken else [True]
        keen = step.keen if step.keen is not None else bool(self._taken)
        return [*out, *done] if keen else [*done, *out]

    def _decide(self, is_done: bool) -> None:
        step = self._steps[len(self._chosen)]
        self._chosen.append(is_done)
        if is_done:
            self._taken.add(step.group)
            self._low += step.low
            self._high += step.high
            self._low_most += step.low_most
        else:
            self._high_least -= step.high_least

    def _undo(self) -> None:
        is_done = self._chosen.pop()
        step = self._steps[len(self._chosen)]
        if is_done:
            self._taken.remove(step.group)
            self._low -= step.low
            self._high -= step.high
            self._low_most -= step.low_most
        else:
            self._high_least += step.high_least

    def _adds_up(self, sums: int) -> bool:
        """Whether what is chosen and some of what is undecided, whose sums these are, can last as long."""
        if self._low > self._most:
            return False
        return bool((sums & ((2 << (self._most - self._low)) - 1)) >> max(0, self._fewest - self._high))

    def _is_too_long(self) -> bool:
        """Whether what is chosen, in its order, is too long already, since an exercise more makes nothing shorter."""
        if self._low_most <= self._most_surely or self._low > self._most:
            return False
        return self._place(turns_of(self._steps, self._chosen)).low > self._window.high

    def _is_too_short(self) -> bool:
        """Whether all that is chosen or undecided, in its order, is too short; of alternatives the longest is done."""
        if self._high_least >= self._fewest_surely:
            return False
        longest = self._longest_undecided()
        done = [*self._chosen, *(index in longest for index in range(len(self._chosen), len(self._steps)))]
        placing = self._place(turns_of(self._steps, done))
        if placing.high >= self._window.low:
            return False
        open_groups = {group for index in longest if self._alternatives[group := self._steps[index].group] > 1}
        return not open_groups or placing.high + self._slack(placing, done, open_groups) < self._window.low

    def _longest_undecided(self) -> set[int]:
        """Of each group that is undecided, the step that can last longest."""
        longest: dict[tuple[int, int], int] = {}
        for index in range(len(self._chosen), len(self._steps)):
            group, high = self._steps[index].group, self._steps[index].high
            if group not in self._taken and (group not in longest or high > self._steps[longest[group]].high):
                longest[group] = index
        return set(longest.values())

    def _slack(self, placing: Placing, done: Sequence[bool], open_groups: set[tuple[int, int]]) -> Ms:
        """How much longer it may be with other alternatives: they may change how long it takes to get there and on, and
        what the opening says."""
        slack, place, after_open = self._around[1] - placing.ends, 0, False
        for step in sorted(compress(self._steps, done), key=lambda step: (step.round, step.unit.first)):
            own = placing.placed[place : place + len(step.unit.items)]
            place += len(own)
            is_open = step.group in open_groups
            if is_open or after_open:
                exact = sum(whole_chapter(shortest + exercise.open) for exercise, shortest in own)
                slack += step.high * CHAPTER_GRID_MS - exact
            after_open = is_open
        return slack


def turns_of(steps: Sequence[Decision], chosen: Sequence[bool]) -> tuple[Turn, ...]:
    """What is done, in the order of the session."""
    done = sorted((s.round, s.unit.first, s.unit) for s, is_done in zip(steps, chosen, strict=False) if is_done)
    return tuple(Turn(item, number) for number, _, unit in done for item in unit.items)


def with_counts(
    turns: Sequence[Turn], window: LengthWindow, place: Callable[[Sequence[Turn]], Placing]
) -> tuple[Turn, ...] | None:
    """The turns with the counts that come nearest to the wanted length; None where none is in the window."""
    numbers = place(turns).counts(window)
    if numbers is None:
        return None
    return tuple(replace(turn, numbers=own) for turn, own in zip(turns, numbers, strict=True))


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

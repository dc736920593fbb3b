"""The counts with which turns last as long as is wanted: reps, breaths of holds and rests, within the author's ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from voiceguide.timeline.layout import LONGEST_MS
from voiceguide.timeline.lengths import OpenLength, whole_chapter
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

    def holds(self, length: Ms) -> bool:
        return self.low <= length <= self.high


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

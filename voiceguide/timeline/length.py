"""A session of a wanted length: reps, holds and rests grow together inside the author's ranges."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from voiceguide.problems import Place, Problems
from voiceguide.script.model import Span
from voiceguide.units import Ms, clock_text

Numbers: TypeAlias = tuple[tuple[int, ...], ...]
"""One number for each open range of each exercise."""

NEAR_MS: Ms = 30_000
"""A length this near to the wanted one is what was wanted."""


def numbers_for_length(
    spans: Sequence[Sequence[Span]],
    wanted: Ms,
    length: Callable[[Numbers], Ms],
    place: Place,
    problems: Problems,
) -> Numbers:
    """The numbers whose session comes nearest to the wanted length.

    All ranges grow by the same share: the steps by which each one grows are put in one row by the share of its range
    that they reach, so that no exercise is starved, and the row is searched by halving. More time asked for never
    gives less.

    Args:
        spans: the open ranges of each exercise.
        wanted: the length wanted, in milliseconds.
        length: how long a session with these numbers lasts; never shorter for larger numbers.
        place: where to report a length that cannot be reached.
    """
    steps = sorted(
        ((step + 0.5) / (span.high - span.low), exercise, index)
        for exercise, own in enumerate(spans)
        for index, span in enumerate(own)
        for step in range(span.high - span.low)
    )

    def after(count: int) -> Numbers:
        numbers = [[span.low for span in own] for own in spans]
        for _, exercise, index in steps[:count]:
            numbers[exercise][index] += 1
        return tuple(tuple(own) for own in numbers)

    shortest, longest = length(after(0)), length(after(len(steps)))
    if not shortest - NEAR_MS <= wanted <= longest + NEAR_MS:
        problems.warning(
            place,
            f"{clock_text(wanted)} cannot be reached: inside the ranges of the scripts this session lasts "
            + (f"from {clock_text(shortest)} to {clock_text(longest)}" if shortest < longest else clock_text(shortest)),
        )
        return after(0 if wanted < shortest else len(steps))
    low, high = 0, len(steps)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if length(after(middle)) <= wanted else (low, middle)
    nearest = min((low, high), key=lambda count: abs(length(after(count)) - wanted))
    return after(nearest)

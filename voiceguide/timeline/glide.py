"""A smooth way through points: it never goes beyond them, and is level wherever they turn or stay.

It is the cubic of Fritsch and Butland (SIAM J. Sci. Stat. Comput. 5, 1984), which scipy calls `PchipInterpolator`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Real = TypeVar("Real", float, "NDArray[np.float64]")
"""One number, or an array of them."""


def climbs(times: Sequence[float], values: Sequence[float]) -> list[float]:
    """How much the value changes at each point, in its own unit a millisecond.

    Times are milliseconds and never fall; two points at one time are a step.
    """
    return [0.0, *_inner_climbs(times, values), 0.0][: len(times)]


def _inner_climbs(times: Sequence[float], values: Sequence[float]) -> Iterator[float]:
    spans = [after - before for before, after in pairwise(times)]
    slopes = [
        (after - before) / span if span else 0.0 for (before, after), span in zip(pairwise(values), spans, strict=True)
    ]
    for (span, next_span), (slope, next_slope) in zip(pairwise(spans), pairwise(slopes), strict=True):
        if slope * next_slope <= 0:
            yield 0.0
        else:
            weight, next_weight = span + 2 * next_span, 2 * span + next_span
            yield (weight + next_weight) / (weight / slope + next_weight / next_slope)


def glide(share: Real, before: Real, after: Real, climb: Real, next_climb: Real) -> Real:
    """The value at a share, 0 to 1, of the way between two points, with the climb at each in a whole such way."""
    rest = 1 - share
    return (
        before + (after - before) * share * share * (3 - 2 * share) + share * rest * (climb * rest - next_climb * share)
    )


def steepness(share: float, before: float, after: float, climb: float, next_climb: float) -> float:
    """How much `glide` changes there in a whole such way."""
    rest = 1 - share
    return (after - before) * 6 * share * rest + climb * rest * (1 - 3 * share) + next_climb * share * (3 * share - 2)

"""A value that moves in straight lines from point to point of a chapter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]
"""Milliseconds from the chapter's start."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Values at times in milliseconds that never fall back; before the first and after the last the value stays."""

    times: Times
    values: Values

    @classmethod
    def through(cls, points: Iterable[tuple[float, float]]) -> Self:
        """The curve through (milliseconds, value) pairs in order, at least one; two at one time are a step."""
        times, values = np.array(list(points), np.float64).T
        return cls(times, values)

    def at(self, times: Times) -> Values:
        """The values at some times."""
        return np.interp(times, self.times, self.values)

    def integral(self, times: Times) -> Values:
        """The area under the curve from its first point to each time, exactly: value times milliseconds.

        For times that do not lie before the first point.
        """
        steps = np.diff(self.times)
        areas = np.concatenate([[0.0], np.cumsum(steps * (self.values[1:] + self.values[:-1]) / 2)])
        before = np.clip(np.searchsorted(self.times, times, side="right") - 1, 0, None)
        return areas[before] + (times - self.times[before]) * (self.values[before] + self.at(times)) / 2

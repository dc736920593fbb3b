"""A value that moves through points of a chapter: in straight lines, or smoothly."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from voiceguide.guide import climbs, glide

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


@dataclass(frozen=True, slots=True, eq=False)
class Glide:
    """Values at times in milliseconds that never fall back, and a smooth way from one to the next, as in `glide.py`.

    Before the first and after the last the value stays. `climbs` are of a millisecond.
    """

    times: Times
    values: Values
    climbs: Values

    @classmethod
    def through(cls, points: Iterable[tuple[float, float]]) -> Self:
        """The way through (milliseconds, value) pairs in order, at least one; two at one time are a step."""
        times, values = zip(*points, strict=True)
        return cls(*(np.array(each, np.float64) for each in (times, values, climbs(times, values))))

    def at(self, times: Times) -> Values:
        """The values at some times."""
        after = np.clip(np.searchsorted(self.times, times, side="right"), 1, len(self.times) - 1)
        before = np.maximum(after - 1, 0)
        spans = np.maximum(self.times[after] - self.times[before], 1)
        share = np.clip((times - self.times[before]) / spans, 0, 1)
        ends = (self.values[before], self.values[after], self.climbs[before] * spans, self.climbs[after] * spans)
        return glide(share, *ends)

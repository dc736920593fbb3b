"""How levels and pan move over a chapter: curves, ducking under the voice, panning to the side that works."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from voiceguide.guide import hermite, slopes
from voiceguide.timeline.model import Chapter, Side
from voiceguide.units import Ms

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
class Pchip:
    """Values at times in milliseconds that never fall back, and a smooth way from one to the next, as in `glide.py`.

    Before the first and after the last the value stays. `slopes` are of a millisecond.
    """

    times: Times
    values: Values
    slopes: Values

    @classmethod
    def through(cls, points: Iterable[tuple[float, float]]) -> Self:
        """The way through (milliseconds, value) pairs in order, at least one; two at one time are a step."""
        times, values = zip(*points, strict=True)
        return cls(*(np.array(each, np.float64) for each in (times, values, slopes(times, values))))

    def at(self, times: Times) -> Values:
        """The values at some times."""
        after = np.clip(np.searchsorted(self.times, times, side="right"), 1, len(self.times) - 1)
        before = np.maximum(after - 1, 0)
        spoken_spans = np.maximum(self.times[after] - self.times[before], 1)
        share = np.clip((times - self.times[before]) / spoken_spans, 0, 1)
        ends = (
            self.values[before],
            self.values[after],
            self.slopes[before] * spoken_spans,
            self.slopes[after] * spoken_spans,
        )
        return hermite(share, *ends)


ATTACK_MS: Ms = 75
RELEASE_MS: Ms = 500

SHORT_GAP_MS: Ms = 1_200
"""In a gap up to this long what was ducked stays down: coming up for half a second only would pump."""


def ducking(chapter: Chapter) -> Curve:
    """How far to make way, from 0 to 1: falling from 75 ms before the voice on, back half a second after it."""
    points = [(0.0, 0.0)]
    for start, end in spoken(chapter):
        points += [(start - ATTACK_MS, 0.0), (start, 1.0), (end, 1.0), (end + RELEASE_MS, 0.0)]
    return Curve.through(points[1:] or points)


def spoken(chapter: Chapter) -> Iterator[tuple[Ms, Ms]]:
    """Start and end of each stretch of speech without a gap longer than `SHORT_GAP_MS`: for so long all else makes way."""
    spoken_spans: Iterable[tuple[Ms, Ms]] = ((cue.start, cue.end) for cue in chapter.cues)
    span: tuple[Ms, Ms] | None = None
    for start, end in spoken_spans:
        if span and start - span[1] <= SHORT_GAP_MS:
            span = (span[0], end)
            continue
        if span:
            yield span
        span = (start, end)
    if span:
        yield span


PAN = 0.3
"""How far, from 0 (the middle) to 1 (one ear alone)."""

PAN_MS: Ms = 200

PAN_OF_SIDE: dict[Side | None, float] = {"left": -PAN, None: 0.0, "right": PAN}


def panning(chapter: Chapter) -> Curve:
    """Where the guide stands, -1 left to 1 right: it turns as a phase on another side begins."""
    return Curve.through(_pan_points(chapter))


def side_at(chapter: Chapter, position: Ms) -> Side | None:
    """The side that works at a position, or that comes next."""
    return next((phase.side for phase in chapter.phases if phase.end > position), None)


def pan_gains(place: Values | float) -> Values:
    """Gains for left and right, shape (…, 2), of a sound that stands at a place; 1 and 1 in the middle, equal in power."""
    angle = (np.asarray(place, np.float64) + 1) * np.pi / 4
    gains: Values = np.sqrt(2) * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return gains


def _pan_points(chapter: Chapter) -> Iterator[tuple[float, float]]:
    yield 0.0, 0.0
    place = 0.0
    for phase in chapter.phases:
        if PAN_OF_SIDE[phase.side] != place:
            yield phase.start, place
            place = PAN_OF_SIDE[phase.side]
            yield phase.start + PAN_MS, place

"""Curves over a chapter's time: levels, ducking under the voice, and pan towards the side that works."""

from collections.abc import Iterable
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
    """Straight lines between values at times in milliseconds, which never decrease.

    Before the first time and after the last the value is constant.
    """

    times: Times
    values: Values

    @classmethod
    def through(cls, points: Iterable[tuple[float, float]]) -> Self:
        """The curve through (milliseconds, value) pairs in order, at least one. Two pairs at one time make a step."""
        times, values = np.array(list(points), np.float64).T
        return cls(times, values)

    def at(self, times: Times) -> Values:
        """The values at the given times."""
        return np.interp(times, self.times, self.values)

    def integral(self, times: Times) -> Values:
        """The exact area under the curve from its first point to each time, in value times milliseconds.

        No time may lie before the first point.
        """
        steps = np.diff(self.times)
        areas = np.concatenate([[0.0], np.cumsum(steps * (self.values[1:] + self.values[:-1]) / 2)])
        before = np.clip(np.searchsorted(self.times, times, side="right") - 1, 0, None)
        return areas[before] + (times - self.times[before]) * (self.values[before] + self.at(times)) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Pchip:
    """A smooth curve (`guide.hermite`) through values at times in milliseconds, which never decrease.

    Before the first time and after the last the value is constant. `slopes` are per millisecond.
    """

    times: Times
    values: Values
    slopes: Values

    @classmethod
    def through(cls, points: Iterable[tuple[float, float]]) -> Self:
        """The curve through (milliseconds, value) pairs in order, at least one. Two pairs at one time make a step."""
        times, values = zip(*points, strict=True)
        return cls(*(np.array(each, np.float64) for each in (times, values, slopes(times, values))))

    def at(self, times: Times) -> Values:
        """The values at the given times."""
        after = np.clip(np.searchsorted(self.times, times, side="right"), 1, len(self.times) - 1)
        before = np.maximum(after - 1, 0)
        lengths = np.maximum(self.times[after] - self.times[before], 1)
        share = np.clip((times - self.times[before]) / lengths, 0, 1)
        ends = (self.values[before], self.values[after], self.slopes[before] * lengths, self.slopes[after] * lengths)
        return hermite(share, *ends)


ATTACK_MS: Ms = 75
"""Ducking begins so long before the voice."""

RELEASE_MS: Ms = 500
"""Ducking takes so long to end after the voice."""

SHORT_GAP_MS: Ms = 1_200
"""Ducking goes on through a gap of speech up to this long: rising for only half a second would be heard as pumping."""


def ducking(chapter: Chapter) -> Curve:
    """How far to duck for the voice, from 0 (not at all) to 1 (fully): it rises over `ATTACK_MS` and falls over `RELEASE_MS`."""
    points = [(0.0, 0.0)]
    for start, end in speech_spans(chapter):
        points += [(start - ATTACK_MS, 0.0), (start, 1.0), (end, 1.0), (end + RELEASE_MS, 0.0)]
    return Curve.through(points[1:] or points)


def speech_spans(chapter: Chapter) -> list[tuple[Ms, Ms]]:
    """Start and end of each span of speech, in milliseconds; gaps up to `SHORT_GAP_MS` belong to the span. Other tracks duck here."""
    spans: list[tuple[Ms, Ms]] = []
    for cue in chapter.cues:
        goes_on = spans and cue.start - spans[-1][1] <= SHORT_GAP_MS
        start = spans.pop()[0] if goes_on else cue.start
        spans.append((start, cue.end))
    return spans


PAN = 0.3
"""Distance from the middle: 0 is the middle, 1 is one channel alone."""

PAN_MS: Ms = 200
"""How long a change of pan takes."""

PAN_OF_SIDE: dict[Side | None, float] = {"left": -PAN, None: 0.0, "right": PAN}


def panning(chapter: Chapter) -> Curve:
    """The guide's pan, from -1 (left) to 1 (right). It changes when a phase on another side begins."""
    points = [(0.0, 0.0)]
    for phase in chapter.phases:
        before, pan = points[-1][1], PAN_OF_SIDE[phase.side]
        if pan != before:
            points += [(phase.start, before), (phase.start + PAN_MS, pan)]
    return Curve.through(points)


def side_at(chapter: Chapter, position: Ms) -> Side | None:
    """The side that works at a position in milliseconds, or else the next one that does."""
    return next((phase.side for phase in chapter.phases if phase.end > position), None)


def pan_gains(pan: Values | float) -> Values:
    """Gains for left and right, shape (…, 2), at a pan from -1 to 1. The power is constant; in the middle both gains are 1."""
    angle = (np.asarray(pan, np.float64) + 1) * np.pi / 4
    gains: Values = np.sqrt(2) * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return gains

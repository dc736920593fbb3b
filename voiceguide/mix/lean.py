"""Leaning towards the side that works, so that the ear knows it."""

from collections.abc import Iterator

import numpy as np

from voiceguide.mix.curve import Curve, Values
from voiceguide.timeline.model import Chapter, Side
from voiceguide.units import Ms

LEAN = 0.3
"""How far, from 0 (the middle) to 1 (one ear alone)."""

TURN_MS: Ms = 200

PLACES: dict[Side | None, float] = {"left": -LEAN, None: 0.0, "right": LEAN}


def leaning(chapter: Chapter) -> Curve:
    """Where the guide stands, -1 left to 1 right: it turns as a phase on another side begins."""
    return Curve.through(_turns(chapter))


def side_at(chapter: Chapter, position: Ms) -> Side | None:
    """The side that works at a position, or that comes next."""
    return next((phase.side for phase in chapter.phases if phase.end > position), None)


def ears(place: Values | float) -> Values:
    """Gains for left and right, shape (…, 2), of a sound that stands at a place; 1 and 1 in the middle, equal in power."""
    angle = (np.asarray(place, np.float64) + 1) * np.pi / 4
    gains: Values = np.sqrt(2) * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return gains


def _turns(chapter: Chapter) -> Iterator[tuple[float, float]]:
    yield 0.0, 0.0
    place = 0.0
    for phase in chapter.phases:
        if PLACES[phase.side] != place:
            yield phase.start, place
            place = PLACES[phase.side]
            yield phase.start + TURN_MS, place

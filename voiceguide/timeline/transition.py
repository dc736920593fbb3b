"""Time between exercises: how long it takes to get from one position into another."""

from dataclasses import dataclass

from voiceguide.script.model import Position
from voiceguide.units import Ms

SAME_PLACE_MS: Ms = 4_000
UNKNOWN_MS: Ms = 8_000

# Seconds to leave the position of a row for that of a column. Getting down to the floor and up again takes longest;
# rolling over on it takes a few breaths.
_SECONDS: dict[Position, dict[Position, int]] = {
    "seated": {"standing": 6, "kneeling": 12, "hands-and-knees": 13, "side-lying": 16, "prone": 16, "supine": 16},
    "standing": {"seated": 6, "kneeling": 10, "hands-and-knees": 12, "side-lying": 17, "prone": 17, "supine": 17},
    "kneeling": {"seated": 12, "standing": 10, "hands-and-knees": 5, "side-lying": 9, "prone": 9, "supine": 11},
    "hands-and-knees": {"seated": 14, "standing": 12, "kneeling": 5, "side-lying": 9, "prone": 8, "supine": 11},
    "side-lying": {"seated": 16, "standing": 18, "kneeling": 10, "hands-and-knees": 9, "prone": 7, "supine": 6},
    "prone": {"seated": 17, "standing": 18, "kneeling": 9, "hands-and-knees": 7, "side-lying": 7, "supine": 9},
    "supine": {"seated": 17, "standing": 19, "kneeling": 12, "hands-and-knees": 11, "side-lying": 6, "prone": 9},
}

FIRST_FROM: Position = "standing"
"""Where a body is before the first exercise, for all that anyone knows."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How an exercise begins: the position the body is in (None: it is the first), and what is already at hand."""

    position: Position | None = None
    first: bool = True
    at_hand: frozenset[str] = frozenset()


def time_to_get_there(arrival: Arrival, to: Position | None) -> Ms:
    """How long to wait, in milliseconds, before the set-up of an exercise in position `to`."""
    start = FIRST_FROM if arrival.first else arrival.position
    if start is None or to is None:
        return UNKNOWN_MS
    return SAME_PLACE_MS if start == to else _SECONDS[start][to] * 1000

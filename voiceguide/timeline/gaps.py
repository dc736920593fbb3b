"""The silences between words, and the time between exercises: how long a listener needs to follow."""

from dataclasses import dataclass

from voiceguide.script.model import Position
from voiceguide.units import Ms

EDGE_MS: Ms = 600
"""At the start of a chapter, so that a cut there cannot be heard."""

END_MS: Ms = 1_200
"""At the end of a chapter, at least; what its last 1.28 s has left comes on top."""

SENTENCE_MS: Ms = 500
"""Between sentences that ask for nothing."""

SETUP_MS: Ms = 1_500
"""After a sentence of the set-up: the body needs time to follow."""

READY_MS: Ms = 1_500
"""Between the last words before a rep and its first breath."""

BELL_MS: Ms = 1_500
"""How long a bell sounds alone before words follow it, or after they end."""

SWITCH_MS: Ms = 5_000
"""To change sides, after the words that ask for it."""

TAKING_IN_MS: Ms = 300
"""From the start of a held breath to the first sentence said in it, where no breath word is."""

TAIL_MS: Ms = 150
"""Between the end of a phase's words and the end of the phase, so that the next word stands apart."""


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

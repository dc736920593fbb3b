"""How long a listener needs to follow: the gaps between words, and the time to get from one exercise to the next."""

from dataclasses import dataclass

from voiceguide.script.model import Position
from voiceguide.units import Ms

EDGE_MS: Ms = 600
"""At the start of a chapter, so that a cut there is not heard."""

END_MS: Ms = 1_200
"""At the end of a chapter, at least; the chapter is then filled up to a whole multiple of 1.28 s."""

SENTENCE_MS: Ms = 500
"""Between sentences that ask for no movement."""

SETUP_MS: Ms = 1_500
"""After a sentence of the set-up: the body needs time to follow."""

READY_MS: Ms = 1_500
"""Between the last words before a rep and the rep's first breath."""

BELL_MS: Ms = 1_500
"""From a bell to whatever follows it, so that its start is heard alone."""

SWITCH_MS: Ms = 5_000
"""To change sides, after the words that ask for it."""

TAKING_IN_MS: Ms = 300
"""From the start of a hold to the first sentence said in it, where no breath word is said."""

TAIL_MS: Ms = 150
"""Between the end of a phase's words and the end of the phase, so that the next word is heard apart."""


SAME_PLACE_MS: Ms = 4_000
"""To get from one exercise to the next in the same position."""

UNKNOWN_MS: Ms = 8_000
"""To get from one exercise to the next where a position is not known."""

# Seconds from the position of a row to that of a column. Getting down to the floor and up again takes longest; rolling
# over on the floor takes a few breaths.
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
"""The position that a listener is assumed to be in before the first exercise."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The state before an exercise: the position of the body if known, whether it is the first one, what is at hand.

    Attributes:
        begins: the number of the round that begins with this exercise, from 2 on; None where none begins.
        known: whether it was done in an earlier round.
        in_place: whether it is known, and the place in which it is done was not left since.
    """

    position: Position | None = None
    first: bool = True
    at_hand: frozenset[str] = frozenset()
    begins: int | None = None
    known: bool = False
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Departure:
    """The exercise that comes after this one: its title, its position if known, and what it needs that is not at hand."""

    title: str
    position: Position | None
    needs: tuple[str, ...]


def time_to_get_there(arrival: Arrival, to: Position | None) -> Ms:
    """The milliseconds that a listener needs to get into position `to`."""
    start = FIRST_FROM if arrival.first else arrival.position
    if start is None or to is None:
        return UNKNOWN_MS
    return SAME_PLACE_MS if start == to else _SECONDS[start][to] * 1000

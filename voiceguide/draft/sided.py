"""Whether an exercise has sides, and its movements without those that only say the same to the other side."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.model import Reading
from voiceguide.draft.moves import DraftHold, Move, leads_back
from voiceguide.draft.sides import mirrored, names_side
from voiceguide.draft.wordings import lexicon
from voiceguide.script.model import Sides

_MOST_MIRRORED = 40
"""Movements that are compared with each other; the time for it grows with their square."""

_SIDEWAYS = re.compile(
    r"\b(?:from )?(?:side to side|one side to the other|(?:the )?left to (?:the )?right|(?:the )?right to (?:the )?left)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\bone (?:leg|arm|knee|hand|foot|side|shoulder|hip|ear|ankle|heel)\b")

_SAME = 0.6
"""Of the words of the shorter one, where two movements say the same."""


def sided(
    moves: list[Move | DraftHold], readings: Sequence[Reading], *, has_general_sides: bool
) -> tuple[Sides, list[Move | DraftHold]]:
    """The sides of an exercise, and its movements on one of them.

    Args:
        has_general_sides: the article says that all exercises have sides.
    """
    halved = _without_mirror(moves)
    if len(halved) < len(moves):
        return "alternate", halved
    if _goes_sideways(moves):
        return "alternate", [
            replace(move, text=_SIDEWAYS.sub("to the left", move.text)) if isinstance(move, Move) else move
            for move in moves
        ]
    told = {reading.sides for reading in readings if reading.sides and not _SIDEWAYS.search(reading.sentence)}
    if "alternate" in told:
        return "alternate", moves
    if "each" in told or (has_general_sides and any(_names_one(move) for move in moves)):
        return "each", moves
    return "none", moves


def _names_one(move: Move | DraftHold) -> bool:
    return isinstance(move, Move) and bool(names_side(move.text) or _ONE.search(move.text))


def _goes_sideways(moves: Sequence[Move | DraftHold]) -> bool:
    """Whether it is from side to side that the exercise moves, from its first movement on."""
    known = [move for move in moves if isinstance(move, Move)]
    first = next((move for move in known if not move.is_posture), None)
    return any(_SIDEWAYS.search(move.text) for move in known) and (
        first is None or _SIDEWAYS.search(first.text) is not None
    )


def _without_mirror(moves: list[Move | DraftHold]) -> list[Move | DraftHold]:
    """The movements up to where they begin to tell the other side, and the way back after these."""
    sided_moves = [
        (index, move)
        for index, move in enumerate(moves[:_MOST_MIRRORED])
        if isinstance(move, Move) and names_side(move.text)
    ]
    for index, move in sided_moves:
        for earlier, one in sided_moves:
            if earlier < index and _is_mirror(one, move):
                later = moves[index + (index - earlier) :]
                return moves[:index] + [
                    after
                    for after in later
                    if isinstance(after, Move) and not names_side(after.text) and not leads_back(after)
                ]
    return moves


def _is_mirror(one: Move, other: Move) -> bool:
    """Whether a movement does the same as another, to the other side."""
    if one.breath != other.breath or one.is_posture:
        return False
    mirror = mirrored(one.text)
    words, others = _content(mirror), _content(other.text)
    is_same = len(words & others) >= _SAME * min(len(words), len(others))
    return is_same and names_side(mirror) == names_side(other.text)


def _content(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower())) - lexicon().words["dull"]

"""The sections of an exercise: setting up, reps, holds, and what becomes a reminder or the way out."""

from collections.abc import Sequence

from voiceguide.draft.lengths import stay_text
from voiceguide.draft.model import Body, DraftSection
from voiceguide.draft.moves import DraftHold, Move, Totals, is_breath, leads_back, line_of, set_up
from voiceguide.draft.repeating import repeating
from voiceguide.draft.rounds import rounds
from voiceguide.draft.wordings import lexicon

_GUESSED_STAY = DraftHold((3, 5), "breaths")
"""How long a position is held where the author does not say."""


def body_of(moves: Sequence[Move | DraftHold], totals: Totals, *, is_breathing: bool) -> Body:
    """The body that movements make: rounds of breaths, reps, or a position that is held.

    Args:
        is_breathing: the exercise is made of breaths alone.
    """
    if is_breathing and any(is_breath(move) for move in moves):
        return rounds(moves, totals)
    calm: list[Move] = []
    if not is_breathing:
        calm = [move for move in moves if isinstance(move, Move) and _is_breathing_on(move)]
        moves = [move for move in moves if move not in calm]
    body = repeating(moves, totals) if _is_cyclic(moves, totals) else _holding(moves, totals)
    body.reminders[:0] = [line_of(move) for move in calm]
    return body


def _is_breathing_on(move: Move) -> bool:
    """Whether it says no more than to go on breathing."""
    return not move.breath and lexicon().has("breathing_on", move.text)


def _is_cyclic(moves: Sequence[Move | DraftHold], totals: Totals) -> bool:
    """Whether movements are done again and again: with breaths or reps, for a time, or there and back."""
    if totals.reps or totals.sets or any(is_breath(move) for move in moves):
        return any(isinstance(move, Move) for move in moves)
    if any(isinstance(move, DraftHold) for move in moves):
        return False
    moving = [move for move in moves if isinstance(move, Move) and not move.is_posture]
    if totals.going_on:
        return totals.going_unit == "s" and bool(moving)
    return any(leads_back(move) for move in moving[1:])


def _holding(moves: Sequence[Move | DraftHold], totals: Totals) -> Body:
    """Movements that lead into a position, its hold, and the way out; the last stay counts."""
    stay = next((move for move in reversed(moves) if isinstance(move, DraftHold)), None)
    until = moves.index(stay) if stay else len(moves)
    before = [move for move in moves[:until] if isinstance(move, Move)]
    after = [move for move in moves[until:] if isinstance(move, Move)]
    if not before:
        before, after = after, []
    length = stay or (DraftHold(totals.going_on, totals.going_unit) if totals.going_on else _GUESSED_STAY)
    is_guessed = length is _GUESSED_STAY or length.is_vague
    return Body(
        [*set_up(before), DraftSection(f"Hold {stay_text(length)}", is_guessed=is_guessed)],
        reminders=[line_of(move) for move in after if not leads_back(move)],
        finish=[line_of(move) for move in after if leads_back(move)],
    )

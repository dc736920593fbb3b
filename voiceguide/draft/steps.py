"""The steps of a rep: each movement on its breath, and what has no breath put beside one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from voiceguide.draft.guess import OPPOSITE, both_breaths, guessed, is_long, turning, without_breath
from voiceguide.draft.imperative import first_verb, sentence
from voiceguide.draft.lengths import held, length_of
from voiceguide.draft.model import DraftStep
from voiceguide.draft.moves import DraftHold, Move, is_breath, leads_back, line_of
from voiceguide.draft.shorten import shorten
from voiceguide.draft.wordings import lexicon

_LONGEST_STEP = 16
"""Words that fit a breath, with a movement joined to the one before it."""


@dataclass(slots=True)
class DraftRep:
    """Steps, and the movements that are none: what becomes a reminder, and what leads out of the exercise."""

    steps: list[DraftStep] = field(default_factory=list)
    reminders: list[str] = field(default_factory=list)
    finish: list[str] = field(default_factory=list)


def whole_rep(moves: Sequence[Move | DraftHold], *, is_breathing: bool = False, is_once: bool = False) -> DraftRep:
    """The steps of a rep after which the next can begin, with an inhale and an exhale among them.

    Args:
        is_breathing: the exercise is made of breaths alone.
        is_once: there is no next rep.
    """
    rep = steps_of(moves, is_breathing=is_breathing)
    if any(is_breath(move) for move in moves) and not is_breathing and not is_once:
        rep.steps = turning(rep.steps)
    rep.steps = both_breaths(rep.steps)
    return rep


def steps_of(moves: Sequence[Move | DraftHold], *, is_breathing: bool = False) -> DraftRep:
    """The steps that movements and stays make, their breaths guessed where none is named."""
    if any(is_breath(move) for move in moves):
        return _with_breaths(moves, is_breathing=is_breathing)
    steps: list[DraftStep] = []
    for move in moves:
        if isinstance(move, Move) and move.breath != "hold":
            steps.append(DraftStep("Move", move.text))
        elif isinstance(move, DraftHold) and steps:
            steps.append(held(move))
    has_long_stay = any(isinstance(move, DraftHold) and is_long(move) for move in moves)
    return DraftRep(without_breath(steps) if has_long_stay else guessed(steps))


def _with_breaths(moves: Sequence[Move | DraftHold], *, is_breathing: bool) -> DraftRep:
    rep = DraftRep()
    pending = ""
    for place, move in enumerate(moves):
        if isinstance(move, DraftHold):
            rep.steps += [held(move)] if rep.steps else []
        elif move.breath == "hold":
            rep.steps += [DraftStep("Hold", "", "", length_of(move.count))] if _ends_on_breath(rep.steps) else []
        elif move.breath:
            rep.steps.append(_step(move, pending, is_breathing=is_breathing))
            pending = ""
        elif not is_breathing and _comes_back(move, rep.steps):
            rep.steps.append(DraftStep(_next_breath(rep.steps), move.text, shorten(move.text), is_guessed=True))
        elif _fits(move, rep.steps):
            rep.steps[-1] = replace(rep.steps[-1], text=f"{rep.steps[-1].text}, and {move.text}")
        elif any(is_breath(later) for later in moves[place + 1 :]):
            pending = f"{pending}, and {move.text}" if pending else move.text
        elif leads_back(move):
            rep.finish.append(line_of(move))
        else:
            rep.reminders.append(line_of(move))
    if pending:
        rep.reminders.append(sentence(pending))
    return rep


def _ends_on_breath(steps: Sequence[DraftStep]) -> bool:
    return bool(steps) and steps[-1].kind in OPPOSITE


def _step(move: Move, pending: str, *, is_breathing: bool) -> DraftStep:
    """The step of a breath.

    Args:
        pending: what was told before it, without a breath of its own.
    """
    way = "in" if move.breath == "inhale" else "out"
    own = f"breathe {way} {move.text}".strip() if is_breathing and pending else move.text
    text = f"{pending}, and {own}" if pending and own else pending or own
    short = shorten(text) if text else ""
    return DraftStep("Inhale" if move.breath == "inhale" else "Exhale", text, short, length_of(move.count))


def _next_breath(steps: Sequence[DraftStep]) -> Literal["Inhale", "Exhale"]:
    return OPPOSITE[next((step.kind for step in reversed(steps) if step.kind in OPPOSITE), "Exhale")]


def _comes_back(move: Move, steps: Sequence[DraftStep]) -> bool:
    """Whether a movement leads back, on the breath that is next; not twice, once both breaths were there."""
    if not steps or not leads_back(move):
        return False
    has_both = {"Inhale", "Exhale"} <= {step.kind for step in steps}
    return not (has_both and lexicon().has("returning", steps[-1].text))


def _fits(move: Move, steps: Sequence[DraftStep]) -> bool:
    """Whether a movement can be done on the breath before it."""
    return (
        _ends_on_breath(steps)
        and steps[-1].text != ""
        and len(f"{steps[-1].text} {move.text}".split()) <= _LONGEST_STEP
        and first_verb(move.text) is not None
    )

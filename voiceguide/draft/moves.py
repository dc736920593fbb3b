"""The movements of an exercise in order, the stays between them, and how often all is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from voiceguide.draft.imperative import imperative, sentence, takes_position
from voiceguide.draft.model import HELD, Breath, DraftSection, Range, Reading, Unit
from voiceguide.draft.wordings import lexicon
from voiceguide.script.model import Span


@dataclass(frozen=True, slots=True)
class Move:
    """A movement as an imperative, with its breath, if any, and the breath's length in seconds."""

    text: str
    breath: Breath
    count: Range | None
    is_posture: bool


@dataclass(frozen=True, slots=True)
class DraftHold:
    """Staying where the movements before have led: a span of breaths or seconds. `is_last` comes once, after all reps."""

    span: Range
    unit: Unit
    is_vague: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """How often all movements are done: reps in sets, or for a time or a number of breaths. `rest` is in seconds."""

    reps: Span | None = None
    sets: int | None = None
    rest: float = 0
    going_on: Range | None = None
    going_unit: Unit = ""
    hold: DraftHold | None = None

    def or_else(self, other: "Totals") -> "Totals":
        """These totals, and those of another where these say nothing."""
        if self.reps or self.going_on:
            return replace(self, rest=self.rest or other.rest)
        return replace(self, reps=other.reps, sets=self.sets or other.sets, rest=self.rest or other.rest)


def is_breath(move: Move | DraftHold) -> TypeGuard[Move]:
    """Whether it is an inhale or an exhale."""
    return isinstance(move, Move) and move.breath in ("inhale", "exhale")


def leads_back(move: Move | DraftHold) -> bool:
    """Whether it leads back to where the movements began."""
    return isinstance(move, Move) and lexicon().has("returning", move.text)


def line_of(move: Move) -> str:
    """A movement as a sentence by itself, its breath named where it has one."""
    if is_breath(move):
        return sentence(f"{move.breath}, and {move.text}" if move.text else move.breath)
    return sentence(move.text or "hold your breath")


def set_up(moves: Sequence[Move]) -> list[DraftSection]:
    """The section that movements make which come once, before all else; none without any."""
    return [DraftSection("Set up", [line_of(move) for move in moves])] if moves else []


def totals_of(readings: Iterable[Reading]) -> Totals:
    """What the sentences say about how often; the first that says it counts."""
    totals = Totals()
    for reading in readings:
        if reading.role in ("variation", "progression", "caution", "not used", "noise", "intro"):
            continue
        amounts = reading.amounts
        if amounts.reps and amounts.reps.high > 1 and totals.reps is None:
            totals = replace(totals, reps=amounts.reps)
        if amounts.sets and totals.sets is None:
            totals = replace(totals, sets=amounts.sets)
        if amounts.rest and not totals.rest:
            totals = replace(totals, rest=amounts.rest)
        if amounts.going_on and totals.going_on is None:
            totals = replace(totals, going_on=amounts.going_on, going_unit=amounts.going_unit)
    return totals


def moves_of(readings: Sequence[Reading]) -> list[Move | DraftHold]:
    """Movements and stays in order."""
    found: list[Move | DraftHold] = []
    early: DraftHold | None = None
    reps_told = False
    for reading in readings:
        amounts = reading.amounts
        last = reps_told and lexicon().has("lastly", reading.sentence)
        stay = DraftHold(amounts.hold, amounts.unit, amounts.is_vague, last) if amounts.hold else None
        reps_told = reps_told or amounts.reps is not None
        if reading.role in ("set up", "movement"):
            for clause in reading.clauses:
                if clause.text == HELD:
                    found += [stay] if stay else []
                    stay = None
                    continue
                text = imperative(clause.text.replace(HELD, " "))
                if text or clause.breath:
                    is_posture = not clause.breath and (reading.role == "set up" or takes_position(text))
                    text = "get ready" if text in ("prepare", "ready") else text
                    found.append(Move(text, clause.breath, clause.count, is_posture))
        if stay and not found and reading.role == "amount":
            early = stay
        elif stay and reading.role in ("set up", "movement", "amount", "reminder"):
            found.append(stay)
    if early and not any(isinstance(move, DraftHold) for move in found):
        found.insert(_before_return(found), early)
    return _one_stay_each(found)


def _before_return(moves: Sequence[Move | DraftHold]) -> int:
    """Where a stay belongs that was told before any movement: before the way back, else at the end."""
    moving = [index for index, move in enumerate(moves) if isinstance(move, Move) and not move.is_posture]
    return next((index for index in moving[1:] if leads_back(moves[index])), len(moves))


def _one_stay_each(found: list[Move | DraftHold]) -> list[Move | DraftHold]:
    """Stays that follow each other with no movement between are one: the first."""
    kept: list[Move | DraftHold] = []
    for move in found:
        if isinstance(move, DraftHold) and kept and isinstance(kept[-1], DraftHold):
            if kept[-1].is_vague:
                kept[-1] = move
            continue
        kept.append(move)
    return kept

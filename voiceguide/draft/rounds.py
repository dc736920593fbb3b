"""A breathing exercise: which breaths make a round, its pace, and how often it is done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.imperative import sentence
from voiceguide.draft.lengths import time_text, times_text
from voiceguide.draft.model import Body, DraftSection, DraftStep
from voiceguide.draft.moves import DraftHold, Move, Totals, is_breath
from voiceguide.draft.shorten import shorten
from voiceguide.draft.sides import names_side
from voiceguide.draft.steps import whole_rep

_BY_HAND = re.compile(r"\b(?:nostril|close|open|release|switch)\b")
"""What is done between breaths, and belongs to the round."""

_SPOKEN = {"inhale": "Breathe in", "exhale": "Breathe out", "hold": "Hold"}


def rounds(moves: Sequence[Move | DraftHold], totals: Totals) -> Body:
    """Breaths and nothing else: a pace where each has a count, and the breaths once or as often as asked."""
    known = [move for move in moves if isinstance(move, Move)]
    counted = [move for move in known if move.count and move.breath]
    breathed = [index for index, move in enumerate(known) if is_breath(move)]
    with_count = [index for index in breathed if known[index] in counted] if len(counted) >= 2 else []
    start = next(iter(with_count or breathed), 0)
    lines = [_spoken(move) for move in known[:start] if move.text or not move.breath]
    breaths, rest = _one_round(known[start:], is_counted=len(counted) >= 2)
    pace = _pace_of(breaths)
    rep = whole_rep(breaths, is_breathing=True)
    steps = [_as_breath(replace(step, length="") if pace else step) for step in rep.steps]
    return Body(
        [*([DraftSection("Set up", lines)] if lines else []), *_repeated(steps, totals)],
        reminders=[*(_spoken(move) for move in rest if move.text or not move.breath), *rep.reminders],
        finish=rep.finish,
        pace=pace,
    )


def _repeated(steps: list[DraftStep], totals: Totals) -> list[DraftSection]:
    if totals.going_on and totals.going_unit == "s" and not totals.reps:
        low, high = (min(max(seconds, 1.0), 3600.0) for seconds in totals.going_on)
        return [
            DraftSection("Repeat 1 time", steps=steps),
            DraftSection(f"Breathe {time_text(low, high)}", lines=["Breathe on in this way."]),
        ]
    is_guessed = totals.reps is None and not totals.going_on
    return [DraftSection(times_text(totals, steps), steps=steps, is_guessed=is_guessed)]


def _one_round(moves: Sequence[Move], *, is_counted: bool) -> tuple[list[Move], list[Move]]:
    """One round of breaths, and what only says it again.

    Args:
        is_counted: the breaths of the round have counts.
    """
    rep: list[Move] = []
    rest: list[Move] = []
    for move in moves:
        if move.breath:
            is_again = _is_again(move, rep, is_counted=is_counted)
        else:
            is_again = not (move.text and _BY_HAND.search(move.text) and rep)
        (rest if is_again else rep).append(move)
    while rep and not rep[-1].breath:
        rest.append(rep.pop())
    return rep, rest


def _is_again(move: Move, rep: Sequence[Move], *, is_counted: bool) -> bool:
    """Whether a breath is in the round already."""
    if move.breath == "hold":
        return bool(rep and rep[-1].breath == "hold") or (is_counted and not move.count and not rep)
    if is_counted and not move.count:
        return True
    kinds = [one.breath for one in rep if is_breath(one)]
    is_full = "inhale" in kinds and "exhale" in kinds and len(kinds) % 2 == 0
    return is_full and not any(names_side(one.text) for one in (move, *rep))


def _pace_of(moves: Sequence[Move]) -> str:
    """The pace of a counted round, as `4-7-8`; empty where a breath has no count."""
    parts: dict[str, float] = {}
    last = ""
    for move in moves:
        if is_breath(move):
            key = last = str(move.breath)
        elif move.breath == "hold":
            key = "hold_in" if last == "inhale" else "hold_out"
        else:
            continue
        if move.count and key not in parts:
            parts[key] = float(int(sum(move.count) / 2 * 2) // 2) or 1.0
    if "inhale" not in parts or "exhale" not in parts:
        return ""
    order = ["inhale", "hold_in", "exhale", "hold_out"]
    numbers = [min(max(parts.get(key, 0.0), 0.0), 60.0) for key in order]
    if not numbers[3]:
        numbers = numbers[:3] if numbers[1] else [numbers[0], numbers[2]]
    return "-".join(f"{number:g}" for number in numbers)


def _as_breath(step: DraftStep) -> DraftStep:
    """A step with what its words add to the breath itself."""
    plain = re.sub(r"^(?:(?:in|out|again|of it|as well)\b[\s,]*)+", "", step.text.strip(" ,."))
    text = plain if re.search(r"[a-z]{2}", plain) else ""
    return replace(step, text=text, short=shorten(text) if text else "")


def _spoken(move: Move) -> str:
    word = _SPOKEN.get(move.breath, "")
    is_said = re.match(r"(?:fill|empty|blow|sigh|push|release|sip|suck|drink|let)\b", move.text) is not None
    return sentence(f"{word} {move.text}" if word and not is_said else move.text)

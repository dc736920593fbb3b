"""Rounds of a breathing exercise: which breaths make one, and its pace."""

import re
from collections.abc import Sequence

from voiceguide.draft.imperative import sentence
from voiceguide.draft.moves import Move
from voiceguide.draft.sides import names_side


def one_round(moves: Sequence[Move], is_counted: bool) -> tuple[list[Move], list[Move]]:
    """One round of breaths, and what only says it again."""
    rep: list[Move] = []
    rest: list[Move] = []
    for move in moves:
        kinds = [one.breath for one in rep if one.breath in ("inhale", "exhale")]
        is_full = "inhale" in kinds and "exhale" in kinds
        if not move.breath:
            last = rep[-1] if rep else None
            wanted = move.text and re.search(r"\b(?:nostril|close|open|release|switch)\b", move.text) and last
            (rep if wanted else rest).append(move)
        elif (
            (is_counted and not move.count and not (move.breath == "hold" and rep))
            or (
                is_full
                and move.breath != "hold"
                and not names_side(move.text)
                and len(kinds) % 2 == 0
                and not any(names_side(one.text) for one in rep)
            )
            or (move.breath == "hold" and rep and rep[-1].breath == "hold")
        ):
            rest.append(move)
        else:
            rep.append(move)
    while rep and not rep[-1].breath:
        rest.append(rep.pop())
    return rep, rest


def pace_of(moves: Sequence[Move]) -> str:
    """The pace of a counted round, as `4-7-8`; empty where a breath has no count."""
    parts: dict[str, float] = {}
    last = ""
    for move in moves:
        if move.breath in ("inhale", "exhale"):
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
        numbers = numbers[:3]
        if not numbers[1]:
            numbers = [numbers[0], numbers[2]]
    return "-".join(f"{number:g}" for number in numbers)


def as_breath(text: str) -> str:
    """What a breath's words add to the breath itself."""
    plain = re.sub(r"^(?:(?:in|out|again|of it|as well)\b[\s,]*)+", "", text.strip(" ,."))
    return plain if re.search(r"[a-z]{2}", plain) else ""


def spoken_breath(move: Move) -> str:
    word = {"inhale": "Breathe in", "exhale": "Breathe out", "hold": "Hold"}.get(move.breath, "")
    is_said = re.match(r"(?:fill|empty|blow|sigh|push|release|sip|suck|drink|let)\b", move.text) is not None
    return sentence(f"{word} {move.text}" if word and not is_said else move.text)

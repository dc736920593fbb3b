"""Breaths where the text gives none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from voiceguide.draft.imperative import first_verb
from voiceguide.draft.model import DraftStep
from voiceguide.draft.moves import DraftHold
from voiceguide.draft.shorten import shorten
from voiceguide.draft.wordings import lexicon

OPPOSITE: dict[str, Literal["Inhale", "Exhale"]] = {"Inhale": "Exhale", "Exhale": "Inhale"}

LONG_STAY_S = 15
"""Longer than a breath: who stays so long breathes meanwhile."""


def is_long(stay: DraftHold) -> bool:
    """Whether a stay inside a rep is too long for the breaths around it to be guessed."""
    return stay.span[0] > 1 if stay.unit == "breaths" else stay.span[0] >= LONG_STAY_S


def without_breath(steps: Sequence[DraftStep]) -> list[DraftStep]:
    """Movements around a long stay, free of the breath; the way back, where it is missing, is proposed."""
    found = [step if step.length or step.short else replace(step, short=shorten(step.text)) for step in steps]
    return [*found, DraftStep("Move", "come back", is_guessed=True)] if found and found[-1].short == "hold" else found


def guessed(steps: Sequence[DraftStep]) -> list[DraftStep]:
    """Steps without breaths given some: out and in by turns, beginning as people do of themselves."""
    moving = [step for step in steps if step.length == "" and step.text != "hold, and breathe"]
    if not moving:
        return list(steps)
    kind: Literal["Inhale", "Exhale"] = "Inhale" if _opens(moving[0].text) else "Exhale"
    found: list[DraftStep] = []
    for step in steps:
        if step not in moving:
            found.append(step)
            continue
        found.append(DraftStep(kind, step.text, shorten(step.text), is_guessed=True))
        kind = OPPOSITE[kind]
    breaths = [index for index, step in enumerate(found) if step.kind in OPPOSITE]
    if len(breaths) % 2 and len(breaths) > 1:
        last, before = breaths[-1], breaths[-2]
        if last == before + 1:
            joined = f"{found[before].text}, then {found[last].text}"
            found[before] = replace(found[before], text=joined, short=shorten(found[last].text))
            del found[last]
        else:
            found.append(DraftStep(kind, "rest", "", is_guessed=True))
    return found


def _opens(text: str) -> bool:
    match = lexicon().patterns["inhaling"].search(text)
    verb = first_verb(text)
    return bool(match and (match.start() < 25 or verb is None)) and verb not in lexicon().words["closing"]


def both_breaths(steps: list[DraftStep]) -> list[DraftStep]:
    """Steps with an inhale and an exhale among them, the one that is missing proposed."""
    kinds = {step.kind for step in steps}
    if not kinds & {"Inhale", "Exhale"}:
        return steps or [DraftStep("Inhale", "", is_guessed=True), DraftStep("Exhale", "", is_guessed=True)]
    if {"Inhale", "Exhale"} <= kinds:
        return steps
    only = next(step for step in steps if step.kind in OPPOSITE)
    other = OPPOSITE[only.kind]
    if lexicon().has("returning", only.text) or not only.text:
        return [DraftStep(other, "", is_guessed=True), *steps]
    return [*steps, DraftStep(other, "come back", "back", is_guessed=True)]


_ARMS_UP = re.compile(r"\b(?:raise|lift|float|sweep|reach|bring)\b.*\barms?\b", re.IGNORECASE)


def turning(steps: list[DraftStep]) -> list[DraftStep]:
    """Steps of a rep after which the next can begin: where it ends on the breath it begins with, the other one is proposed."""
    breaths = [step for step in steps if step.kind in OPPOSITE]
    if len(breaths) < 3 or breaths[0].kind != breaths[-1].kind or len({step.kind for step in breaths}) < 2:
        return steps
    text = "lower" if _ARMS_UP.search(breaths[0].text) and not any("lower" in step.text for step in breaths) else ""
    return [*steps, DraftStep(OPPOSITE[breaths[-1].kind], text, text, is_guessed=True)]

"""Which blocks of an article are phases of one round of breaths, and no exercises of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.breaths import HOLDS_BREATH, breaths_in
from voiceguide.draft.sentences import without_openers
from voiceguide.draft.tag import tagged
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import pattern

_BEGINS = pattern("breath_mark")
_BESIDE = re.compile(r"(?:hold|pause|wait|repeat)\b", re.IGNORECASE)

MOST_AMONG = 3
"""Units without a breath that may stand between a breath in and the breath out after it."""


def with_phases(units: Sequence[TitledBlock]) -> list[TitledBlock]:
    """Units, of which titles that are the phases of one round are its sentences: `Breathe in (4 seconds)` as a heading."""
    told = list(units)
    named = [at for at, unit in enumerate(told) if unit.block.kind == "heading" and not unit.stops]
    run: list[int] = []
    for at in [*named, len(told)]:
        kind = _phase(told[at]) if at < len(told) else ""
        if kind and (not run or told[at].block.level == told[run[0]].block.level):
            run.append(at)
            continue
        _take_apart(told, named, run)
        run = [at] if kind else []
    return told


def _phase(unit: TitledBlock) -> str:
    """What a title asks for: the one breath that it begins with, or a hold or repetition beside breaths; empty for none."""
    text = without_openers(unit.block.whole)
    found = set(breaths_in(text))
    if len(found) == 1 and _BEGINS.match(text):
        return found.pop()
    return "beside" if _BESIDE.match(text) else ""


def _take_apart(units: list[TitledBlock], named: Sequence[int], run: Sequence[int]) -> None:
    """Make sentences of the titles of a run that breathes in and out, and of numbered ones of the same list around it."""
    if not {"Inhale", "Exhale"} <= {_phase(units[at]) for at in run}:
        return
    first, last = named.index(run[0]), named.index(run[-1])
    while first and _follows(units[named[first]], units[named[first - 1]]):
        first -= 1
    while last + 1 < len(named) and _follows(units[named[last + 1]], units[named[last]]):
        last += 1
    is_named = any(unit.title for unit in units[: named[first]])
    end = next((at for at in named if at > named[last]), len(units))
    for at in range(named[first], end):
        unit = units[at]
        if at not in named[first : last + 1]:
            units[at] = replace(unit, layout="") if at < named[last] or not (unit.title or unit.stops) else unit
            continue
        amounts = " ".join(one.text.strip(" ()") for one in unit.sentences)
        text = " for ".join(part for part in (unit.title or unit.block.whole, amounts) if part)
        text = text.capitalize() if len(re.findall(r"\b[A-Z]", text)) > 2 else text
        text = re.sub(r"\s*\((?=\d)([^()]*)\)", r" for \1", text)
        block = replace(unit.block, kind="paragraph", text=f"{text}.", lead="", lead_mark="", level=0, number="")
        layout = "para" if at == named[first] and not is_named else ""
        units[at] = TitledBlock(block, tuple(tagged(block)), "", layout)


def _follows(unit: TitledBlock, before: TitledBlock) -> bool:
    numbers = before.block.number, unit.block.number
    is_next = all(number.isdigit() for number in numbers) and int(numbers[1]) == int(numbers[0]) + 1
    return is_next and unit.block.level == before.block.level


def among_breaths(units: Sequence[TitledBlock]) -> list[bool]:
    """For each unit, whether it stands in one round of breaths, such as between `Breathe in` and `Let it out`, or ends it."""
    inside = [False] * len(units)
    first, has = 0, set[str]()
    for at, unit in enumerate(units):
        told = [one for one in unit.sentences if one.role not in ("talk", "noise", "reminder") or one.doses]
        breaths = {breath for one in told for breath in breaths_in(one.text)}
        if unit.title or unit.stops or unit.block.kind in ("heading", "item"):
            has = set()
        elif has and at - first <= MOST_AMONG and (breaths - has or any(HOLDS_BREATH.search(one.text) for one in told)):
            inside[first + 1 : at + 1] = [True] * (at - first)
        if breaths and unit.block.kind != "item":
            has, first = (breaths if len(breaths) == 1 else set()), at
        elif inside[at]:
            first = at
        if any(dose.kind == "reps" for one in told for dose in one.doses):
            has = set()
    return inside

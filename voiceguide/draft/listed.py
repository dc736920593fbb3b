"""Items of lists that belong together: those that count through a whole text, and those that are the steps of one exercise."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon

FEWEST_COUNTED = 3
"""Numbered items that count on through a text."""

FARTHEST_TITLE = 4
"""Units before a list of steps, among which the title of their exercise is."""

_AGAIN = re.compile(
    r"^\W*(?:repeat|do this|do these|perform|complete)\b|\b(?:cycles?|sequence|series)\b", re.IGNORECASE
)

_RETURNS = re.compile(r"(?:now |then |slowly |gently )*(?:return|come back|go back)\b", re.IGNORECASE)


def as_one_list(units: list[TitledBlock]) -> list[TitledBlock]:
    """Units, of which numbered items that count on through the whole text are laid out alike, with and without titles."""
    items = {at for at, unit in enumerate(units) if unit.block.kind == "item" and unit.layout.startswith("num1")}
    numbers = [int(units[at].block.number) for at in sorted(items) if units[at].block.number.isdigit()]
    is_one = len(numbers) == len(items) >= FEWEST_COUNTED and numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    return [replace(unit, layout="num1") if is_one and at in items else unit for at, unit in enumerate(units)]


def as_steps(units: list[TitledBlock]) -> list[TitledBlock]:
    """Units, of which items begin no exercise where their list is the steps of one: its last item alone tells how often."""
    first = 0
    for last, unit in enumerate(units):
        first = first if last and unit.block.is_listed_after(units[last - 1].block) else last
        is_last = last + 1 == len(units) or not units[last + 1].block.is_listed_after(unit.block)
        steps = units[first : last + 1]
        counts = [any(dose.kind == "reps" for one in step.sentences for dose in one.doses) for step in steps]
        counted = counts.index(True) if any(counts) else 0
        is_one = (
            sum(counts) == 1 and last - first - counted < 2 and _AGAIN.search(steps[counted].block.text) is not None
        )
        begin = first + (not any(before.title for before in units[max(0, first - FARTHEST_TITLE) : first]))
        is_one = is_one or any(_RETURNS.match(step.block.text) for step in steps[1:])
        is_told = first > 0 and any(lexicon().has("steps", one.text) for one in units[first - 1].sentences[-1:])
        if is_last and first < last and is_one and not any(step.block.lead for step in steps):
            units[begin : last + 1] = [replace(step, layout="", title="") for step in units[begin : last + 1]]
        elif is_last and first < last and (is_told or _are_phases(steps)):
            units[first + 1 : last + 1] = [replace(step, layout="", title="") for step in steps[1:]]
    return units


def _are_phases(steps: Sequence[TitledBlock]) -> bool:
    """Whether some items of a list breathe in and others out, and no more than one tells how often: one exercise."""
    told = [set(breaths_in(step.block.whole)) for step in steps]
    counts = sum(
        any(dose.kind == "reps" and dose.high > 1 for one in step.sentences for dose in one.doses) for step in steps
    )
    return counts < 2 and {"Inhale"} in told and {"Exhale"} in told and {"Inhale", "Exhale"} not in told

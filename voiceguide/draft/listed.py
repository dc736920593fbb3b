"""Items of lists that belong together: those that count through a whole text, and those that are the steps of one exercise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon

FEWEST_COUNTED = 3
"""Numbered items that count on through a text."""

FARTHEST_ABOVE = 4
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
    is_one = is_one and len({units[at].layout for at in items}) > 1
    return [replace(unit, layout="num1") if is_one and at in items else unit for at, unit in enumerate(units)]


def as_steps(units: Sequence[TitledBlock]) -> list[TitledBlock]:
    """Units, of which items begin no exercise where their list is the steps of one."""
    told = list(units)
    for first, end in _lists(units):
        steps = told[first:end]
        if _are_one_round(steps) and not any(step.block.lead for step in steps):
            is_titled = any(before.title for before in told[max(0, first - FARTHEST_ABOVE) : first])
            begin = first if is_titled else first + 1
        elif _announces_steps(told[:first]) or _are_phases(steps):
            begin = first + 1
        else:
            continue
        told[begin:end] = [replace(step, layout="", title="") for step in told[begin:end]]
    return told


def _lists(units: Sequence[TitledBlock]) -> Iterator[tuple[int, int]]:
    """The first of each list's items, two at least, and the place after its last."""
    first = 0
    for end in range(1, len(units) + 1):
        if end < len(units) and units[end].block.is_listed_after(units[end - 1].block):
            continue
        if end - first > 1:
            yield first, end
        first = end


def _are_one_round(steps: Sequence[TitledBlock]) -> bool:
    """Whether a list is what is done again as a whole: its end alone tells how often, or it returns to its start."""
    counts = [any(dose.kind == "reps" for one in step.sentences for dose in one.doses) for step in steps]
    counted = counts.index(True) if sum(counts) == 1 else 0
    is_counted_last = sum(counts) == 1 and counted >= len(steps) - 2
    is_again = is_counted_last and _AGAIN.search(steps[counted].block.text) is not None
    return is_again or any(_RETURNS.match(step.block.text) for step in steps[1:])


def _announces_steps(before: Sequence[TitledBlock]) -> bool:
    """Whether the last of some units ends by saying that steps follow."""
    return any(lexicon().has("steps", one.text) for unit in before[-1:] for one in unit.sentences[-1:])


def _are_phases(steps: Sequence[TitledBlock]) -> bool:
    """Whether some items of a list breathe in and others out, and no more than one tells how often: one exercise."""
    told = [set(breaths_in(step.block.whole)) for step in steps]
    counts = sum(
        any(dose.kind == "reps" and dose.high > 1 for one in step.sentences for dose in one.doses) for step in steps
    )
    return counts < 2 and {"Inhale"} in told and {"Exhale"} in told and {"Inhale", "Exhale"} not in told

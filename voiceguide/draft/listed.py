"""Items of lists that belong together: those that count through a whole text, and those that are the steps of one exercise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voiceguide.draft.blocks import place_of
from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.sentences import grips, without_openers
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon

FEWEST_COUNTED = 3
"""Numbered items that count on through a text."""

FARTHEST_ABOVE = 4
"""Units before a list of steps, among which the title of their exercise is."""

_AGAIN = re.compile(
    r"^\W*(?:repeat|do this|do these|perform|complete)\b|\b(?:cycles?|sequence|series)\b", re.IGNORECASE
)

_GOES_ON = re.compile(
    r"(?:return|come back|go back|let go|release|repeat|hold|pause|wait|(?:stay|rest|relax|lower)(?=\W*$| and\b| for\b| it\b| them\b| there\b))\b",
    re.IGNORECASE,
)


def as_one_list(units: list[TitledBlock]) -> list[TitledBlock]:
    """Units, of which numbered items that count on through the whole text are laid out alike, with and without titles."""
    items = {at for at, unit in enumerate(units) if unit.block.kind == "item" and unit.layout.startswith("num1")}
    numbers = [place_of(units[at].block.number) for at in sorted(items)]
    is_one = (
        len(numbers) >= FEWEST_COUNTED and numbers[0] > 0 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    )
    is_one = is_one and len({units[at].layout for at in items}) > 1
    return [replace(unit, layout="num1") if is_one and at in items else unit for at, unit in enumerate(units)]


def as_steps(units: Sequence[TitledBlock]) -> list[TitledBlock]:
    """Units, of which items begin no exercise where their list is the steps of one.

    Lists below titles that are set alike are alike: where one is the steps of its title's exercise, the others are, too.
    """
    told = list(units)
    above = {found: _title_above(units, found[0]) for found in lists_of(units)}
    rounds = {found for found in above if _are_one_round(_items(units, found))}
    alike = {units[title].layout for found in rounds if (title := above[found]) is not None}
    for (first, end), title in above.items():
        steps = _items(units, (first, end))
        is_like_others = title is not None and units[title].layout in alike and not _are_many(steps)
        if (first, end) in rounds or (is_like_others and sum(map(_is_timed, steps)) < 2):
            is_own = title is not None and [*above.values()].count(title) == 1
            begin = first if is_own else first + 1
        elif _announces_steps(told[:first]) or _are_phases(steps):
            begin = first + 1
        else:
            continue
        told[begin:end] = [replace(step, layout="", title="") for step in told[begin:end]]
    return told


def _items(units: Sequence[TitledBlock], found: tuple[int, int]) -> list[TitledBlock]:
    return [unit for unit in units[slice(*found)] if unit.block.kind == "item"]


def _title_above(units: Sequence[TitledBlock], first: int) -> int | None:
    """The place of the title that stands close above a list, and is none of its items; None where there is none."""
    near = range(first - 1, max(0, first - FARTHEST_ABOVE) - 1, -1)
    return next((at for at in near if units[at].title), None)


def lists_of(units: Sequence[TitledBlock]) -> Iterator[tuple[int, int]]:
    """The first of each list's items, two at least, and the place after its last: text may stand between numbered items."""
    items = [at for at, unit in enumerate(units) if unit.block.kind == "item"]
    first = 0
    for index in range(1, len(items) + 1):
        if index < len(items) and _is_next(units, items[index - 1], items[index]):
            continue
        if index - first > 1:
            yield items[first], items[index - 1] + 1
        first = index


def _is_next(units: Sequence[TitledBlock], last: int, at: int) -> bool:
    """Whether an item is the next of a list: it follows the one before, or counts on after text without a title."""
    numbers = units[last].block.number, units[at].block.number
    is_next = all(number.isdigit() for number in numbers) and int(numbers[1]) == int(numbers[0]) + 1
    is_apart = units[at].block.is_apart and not units[last].block.is_apart and not is_next
    is_close = (at == last + 1 and not is_apart) or (
        is_next and not any(one.title or one.stops for one in units[last + 1 : at])
    )
    return is_close and units[at].block.is_listed_after(units[last].block)


def _are_one_round(steps: Sequence[TitledBlock]) -> bool:
    """Whether a list is what is done again as a whole: its end alone tells how often, or a step goes on with the one before."""
    counts = list(map(_is_counted, steps))
    counted = counts.index(True) if sum(counts) == 1 else 0
    is_counted_last = sum(counts) == 1 and counted >= len(steps) - 2
    is_again = is_counted_last and _AGAIN.search(steps[counted].block.text) is not None
    return not _are_many(steps) and (is_again or any(map(goes_on, steps[1:])))


def _is_counted(step: TitledBlock) -> bool:
    """Whether an item tells how often something is done that it asks for."""
    asked = (one for one in step.sentences if one.role in ("setup", "move", "dose"))
    return any(dose.kind == "reps" and dose.high > 1 for one in asked for dose in one.doses)


def _are_many(steps: Sequence[TitledBlock]) -> bool:
    """Whether the items of a list are exercises: several have a count of their own, or a third of them a name."""
    named = sum(bool(step.title) and not (_asks(step) or goes_on(step)) for step in steps)
    counts = [at for at, step in enumerate(steps) if _is_counted(step)]
    is_over = any(_is_timed(step) for at in counts for step in steps[at + 1 :])
    return is_over or len(counts) > 1 or 3 * named > len(steps)


def _is_timed(step: TitledBlock) -> bool:
    """Whether an item asks for a movement, and tells how often or how long."""
    return _asks(step) and any(
        dose.kind in ("reps", "hold") and dose.high > 1 for one in step.sentences for dose in one.doses
    )


def _asks(step: TitledBlock) -> bool:
    return not step.block.lead and any(one.moves for one in step.sentences)


def goes_on(unit: TitledBlock) -> bool:
    """Whether a unit goes on with what was told before it: it begins with a stay, a rest or a way back, and no name that is counted."""
    if not unit.sentences or (unit.title and unit.block.lead and unit.block.number and unit.sentences[0].doses):
        return False
    text = unit.sentences[0].text
    plain = without_openers(text)
    if lexicon().has("of_all", text):
        return False
    return bool(_GOES_ON.match(plain)) and not grips(plain)


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

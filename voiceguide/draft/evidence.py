"""What the units of an article tell, by which it is cut: amounts of one exercise or of all, lists, breaths, ends of parts."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count

from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.dose import ASKS_NOTHING, DoseKind
from voiceguide.draft.doses import numbers
from voiceguide.draft.listed import goes_on
from voiceguide.draft.movement import BREATH
from voiceguide.draft.positions import named_position
from voiceguide.draft.said_of_all import AMOUNTS, said_of_all
from voiceguide.draft.sentences import without_openers
from voiceguide.draft.tag import Sentence
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import MOST_REMEMBERED, lexicon, pattern

FEWEST_DOSED = 3
"""Items with amounts that make exercises of all items of their list."""

FEWEST_NOTES = 3
"""Paragraphs of notes that each tell an amount."""


def kinds_of_doses(unit: TitledBlock) -> list[DoseKind]:
    """The kinds of a unit's amounts, without those of a variation; one time and one breath are no amount."""
    doses = (dose for one in unit.sentences if one.role != "variation" for dose in one.doses)
    return [dose.kind for dose in doses if dose.kind not in ("reps", "breaths") or dose.high > 1]


def is_of_all(unit: TitledBlock) -> bool:
    """Whether a unit gives amounts of all exercises, and asks for no movement of one: `Ten of each, twice a day.`"""
    if any(one.moves and "exercise" not in one.text.lower() for one in unit.sentences):
        return False
    told = [one for one in unit.sentences if any(dose.kind not in ASKS_NOTHING for dose in one.doses)]
    is_dosed = any(dose.kind in AMOUNTS for one in told for dose in one.doses)
    said = said_of_all(unit.sentences) if is_dosed else []
    return is_dosed and all(one in said for one in told)


def names_all_that_follow(units: Sequence[TitledBlock], at: int) -> bool:
    """Whether a unit is a title, and amounts of all exercises or others' titles follow it: `Warm-up (2 min)`."""
    unit, after = units[at], units[at + 1 : at + 2]
    is_bare = lexicon().is_all("parts", unit.title) and not any(one.moves for one in unit.sentences)
    is_group = is_bare and any(one.title or one.layout.startswith("bul") for one in after)
    return bool(unit.title) and (is_group or (not unit.block.lead and any(map(is_of_all, after))))


def is_group(units: Sequence[TitledBlock], at: int) -> bool:
    """Whether a unit is the title of several exercises, such as `Neck stretches` above the items of a list."""
    after = [unit.block for unit in units[at + 1 : at + 3]]
    is_list = len(after) == 2 and after[1].is_listed_after(after[0]) and not after[0].is_listed_after(units[at].block)
    return bool(units[at].title) and is_list and lexicon().has("groups", units[at].title)


def shared(units: Sequence[TitledBlock]) -> list[bool]:
    """For each unit, whether amounts that stand in none of the exercises are those of all: of the list that it is in."""
    lists = [0]  # the list that each unit is in: a title begins one
    for at, unit in enumerate(units):
        begins = unit.title and unit.block.kind != "item" and not is_group(units, at)
        lists.append(lists[-1] + bool(begins))
    lists = [*lists[1:], lists[-1]]
    places = list(compress(count(), map(is_of_all, units)))
    told = {lists[place] for place in places}
    first = places[0] if places else len(units)
    numbered = [at > first and unit.layout == "num1" for at, unit in enumerate(units)]
    return [lists[at] in told or any(numbered[at : at + 1]) for at in range(len(units) + 1)]


def is_typed_note(unit: TitledBlock) -> bool:
    """Whether a paragraph is typed in small letters, without an end, and tells an amount: `cat cow on all fours, 10x`."""
    text = unit.block.whole
    is_typed = unit.block.kind == "paragraph" and unit.block.is_apart and text[:1].islower() and text[-1:] != "."
    return is_typed and is_dosed(unit) and lexicon().has("body", text)


def listed_doses(units: Sequence[TitledBlock], layout: frozenset[str]) -> list[bool]:
    """For each unit, whether it is one of items, numbered or all in one list, of which most have amounts.

    Those of one list that `exercises` announces are so, too.
    """
    items = [at for at, unit in enumerate(units) if unit.layout in layout and unit.block.kind == "item"]
    dosed = sum(is_dosed(units[at]) for at in items)
    before = units[items[0] - 1].block.whole if items and items[0] else ""
    is_numbered = all(units[at].block.number for at in items)
    is_one_list = len({units[at].block.number for at in items}) == len(items)
    is_one_list = is_one_list if is_numbered else items == list(range(items[0], items[-1] + 1))
    is_like = (
        len(items) > 2
        and (is_numbered or is_one_list)
        and (dosed * 2 > len(items) or (is_numbered and is_one_list and dosed >= FEWEST_DOSED))
    )
    is_each = all(len(units[at].sentences) == 1 and units[at].sentences[0].moves for at in items)
    is_told = len(items) > 2 and is_one_list and (is_numbered or is_each)
    is_like = is_like or (is_told and lexicon().has("several", before))
    return [is_like and at in items for at in range(len(units))]


def is_dosed(unit: TitledBlock) -> bool:
    """Whether a unit gives an amount, or tells after what it asks that it is done again."""
    amounts = any(dose.kind not in ASKS_NOTHING for one in unit.sentences for dose in one.doses)
    return amounts or (any(one.moves for one in unit.sentences) and unit.sentences[-1].role == "dose")


def asks(units: Sequence[TitledBlock], layout: frozenset[str]) -> list[bool]:
    """For each unit, whether it asks for a movement or a breath, or what goes on after it without a title does."""
    asked: list[bool] = [False] * (len(units) + 1)
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        after = units[at + 1] if at + 1 < len(units) else unit
        goes_on = (
            (unit.block.number or unit.block.text.endswith(":") or after.block.is_listed_after(unit.block))
            and after.layout not in layout
            and not (after.title or after.stops)
        )
        own = any(told.moves or counted_breaths(told) for told in unit.sentences)
        asked[at] = own or bool(goes_on and asked[at + 1])
    return asked


def begins_in_position(unit: TitledBlock) -> bool:
    """Whether an item begins with a position, and goes on from there: `Sitting at a table, lift your hand`."""
    start, comma, _ = (unit.block.text if unit.block.kind == "item" else "").partition(", ")
    return bool(comma) and named_position(start) is not None and any(one.moves for one in unit.sentences)


def is_mostly_asked(unit: TitledBlock) -> bool:
    """Whether half of the sentences of a unit ask for a movement, or more."""
    return 2 * sum(one.moves for one in unit.sentences) >= len(unit.sentences)


def tells_all(unit: TitledBlock) -> bool:
    """Whether a paragraph is an exercise as a whole: it begins with a position, goes on from there, and mostly asks."""
    moves = [one for one in unit.sentences if one.moves]
    is_set_up = len(moves) > 1 and moves[0].role == "setup" and named_position(moves[0].text) is not None
    is_own = unit.block.kind == "paragraph" and unit.block.is_apart and not goes_on(unit)
    return is_set_up and is_own and is_mostly_asked(unit)


def breathes_first(unit: TitledBlock) -> bool:
    """Whether a unit without a title begins with a breath."""
    return not unit.title and pattern("breath_mark").match(without_openers(unit.block.text)) is not None


def is_noise(unit: TitledBlock) -> bool:
    """Whether a unit belongs to the page around an article."""
    return bool(unit.sentences) and all(told.role == "noise" for told in unit.sentences)


def is_aside(unit: TitledBlock, after: TitledBlock) -> bool:
    """Whether a unit belongs to the page, and stands between what is asked and what is asked next, without a title."""
    asks_on = after.block.kind == "paragraph" and any(told.moves for told in after.sentences)
    return is_noise(unit) and asks_on and not (after.title or after.stops)


@lru_cache(MOST_REMEMBERED)
def counted_breaths(told: Sentence) -> int:
    """The breaths of a sentence that count: all of `Inhale 4, hold 4, exhale 4`, two where it begins with one, else one."""
    is_round = told.role == "move" and len(set(breaths_in(told.text))) == 2
    is_counted = len(numbers(told.text)) > 1 or is_round
    most = 9 if is_counted else 1 + bool(BREATH.match(without_openers(told.text)))
    return min(most, max(len(BREATH.findall(told.text)), len(breaths_in(told.text))))


def stopped(units: Sequence[TitledBlock], layout: frozenset[str]) -> list[int]:
    """For each unit, the level of the heading above it under which there is no exercise; 0 for none, 9 for no heading."""
    levels: list[int] = []
    level, is_safety = 0, False
    for unit in units:
        is_heading = unit.block.kind == "heading"
        is_over = is_heading and (unit.block.level <= level or (unit.block.number and not is_safety))
        if unit.stops:
            level, is_safety = (unit.block.level if is_heading else 9), unit.is_safety
        elif unit.title and (is_over or (unit.layout in layout and level == 9)):
            level = 0
        levels.append(0 if unit.stops else level)
    return levels

"""Lists of exercises: how they are told from lists of the steps of one, and what makes each of their items an exercise."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from voiceguide.draft.line_kinds import likely
from voiceguide.draft.listed import lists_of
from voiceguide.draft.movement import BREATH
from voiceguide.draft.sentences import verbs
from voiceguide.draft.stays import goes_back, lets_go
from voiceguide.draft.tag import Sentence
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon, pattern

MAY_ASK = 0.4
"""Probability of asking for something, from which the words of an exercise of a list do."""

FEWEST_ASKING = 0.5
"""Share of the items of a list of exercises that ask for a movement."""

LIKE_EXERCISES = 0.9
"""How much the items of lists of one kind are like exercises, on average, where they are such."""


def as_exercises(units: Sequence[TitledBlock]) -> list[TitledBlock]:
    """Units, of which items of a list of exercises are laid out alike, whether words are set apart in them or not.

    Lists of one kind in a text are judged together. An item that goes on from the one before begins no exercise; any other
    asks for something, whatever its words.
    """
    told = list(units)
    kinds: dict[str, list[list[int]]] = {}
    for first, end in lists_of(units):
        places = [at for at in range(first, end) if units[at].block.kind == "item"]
        items = [units[at] for at in places]
        is_asking = _share(items, lambda unit: any(one.moves for one in unit.sentences)) >= FEWEST_ASKING
        if is_asking and items[0].layout and not all(unit.block.lead for unit in items):
            kinds.setdefault(items[0].layout.split("-")[0], []).append(places)
    for layout, lists in kinds.items():
        likeness = sum(_like_exercises(units[: places[0]][-1:], [units[at] for at in places]) for places in lists)
        for places in lists if likeness >= LIKE_EXERCISES * len(lists) else ():
            for before, at in zip([places[0], *places], places, strict=False):
                is_listed = at == places[0] or not _follows(units[at], units[before])
                asked = _asking(units[at]) if is_listed else units[at].sentences
                told[at] = replace(units[at], layout=layout, is_listed=is_listed, sentences=asked)
    return told


def _asking(unit: TitledBlock) -> tuple[Sentence, ...]:
    """The sentences of an exercise of a list, of which the first asks for a movement where it may, and none else does."""
    first, *others = unit.sentences or (Sentence("", unit.block.line, "setup"),)
    if first.role != "talk" or any(one.moves or one.role == "move" for one in unit.sentences):
        return unit.sentences
    kinds = likely(first.text)
    return (
        (replace(first, role="move", moves=True), *others) if kinds["do"] + kinds["how"] > MAY_ASK else unit.sentences
    )


def _like_exercises(above: Sequence[TitledBlock], items: Sequence[TitledBlock]) -> float:
    """How much the items of a list are like exercises, each complete in itself; below zero where they are like steps."""
    later = items[1:]
    follows = [False, *map(_follows, later, items)]
    dosed = [
        any(one.doses for one in unit.sentences) and not is_next for unit, is_next in zip(items, follows, strict=True)
    ]
    firsts = [unit.block.whole.lower().split(" ")[0] for unit in items]
    roles = [unit.sentences[0].role if unit.sentences else "" for unit in items]
    is_group = any(lexicon().has("several", unit.block.whole) for unit in above)
    is_ready = (roles[0] == "setup") * (
        1 - _share(later, lambda unit: unit.sentences[:1] and unit.sentences[0].role == "setup")
    )
    return (
        3.3 * _share(items, lambda unit: unit.title)
        + 2.0 * sum(dosed) / len(items)
        + 2.5 * _share(items, lambda unit: pattern("both_ways").search(unit.block.text))
        + 2.0 * _share(items, lambda unit: any(one.moves for one in unit.sentences))
        + 1.7 * (1 - len(set(firsts)) / len(items))
        + 1.0 * is_group
        - 3.5 * sum(follows) / len(later)
        - 2.0 * is_ready
        - 2.5
    )


def _share(items: Sequence[TitledBlock], is_so: Callable[[TitledBlock], object]) -> float:
    """How many of some items are so, from 0 to 1."""
    return sum(bool(is_so(unit)) for unit in items) / len(items)


def _follows(unit: TitledBlock, before: TitledBlock) -> bool:
    """Whether an item goes on from the one before: it says so, breathes, lets go, or asks for nothing of its own."""
    text, words = unit.block.whole, lexicon()
    role = unit.sentences[0].role if unit.sentences else "talk"
    is_led = unit.block.lead and unit.title
    is_next = words.begins("links", text) or words.begins("step", text) or words.has("of_whole", text)
    is_back = len(verbs(text)) < 2 and (lets_go(text) or goes_back(text, before.block.whole))
    return not is_led and bool(
        is_next
        or is_back
        or BREATH.match(text)
        or role in ("dose", "reminder", "finish", "variation", "caution", "needs", "noise")
    )

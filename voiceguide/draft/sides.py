"""Left and right: which side an exercise names, and its words for either side."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

from voiceguide.draft.model import DraftSection
from voiceguide.draft.stays import is_stay
from voiceguide.draft.vocabulary import lexicon, pattern
from voiceguide.script.model import Sides

_SIDE = pattern("side")
_ONE = pattern("one_side")
_SWAPS = pattern("swaps")
_TURNS = pattern("turns")
_OTHER = pattern("other_side")


def sides_in(texts: Iterable[str]) -> Sides:
    """Whether an exercise is done on each side, with sides in turn, or neither."""
    told = list(texts)
    if any(lexicon().has("sides_alternate", text) for text in told):
        return "alternate"
    if any(lexicon().has(role, text) for text in told for role in ("sides_each", "sides_again")):
        return "each"
    is_alone = any(lexicon().has("each_alone", text) for text in told)
    is_named = _names_side(told) or (is_alone and any(re.search(r"\bother\b", text, re.IGNORECASE) for text in told))
    return "each" if is_named and (is_alone or _in_directions(told)) else "none"


def are_directions_apart(texts: Sequence[str]) -> bool:
    """Whether a movement is done in two directions, as circles are, that are not the sides themselves."""
    return _in_directions(texts) and (not _names_side(texts) or any(_SWAPS.search(text) for text in texts))


def _names_side(texts: Iterable[str]) -> bool:
    return any(_SIDE.search(text) or _ONE.search(text) for text in texts)


def _in_directions(texts: Iterable[str]) -> bool:
    return any(lexicon().has("directions", text) for text in texts)


def takes_turns(text: str) -> bool:
    """Whether one side follows the other in the same words: `Turn to the left, then to the right.`"""
    return _TURNS.search(text) is not None


def in_each_direction(sections: list[DraftSection]) -> list[DraftSection]:
    """Sections whose movements are done one way, and then again the other way."""
    timed = [section for section in sections if section.heading not in ("Set up", "Finish")]
    for section in sections:
        for step in section.steps:
            step.text = _without_directions(step.text)
        section.lines = [_without_directions(line) for line in section.lines]
    again = [replace(section, reminders=[]) for section in deepcopy(timed)]
    for section in again:
        first = next((step for step in section.steps if not step.is_stay and not is_stay(step.text)), None)
        if first:
            first.text = f"{first.text.rstrip('.')}, the other way."
        elif section.lines:
            section.lines[-1] = f"{section.lines[-1].rstrip('.')}, the other way."
    place = len(sections) - (sections[-1:] != timed[-1:])
    return [*sections[:place], *again, *sections[place:]]


def _without_directions(text: str) -> str:
    for start, end in reversed(lexicon().spans(text, "directions")):
        text = f"{text[:start].rstrip(' ,')}{text[end:]}"
    return text


def name_sides(sections: list[DraftSection]) -> bool:
    """Put `{side}` and `{other side}` where a section names a side. Return whether any does."""
    first = next((found["side"].lower() for text in _texts(sections) if (found := _SIDE.search(text))), "")
    for section in sections:
        section.lines = [_named(text, first) for text in section.lines]
        section.reminders = [_named(text, first) for text in section.reminders]
        for step in section.steps:
            step.text = _named(step.text, first)
    return any("side}" in text for text in _texts(sections))


def announce_side(sections: list[DraftSection]) -> None:
    """Name the side where none of the author's sentences does."""
    if sections[0].heading != "Set up":
        sections.insert(0, DraftSection("Set up"))
    sections[0].lines.append("This is the {side} side.")


def _texts(sections: Iterable[DraftSection]) -> Iterator[str]:
    return (text for section in sections for text in (*section.lines, *(step.text for step in section.steps)))


def are_mirrored(moves: Sequence[str]) -> bool:
    """Whether a movement comes again on the other side, as `Turn to the right` two or fewer after `Turn to the left`."""
    return any(_is_mirror(*pair) for pair in (*pairwise(moves), *zip(moves, moves[2:], strict=False)))


def _is_mirror(before: str, text: str) -> bool:
    one, other = _SIDE.search(before), _SIDE.search(text)
    if not one or not other or one["side"].lower() == other["side"].lower():
        return False
    return set(_SIDE.sub("", text).lower().split()) == set(_SIDE.sub("", before).lower().split())


def _named(text: str, first: str) -> str:
    def put(match: re.Match[str]) -> str:
        word = "{side}" if match["side"].lower() == first else "{other side}"
        return f"{match['your']} {word}" if match["your"] else word

    if first:
        return _SIDE.sub(put, text)
    text = _OTHER.sub(_other, text)
    return _ONE.sub(
        lambda match: f"{_whose(match)} {{side}} {match['part'].removesuffix('s').replace('feet', 'foot')}", text
    )


def _other(match: re.Match[str]) -> str:
    """A part of the other side; as it is where it is other than one just named: `the top leg over the other leg`."""
    named = re.compile(rf"\b(?:the|that) (?:\w+ )?{match['part']}\b", re.IGNORECASE)
    is_relative = named.search(match.string[: match.start()])
    return match[0] if is_relative else f"{_whose(match)} {{other side}} {match['part']}"


def _whose(match: re.Match[str]) -> str:
    return "the" if match["part"].lower() in ("side", "direction", "way") else "your"

"""The sections of an exercise that is done on each side, or each way: `{side}` in place of the sides that they name."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace

from voiceguide.draft.model import DraftSection
from voiceguide.draft.sides import without_directions
from voiceguide.draft.stays import is_stay
from voiceguide.draft.vocabulary import pattern

_SIDE = pattern("side")
_ONE = pattern("one_side")
_OTHER = pattern("other_side")


def name_sides(sections: list[DraftSection]) -> bool:
    """Put `{side}` and `{other side}` where a section names a side. Return whether any does."""
    first = next((found["side"].lower() for text in _texts(sections) if (found := _SIDE.search(text))), "")
    for section in sections:
        section.lines = [_named(text, first) for text in section.lines]
        section.reminders = [_named(text, first) for text in section.reminders]
        for step in section.steps:
            step.text = _named(_of_one(step.text), first)
    return any("side}" in text for text in _texts(sections))


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


def _of_one(text: str) -> str:
    """Words of what is done on each side in those of one side: `lift your {side} leg` for `lift each leg in turn`."""
    text = pattern("last_turn").sub("", pattern("each_part").sub(r"your {side} \g<part>", text))
    return pattern("each_side").sub(lambda each: f" {each['to']}the {{side}} side" if each["to"] else "", text)


def announce_side(sections: list[DraftSection]) -> None:
    """Name the side where none of the author's sentences does."""
    if sections[0].heading != "Set up":
        sections.insert(0, DraftSection("Set up"))
    sections[0].lines.append("This is the {side} side.")


def _texts(sections: Iterable[DraftSection]) -> Iterator[str]:
    return (text for section in sections for text in (*section.lines, *(step.text for step in section.steps)))


def in_each_direction(sections: list[DraftSection]) -> list[DraftSection]:
    """Sections whose movements are done one way, and then again the other way."""
    timed = [section for section in sections if section.heading not in ("Set up", "Finish")]
    for section in sections:
        for step in section.steps:
            step.text = without_directions(step.text)
        section.lines = [without_directions(line) for line in section.lines]
    again = [replace(section, reminders=[]) for section in deepcopy(timed)]
    for section in again:
        first = next((step for step in section.steps if not step.is_stay and not is_stay(step.text)), None)
        if first:
            first.text = f"{first.text.rstrip('.')}, the other way."
        elif section.lines:
            section.lines[-1] = f"{section.lines[-1].rstrip('.')}, the other way."
    place = len(sections) - (sections[-1:] != timed[-1:])
    return [*sections[:place], *again, *sections[place:]]

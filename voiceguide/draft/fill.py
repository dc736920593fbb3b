"""A draft's texts made speakable, and its sides named."""

import re
from dataclasses import replace

from voiceguide.draft.imperative import sentence
from voiceguide.draft.model import Draft, DraftSection
from voiceguide.draft.sides import with_sides
from voiceguide.draft.speakable import speakable

_SIDE = re.compile(r"\{(?:other )?side\}\s*")


def fill(draft: Draft, first: str | None) -> None:
    """Make every text of a draft speakable, with `{side}` in it where the exercise has sides.

    Args:
        first: the side that the author tells first, `left` or `right`; None where none is named.
    """
    is_sided = draft.sides != "none"

    def say(text: str) -> str:
        return with_sides(text, first) if is_sided else text

    for section in (*draft.sections, *(section for variation in draft.variations for section in variation.sections)):
        section.lines = [sentence(say(speakable(line))) for line in section.lines if speakable(line)]
        section.reminders = [sentence(say(text)) for text in section.reminders if text]
        section.steps = [
            replace(step, text=say(speakable(step.text)), short=say(speakable(step.short))) for step in section.steps
        ]
        if section.heading == "Finish":
            section.lines = [sentence(_SIDE.sub("", line)) for line in section.lines]
    if is_sided and not _names_side(draft):
        _add_side(draft)


def _names_side(draft: Draft) -> bool:
    return any(
        "{" in text
        for section in draft.sections
        if section.heading != "Finish"
        for text in (*section.lines, *(step.text for step in section.steps))
    )


def _add_side(draft: Draft) -> None:
    """Say which side it is, where nothing else does."""
    line = "This time it is your {side} side."
    if draft.sections and draft.sections[0].heading == "Set up":
        draft.sections[0].lines.append(line)
    else:
        draft.sections.insert(0, DraftSection("Set up", [line]))

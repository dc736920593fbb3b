"""Sentences put together as an exercise: read, weighed and named."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from voiceguide.draft.breathing import is_breathing
from voiceguide.draft.imperative import first_verb, imperative
from voiceguide.draft.model import DraftPart, Reading
from voiceguide.draft.texts import Text
from voiceguide.draft.titles import clean_title, named_in, title_from, title_key
from voiceguide.draft.understand import read_sentence
from voiceguide.draft.wordings import lexicon

_VARIATION_NUMBER = re.compile(
    r"^(?:variation|modification|option|alternative)\w*\s*(?:\d\s*)?[:\u2013-]?\s*", re.IGNORECASE
)
_SURE = 0.85
_SURELY_TWO = 1.5
"""What the confidences of a part's movements come to, where it needs no amount to be an exercise."""


def part_of(title: str, texts: Sequence[Text]) -> DraftPart:
    """Sentences as one part, each read in the light of all: where they are made of breaths alone, `hold` means a breath."""
    told = [text.sentence for text in texts if text.label in (None, "do", "setup", "hold", "finish")]
    breathing = is_breathing(title, told)
    return DraftPart(title, tuple(_read(text, breathing=breathing) for text in texts), breathing)


def _read(text: Text, *, breathing: bool) -> Reading:
    label = None if breathing and text.label == "hold" else text.label
    reading = read_sentence(text.sentence, label, breathing=breathing)
    if reading.role in ("variation", "progression") and _is_name(text.lead):
        return replace(reading, name=clean_title(_VARIATION_NUMBER.sub("", text.lead)) or reading.name)
    return reading


def _is_name(lead: str) -> bool:
    """Whether the lead before a variation says more than that it is one."""
    return 1 < len(lead.split()) < 5 and lexicon().label(lead) is None


def is_exercise(part: DraftPart) -> bool:
    """Whether something is told to be done: with an amount or a breath, or else surely enough."""
    told = _told(part)
    sure = sum(reading.confidence for reading in told)
    return bool(told) and (
        _has_amount(part)
        or sure >= _SURELY_TWO
        or (part.is_guessed_title and sure >= _SURE)
        or any(clause.breath for reading in told for clause in reading.clauses)
    )


def is_strong(part: DraftPart) -> bool:
    """Whether there can be no doubt: something moves, and it is said how often, how long or with which breath."""
    told = _told(part)
    breaths = sum(1 for reading in part.readings for clause in reading.clauses if clause.breath)
    return bool(told) and (breaths >= 2 or (_has_amount(part) and sum(reading.confidence for reading in told) >= _SURE))


def _told(part: DraftPart) -> list[Reading]:
    return [reading for reading in part.readings if reading.role in ("movement", "set up")]


def _has_amount(part: DraftPart) -> bool:
    return any(has_amount(reading) for reading in part.readings)


def has_amount(reading: Reading) -> bool:
    """Whether a sentence says how often, how long or on which sides."""
    amounts = reading.amounts
    return bool(amounts.reps or amounts.hold or amounts.going_on or reading.sides)


def with_guessed_title(part: DraftPart) -> DraftPart:
    """The part with a title: the name that a sentence near its beginning tells, else its first movement."""
    return replace(part, title=_guess(part), is_guessed_title=True)


def _guess(part: DraftPart) -> str:
    named = (named_in(reading.sentence) for reading in part.readings[:3])
    moving = (
        clause.text
        for reading in part.readings
        if reading.role == "movement"
        for clause in reading.clauses
        if (verb := first_verb(imperative(clause.text))) and verb not in lexicon().posture
    )
    told = (clause.text for reading in part.readings for clause in reading.clauses if clause.text.strip())
    if name := next(filter(None, named), None):
        return name
    return next((title_from(text) for texts in (moving, told) for text in texts), "Exercise")


def with_own_titles(parts: Iterable[DraftPart]) -> list[DraftPart]:
    """No two exercises with the same title."""
    seen: dict[str, int] = {}
    named: list[DraftPart] = []
    for part in parts:
        title = part.title or "Exercise"
        key = title_key(title)
        seen[key] = seen.get(key, 0) + 1
        named.append(replace(part, title=title if seen[key] == 1 else f"{title} {seen[key]}"))
    return named

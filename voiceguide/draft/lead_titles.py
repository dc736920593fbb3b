"""Leads that are titles: `Knee hug: Lie on your back ...` tells an exercise of its own."""

import re

from voiceguide.draft.article import SourceLine
from voiceguide.draft.imperative import first_verb
from voiceguide.draft.page_noise import is_noise
from voiceguide.draft.sentences import sentences
from voiceguide.draft.titles import without_step
from voiceguide.draft.understand import read_sentence
from voiceguide.draft.wordings import lexicon

_BREATH = re.compile(r"\b(?:in|ex)hal|\bbreathe\b", re.IGNORECASE)
_BREATHING = re.compile(r"breathing|breath$", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:your|the|a|an|into|and|to|with|in|up|down|it|them)\b")

_MOST_WORDS = 8
_MOST_SENTENCES = 6
"""Of so many at its beginning it shows whether a line tells an exercise."""

_FULL_ITEM = 3
"""Sentences; an item with fewer is a step of an exercise whose heading is sure."""


def has_title_lead(line: SourceLine, *, in_exercise: bool) -> bool:
    """Whether a line's lead is the title of an exercise, which the line tells.

    Args:
        in_exercise: the line stands under the heading of one exercise.
    """
    if not line.lead or line.text[:1].islower() or not _is_title(line.lead):
        return False
    readings = [read_sentence(sentence, None, breathing=False) for sentence in sentences(line.text)[:_MOST_SENTENCES]]
    if not any(reading.role in ("movement", "set up") for reading in readings):
        return False
    return not (in_exercise and line.kind == "item" and len(readings) < _FULL_ITEM)


def _is_title(lead: str) -> bool:
    words = lexicon()
    if _BREATH.search(lead) and not _BREATHING.search(lead):
        return False
    if words.label(lead) or words.begins("breath_lead", lead) or is_noise(lead) or words.has("end", lead):
        return False
    if len(re.findall(r"[\w'-]+", lead)) > _MOST_WORDS or re.match(r"\d", lead):
        return False
    return not (words.begins("no_title", lead) or without_step(lead) or _instructs(lead))


def _instructs(lead: str) -> bool:
    words = lexicon()
    if words.begins("verbal_name", lead) or not first_verb(lead):
        return False
    has_object = len(re.findall(r"[\w'-]+", lead)) > 2 and _OBJECT.search(lead.lower())
    return bool(has_object or words.begins("asking_lead", lead))

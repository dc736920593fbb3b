"""An exercise's sentences to its draft."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.around import fill_in
from voiceguide.draft.counted_breathing import NOT_HOW_OFTEN
from voiceguide.draft.drafted import quicken, sections_of
from voiceguide.draft.events import count_breaths
from voiceguide.draft.mirrored import are_mirrored, in_turn
from voiceguide.draft.model import DraftExercise, DraftSection, Unplaced
from voiceguide.draft.positions import position_of
from voiceguide.draft.sided_sections import announce_side, in_each_direction, name_sides
from voiceguide.draft.sides import are_directions_apart, is_in_full, names_side, sides_in, takes_turns
from voiceguide.draft.slots import slots_of
from voiceguide.draft.speakable import as_sentences
from voiceguide.draft.stays import lets_go
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import lexicon, pattern

_OR = re.compile(r"\s+or (?:an? |the |your )?(?:\w+ )?", re.IGNORECASE)
_MAY = re.compile(r"\W*(?:if|you (?:can|may|could))\b", re.IGNORECASE)
_OFTEN = ("reps", "sets", "schedule", "alternative", "limit")
_WHY = {
    "talk": "it explains",
    "noise": "it belongs to the page, not to the exercise",
    "needs": "it names what is needed",
}


def build(title: str, told: Sequence[Sentence], line: int, general: Sequence[Sentence]) -> DraftExercise:
    """An exercise's draft.

    Args:
        title: empty where the source gives none.
        told: its sentences.
        line: where it begins in the source.
        general: what the article says of all its exercises, with amounts.
    """
    told = _in_full(_in_each_rep(told))
    draft = DraftExercise(title, line, tuple(one.text for one in told))
    working = ("setup", "move", "dose")
    slots = slots_of([one for one in told if one.role in working])
    count_breaths(slots, title, draft.source)
    if slots.is_counted:
        draft.title = re.sub(r"\s*\(\d+(?:\s*[-:]\s*\d+)+\)$", "", title)
    fill_in(slots, draft, general)
    sided = [title, *(_without_each(one) for one in told if one.role in (*working, "reminder"))]
    draft.sides = sides_in(sided)
    moves = [event.text for event in slots.moves]
    is_turning = are_mirrored(moves) or (not slots.holds and any(map(takes_turns, moves)))
    of_all = next((one.text for one in general if sides_in([one.text]) != "none" and not _MAY.match(one.text)), "")
    if draft.sides == "none" and of_all and names_side(sided):
        draft.sides = sides_in([of_all])
        draft.mark("all", f"'{of_all}' is said of all exercises")
    is_again = any(lexicon().has("sides_again", text) for text in sided)
    if is_turning and not is_again:
        draft.sides = "none"
    if draft.sides == "alternate" and not slots.reps and not any(map(pattern("stays").search, draft.source)):
        slots.lasts += [event.dose for event in slots.holds if event.dose]
        slots.events = [event for event in slots.events if event.kind != "hold"]
        if slots.lasts:
            draft.mark("all", "its time may be that of one side, or of both")
    explained = [one.text for one in told if one.role == "talk"]
    draft.position = position_of(title, [one.text for one in told if one.role in working], explained)
    draft.needs = needs_in([title, *(one.text for one in told if one.role in (*working, "needs", "reminder"))])
    draft.cautions = [one.text for one in told if one.warns]
    draft.sections = sections_of(slots, draft)
    if not draft.pace and any(pattern("quick_breaths").search(text) for text in (title, *draft.source)):
        quicken(draft.sections, draft)
    often = next((one.text for one in told if any(dose.kind in _OFTEN for dose in one.doses)), "")
    for section in draft.sections:
        if often and section.mark.startswith(NOT_HOW_OFTEN):
            section.mark = f"how often, or how long, was not read from '{often}'"
    if draft.sides == "none" and (turned := in_turn(draft.sections)) != "none":
        is_each = any(lexicon().has("sides_each", text) and not takes_turns(text) for text in sided)
        draft.sides = "each" if is_each else turned
    if finish := as_sentences(one.text for one in told if one.role == "finish"):
        draft.sections.append(DraftSection("Finish", finish))
    timed = next((one for one in draft.sections if one.heading.startswith(("Repeat", "Hold", "Breathe"))), None)
    if timed:
        reminders = [*(one.text for one in told if one.role == "reminder"), *slots.asides]
        timed.reminders += as_sentences(dict.fromkeys(reminders))
    if any(dose.kind == "limit" for one in told if one.role in working for dose in one.doses) and not slots.holds:
        draft.mark("all", "the text tells how long at most, and no length")
    is_told = draft.sides == "alternate" or names_side(sided) or is_again
    for one in (one for one in told if one.role in working):
        if lexicon().has("each_alone", one.text) and not (is_turning or is_told):
            draft.mark("all", f"the text does not say each of what: '{one.text}'")
        if any(dose.kind == "alternative" for dose in one.doses):
            draft.mark("all", f"the text gives a choice: '{one.text}'")
    if draft.sides != "none" and draft.sections and not name_sides(draft.sections):
        announce_side(draft.sections)
        if any(one.role == "reminder" and pattern("side").search(one.text) for one in told):
            draft.mark("all", "a side is named in a reminder, and in no step")
    if not is_turning and are_directions_apart(sided) and "the other way" not in draft.spoken:
        draft.sections = in_each_direction(draft.sections)
    draft.variations = as_sentences(one.text for one in told if one.role == "variation")
    draft.unplaced = [Unplaced(one.line, one.text, _WHY[one.role]) for one in told if one.role in _WHY]
    return draft


def _without_each(one: Sentence) -> str:
    """A sentence; without `each` where it only brings into the position, as a hand on each knee is no second side."""
    return one.text.replace(" each ", " a ") if one.role == "setup" and not one.doses else one.text


def _in_full(told: Sequence[Sentence]) -> list[Sentence]:
    """Sentences, of which one that goes on to the other side is a movement like others where that side is told in full."""
    texts = [one.text for one in told]
    return [
        replace(one, role="move", moves=True) if is_in_full(texts, index) else one for index, one in enumerate(told)
    ]


def _in_each_rep(told: Sequence[Sentence]) -> list[Sentence]:
    """Sentences, of which one that lets go is a movement, and no finish, where a count follows it."""
    counts = [any(dose.kind in ("reps", "sets") for dose in one.doses) for one in told]
    last = max((index for index, is_count in enumerate(counts) if is_count), default=0)
    return [
        replace(one, role="move", moves=True) if one.role == "finish" and index < last and lets_go(one.text) else one
        for index, one in enumerate(told)
    ]


def needs_in(texts: Sequence[str]) -> tuple[str, ...]:
    """What is needed, in the order of the lexicon, where the words do not mean something else."""
    words = lexicon()
    found: list[str] = []
    for text in filter(words.any_need.search, texts):
        named: list[tuple[int, int, str]] = []
        taken: set[int] = set()
        for name, told in words.needs.items():
            for start, end in (match.span() for match in told.finditer(text)):
                is_other = words.not_before.search(text[:start]) or words.not_after.match(text[end:])
                if taken.isdisjoint(range(start, end)) and not is_other:
                    named.append((start, end, name))
                taken.update(range(start, end))
        last = 0
        for start, end, name in sorted(named):
            if found and last and _OR.fullmatch(text[last:start]) and found[-1] != name:
                found[-1] += f" or {name}"
            elif not any(name in one.split(" or ") for one in found):
                found.append(name)
            last = end
    return tuple(found)

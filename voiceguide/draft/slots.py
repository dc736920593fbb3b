"""What an exercise's sentences say, in order: movements with their breath, holds, and amounts."""

from dataclasses import replace

from voiceguide.draft.breath_events import (
    go_on,
    hold_between_breaths,
    hold_breath_once,
    place_breaths_told_after,
    tell_once,
)
from voiceguide.draft.breaths import COUNTS_BEFORE, breathed, with_taken
from voiceguide.draft.events import Event, Slots, hold_once, let_movements_last, place_rests
from voiceguide.draft.sentence_part import SentencePart
from voiceguide.draft.sentences import clauses, without_openers
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import lexicon


def slots_of(sentences: list[Sentence]) -> Slots:
    """The slots of an exercise's sentences that ask for something or tell how often."""
    slots = Slots()
    texts = with_taken([told.text for told in sentences])
    for told in (replace(told, text=text) for told, text in zip(sentences, texts, strict=True)):
        first = len(slots.events)
        is_counted = any(dose.kind == "reps" for dose in told.doses)
        parts = breathed(told.text)
        for breath, text in parts:
            part = SentencePart(slots, text, breath, told)
            for start, clause in clauses(text):
                if lexicon().begins("sides_again", without_openers(text[start:])) and not is_counted:
                    break
                if not (start and COUNTS_BEFORE.match(text)):
                    part.take(start, clause)
            part.flush()
        if (
            len({breath for breath, _ in parts} - {None}) > 1
        ):  # the count of `6 rounds, up on the inhale, down on the exhale`
            slots.events[first:] = sorted(slots.events[first:], key=lambda event: event.kind == "reps")
        _hold_breath_in_position(slots.events)
        _drop_named(slots, first)
        go_on(slots, first, told.text)
    _join_nostrils(slots.events)
    place_breaths_told_after(slots)
    tell_once(slots)
    hold_breath_once(slots)
    hold_between_breaths(slots)
    hold_once(slots)
    place_rests(slots)
    if slots.reps or slots.sets:
        let_movements_last(slots)
    return slots


def _join_nostrils(events: list[Event]) -> None:
    """Tell which nostril to close in the breath that goes through the other one."""
    for at in range(len(events) - 2, 0, -1):
        one, after = events[at : at + 2]
        if one.kind == "move" and one.breath is None and after.breath and "nostril" in one.text.lower():
            after.text = ", ".join(text for text in (one.text, after.text) if text)
            del events[at]


def _drop_named(slots: Slots, first: int) -> None:
    """Drop a breath that a sentence before the event `first` only named, where this event tells it."""
    before, told = slots.events[first - 1 : first], slots.events[first : first + 1]
    if before and told and before[0].breath and before[0].breath == told[0].breath and before[0].is_only_named:
        slots.is_told_again = True
        del slots.events[first - 1]


def _hold_breath_in_position(events: list[Event]) -> None:
    """Make one of a timed stay and the breath that is held in it: `hold this for 5 seconds while holding your breath`."""
    if len(events) > 1 and (events[-2].kind, events[-1].kind) == ("hold", "hold breath"):
        stay, held = events[-2:]
        if stay.dose and stay.dose.kind == "hold" and not (stay.text or held.count):
            events[-2:] = [Event("hold breath", count=stay.dose.middle)]

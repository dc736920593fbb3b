"""What an exercise tells of its breaths after its movements, between them, or twice: each told once, in its place."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from voiceguide.draft.events import Event, Slots
from voiceguide.draft.sentences import verb_of, verbs
from voiceguide.draft.vocabulary import lexicon

BREATHING = frozenset(
    ("fill", "expand", "inflate", "empty", "rise", "deflate", "blow", "hum", "sigh", "whistle", "sip", "hiss")
)
"""Verbs of what a breath does by itself."""

_WHILE = re.compile(r"(?:(?:while|when|as|during|you|the|your|this|each) )*(?P<what>\w+(?: \w+){0,3})", re.IGNORECASE)
_AS = re.compile(r"\W*(?:as|while|when) you (?:\w+ly )?(?:breath|inhal|exhal)", re.IGNORECASE)
_SIDES = re.compile(r"\b(?:left|right|other|opposite|side)\b", re.IGNORECASE)


def place_breaths_told_after(slots: Slots) -> None:
    """Give movements the breaths that are told after all of them: `Lift it. Lower it. Breathe out as you lift, in as you lower.`"""
    given: list[tuple[Event, Event]] = []
    for at, event in enumerate(slots.events):
        if event.breath and not event.count and (found := _told_before(event, slots.events[:at])):
            given.append((event, found))
    if len({id(move) for _, move in given}) < len(given) or len(given) < len(slots.breaths):
        return
    for event, move in given:
        move.breath = event.breath
        slots.events.remove(event)


def _told_before(event: Event, before: Sequence[Event]) -> Event | None:
    """The movement before a breath that is named by its verb beside that breath."""
    named = _WHILE.fullmatch(event.text.strip(" ,.;:"))
    base = lexicon().forms.get(named["what"].split()[0].lower()) if named else None
    moves = (one for one in before if one.kind == "move" and one.breath is None and not one.is_setup)
    return next((one for one in moves if base and base in verbs(one.text)), None)


def only_breathe(texts: Iterable[str]) -> bool:
    """Whether no words move anything but the breath."""
    return all(verb_of(text) in (None, *BREATHING) for text in texts)


def hold_between_breaths(slots: Slots) -> None:
    """Hold the breath where an exercise only breathes, and stays for a time between breathing in and out."""
    moving = [event.text for event in slots.events if event.kind == "move" and not event.is_setup]
    if len({event.breath for event in slots.breaths}) < 2 or not only_breathe(moving):
        return
    for before, event, after in zip(slots.events, slots.events[1:], slots.events[2:], strict=False):
        is_between = (before.breath, after.breath) == ("Inhale", "Exhale")
        if event.kind == "hold" and event.dose and event.dose.kind == "hold" and is_between and not event.text:
            event.kind, event.count, event.dose = "hold breath", event.dose.middle, None


def hold_breath_once(slots: Slots) -> None:
    """Hold the breath once where that is told twice running: `Retain the breath. Hold it as long as you can.`"""
    for before, event in list(pairwise(slots.events)):
        if before.kind == event.kind == "hold breath" and not (before.count and event.count):
            event.count = event.count or before.count
            slots.events.remove(before)
            slots.is_told_again = True


def tell_once(slots: Slots) -> None:
    """Tell a breath in and a breath out once that are told twice, in other words, and not for another side.

    The words of the second time tell no movement beside the first, or follow a count and name the same part of the body.
    """
    places = [at for at, event in enumerate(slots.events) if event.breath]
    parts = [slots.events[at] for at in places]
    half = len(parts) // 2
    kinds = [part.breath for part in parts]
    is_twice = half > 1 and kinds[:half] == kinds[half:] and len(set(kinds)) == 2
    is_own = any(part.count or _SIDES.search(part.text) for part in parts) or bool(slots.holds)
    if not is_twice or is_own:
        return
    is_after = any(event.kind == "reps" for event in slots.events[places[half - 1] : places[half]])
    pairs = list(zip(parts[:half], parts[half:], strict=True))
    if not all(_tells_one(*pair) or (is_after and _names_same(*pair)) for pair in pairs):
        return
    for one, other in pairs:
        one.text = ", ".join(text for text in (one.text, other.text) if text)
        slots.events.remove(other)
    slots.is_told_again = True


def _tells_one(one: Event, other: Event) -> bool:
    return not (verb_of(one.text) and verb_of(other.text))


def _names_same(one: Event, other: Event) -> bool:
    texts = [event.text.lower() for event in (one, other)]
    first, second = ({text[start:end] for start, end in lexicon().spans(text, "body")} for text in texts)
    return bool(first & second)


def go_on(slots: Slots, first: int, text: str) -> None:
    """Make one breath of two where a sentence goes on with that before it: `Inhale. As you inhale, lift your arms.`"""
    before, told = slots.events[first - 1 : first], slots.events[first : first + 1]
    if before and told and before[0].breath and before[0].breath == told[0].breath and _AS.match(text):
        before[0].text = ", ".join(part for part in (before[0].text, told[0].text) if part)
        before[0].count = before[0].count or told[0].count
        slots.is_told_again = True
        del slots.events[first]

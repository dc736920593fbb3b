"""Amounts that mean something else by what they stand under: a label such as `Reps:`, or a breathing exercise."""

import re
from dataclasses import replace

from voiceguide.draft.amounts import read_amounts
from voiceguide.draft.breath_counts import seconds_of
from voiceguide.draft.clauses import clauses
from voiceguide.draft.model import HELD, Amounts
from voiceguide.draft.quantities import NUM

_BARE_REPS = re.compile(r"(?:about |up to )?[\w-]+(?:\s*(?:-|–|to)\s*\w+)?(?: (?:on |per |each )*(?:side|leg|arm)?)?")
_BARE_SETS = re.compile(r"\d+(?:\s*-\s*\d+)?[,;\s]+sets?\b", re.IGNORECASE)
_ROUNDS = re.compile(r"(?:[,;]|\band\b|\bthen\b)[^,;]*\brepeat\b.*$", re.IGNORECASE)
_HOLD = re.compile(
    r"\band hold\b\W*$|^\W*hold\b(?: (?:here|this|it|the \w+))?\W*$|, hold,| hold, then\b", re.IGNORECASE
)
_HOLD_WORDS = re.compile(r",?\s*(?:and )?\bhold\b(?: (?:here|this|it|the \w+))?(?=\W*$|, )", re.IGNORECASE)
_EACH_SIDE = re.compile(
    rf"(?P<often>{NUM}(?:\s*(?:-|–|to)\s*{NUM})?)\s+(?:(?:on|per|to|for|with|times)\s+)?(?:each|either|both|per|every)\s+(?:side|leg|arm|hand|foot|knee|direction|way)s?\b",
    re.IGNORECASE,
)

_LONG_HOLD_S = 30
"""So long nobody holds a breath: it is how long the breathing goes on."""


def amounts_in(sentence: str, rest: str, label: str | None, *, is_breathing: bool) -> Amounts:
    """What a sentence says about how often and how long.

    Args:
        rest: the sentence without what it says about sides.
        label: what the heading or lead before it says about it; see the lexicon.
        is_breathing: the exercise is made of breaths alone.
    """
    found = _labelled(rest, label) or (_of_breaths(rest) if is_breathing else read_amounts(rest))
    if is_breathing:
        return found
    if found.reps is None and (each := _EACH_SIDE.search(sentence)):
        reps = read_amounts(f"Repeat {each['often']} times").reps
        return replace(found, reps=reps, text=found.text.replace(each["often"], " ", 1))
    return found


def with_bare_hold(found: Amounts, text: str) -> tuple[Amounts, str]:
    """The amounts with a guess where a text says to hold, and not how long; and what remains of the text."""
    if found.hold is not None or not _HOLD.search(text):
        return found, text
    return replace(found, hold=(5, 5), unit="s", is_vague=True), _HOLD_WORDS.sub(f" {HELD} ", text, count=1)


def rounds_in(rest: str) -> Amounts:
    """How long a breathing exercise goes on, by a sentence that asks to go on; what it calls a hold is no hold."""
    found = _going_on(read_amounts(rest))
    return replace(found, hold=None, unit="")


def _going_on(found: Amounts) -> Amounts:
    if found.hold and not found.going_on and (found.unit == "breaths" or found.hold[0] >= _LONG_HOLD_S):
        return replace(found, going_on=found.hold, going_unit=found.unit, hold=None, unit="")
    return found


def _labelled(text: str, label: str | None) -> Amounts | None:
    """What stands after `Reps:` or `Hold:`, where a bare number is enough."""
    plain = text.strip(" .")
    if label == "reps":
        return _after_reps(plain)
    return _after_hold(plain) if label == "hold" else None


def _after_reps(plain: str) -> Amounts:
    if _BARE_REPS.fullmatch(plain) and not re.search(r"sec|min|breath|hold|set", plain):
        return read_amounts(f"Reps: {plain}")
    found = read_amounts(f"Reps: {plain}" if _BARE_SETS.match(plain) else plain)
    if re.fullmatch(r"[\w\s-]*\bbreaths?", plain) and (found.hold or (found := read_amounts(f"for {plain}")).hold):
        return replace(found, going_on=found.hold, going_unit="breaths", hold=None, unit="", text="")
    if found.hold is None and found.reps is None and found.going_on is None and found.sets is None:
        return read_amounts(f"Hold for {plain}")
    return found


def _after_hold(plain: str) -> Amounts:
    if plain.lower().startswith("hold"):
        return read_amounts(plain)
    has_unit = re.search(r"[a-z]", re.sub(r"\bto\b", "", plain.lower()))
    return read_amounts(f"Hold for {plain}" if has_unit else f"Hold for {plain} seconds")


def _of_breaths(text: str) -> Amounts:
    """Amounts in a breathing exercise: how often and how long, but the counts of breaths stay where they are."""
    found = read_amounts(text)
    if not any(clause.breath for clause in clauses(text, is_breathing=True)):
        return _going_on(found)
    if found.reps and not seconds_of(text):
        return Amounts(found.text, reps=found.reps)
    if found.going_on and (found.going_on[0] >= 60 or found.going_unit == "breaths"):
        return Amounts(found.text, going_on=found.going_on, going_unit=found.going_unit)
    if rounds := _ROUNDS.search(text):
        inner = read_amounts(rounds[0])
        return Amounts(
            text[: rounds.start()],
            reps=inner.reps,
            sets=inner.sets,
            going_on=inner.going_on,
            going_unit=inner.going_unit,
        )
    return Amounts(text)

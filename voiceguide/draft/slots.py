"""What an exercise's sentences say, in order: movements with their breath, holds, and amounts."""

import re
from dataclasses import dataclass, field
from typing import Literal

from voiceguide.draft.breaths import breathed
from voiceguide.draft.doses import Dose, counts, is_only_dose
from voiceguide.draft.doses import doses as doses_in
from voiceguide.draft.sentences import clauses, verb_of
from voiceguide.draft.sides import tells_only_sides
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import lexicon

EventKind = Literal["move", "hold", "hold breath", "reps"]
HOLDS_BREATH = re.compile(r"\b(?:hold|pause|retain|keep)(?:ing)?\b[^.]{0,20}?\b(?:breath|lungs)\b", re.IGNORECASE)
_HOLDS = re.compile(r"\W*(?:then |and |now |as you |while you )*(?:hold|pause|wait|keep the lungs)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:not|don't|never|without|avoid)\b", re.IGNORECASE)
_KEEPS_GOING = re.compile(r"\b(?:continue|carry on|keep going|repeat|rounds?|cycles?|do|flow|for)\b", re.IGNORECASE)
_COUNTS_THINGS = re.compile(r"\b(?:circles|steps|lifts|raises|rotations)$", re.IGNORECASE)
_STAYS = re.compile(r"\b(?:hold|stay|remain|pause|rest|keep|take|linger|wait|hang)\b", re.IGNORECASE)


@dataclass(slots=True)
class Event:
    """Something that an exercise asks for, in its place in the order.

    Attributes:
        breath: the breath that the source gives to a movement.
        count: how many counts the breath of it lasts, 0 where the source does not say.
        dose: the length of a hold.
        is_setup: whether it only brings into the position.
    """

    kind: EventKind
    text: str = ""
    breath: Literal["Inhale", "Exhale"] | None = None
    count: float = 0
    dose: Dose | None = None
    is_setup: bool = False


@dataclass(slots=True)
class Slots:
    """What an exercise says, each amount with the sentence that it comes from."""

    events: list[Event] = field(default_factory=list)
    reps: list[tuple[Dose, Sentence]] = field(default_factory=list)
    sets: list[tuple[Dose, Sentence]] = field(default_factory=list)
    rests: list[tuple[Dose, Sentence]] = field(default_factory=list)
    lasts: list[tuple[Dose, Sentence]] = field(default_factory=list)

    @property
    def moves(self) -> list[Event]:
        """What moves, without getting into the position."""
        return [event for event in self.events if event.kind == "move" and not event.is_setup]

    @property
    def holds(self) -> list[Event]:
        """The stays in a position."""
        return [event for event in self.events if event.kind == "hold"]

    @property
    def breaths(self) -> list[Event]:
        """What belongs to a breath."""
        return [event for event in self.events if event.breath]

    @property
    def is_counted(self) -> bool:
        """Whether it is breathing by counts: breaths in and out have a count, and nothing moves with them."""
        counted = {event.breath for event in self.breaths if event.count}
        return len(counted) == 2 and not any(verb_of(event.text) and event.count == 0 for event in self.breaths)


def slots_of(sentences: list[Sentence]) -> Slots:
    """The slots of an exercise's sentences that ask for something or tell how often."""
    slots = Slots()
    for told in sentences:
        for part in breathed(told.text):
            _take(slots, part.text, part.breath, told)
    return slots


def _take(slots: Slots, text: str, breath: Literal["Inhale", "Exhale"] | None, told: Sentence) -> None:
    """Note what a part of a sentence says, clause by clause."""
    is_setup = told.role == "setup" and breath is None
    spans = clauses(text) if text else []
    said: list[tuple[int, int, str]] = []
    count = 0.0
    after: list[Event] = []
    for index, (start, end) in enumerate(spans):
        clause = text[start:end]
        found = doses_in(clause)
        places = [(dose.start, dose.end) for dose in found]
        sided = lexicon().spans("sides_each", clause) + lexicon().spans("sides_alternate", clause)
        sided += lexicon().spans("directions", clause)
        is_timed = any(dose.kind != "reps" for dose in found)
        if not is_timed and (breath or _HOLDS.match(clause)) and (counted := counts(clause)):
            found = counted
            places = [(dose.start, dose.end) for dose in found]
        timed = [dose for dose in found if dose.kind in ("hold", "go on")]
        if HOLDS_BREATH.search(clause) and not _AGAINST.search(clause):
            after.append(Event("hold breath", "", None, timed[0].low if timed else 0))
            continue
        if breath and timed and not said and not _HOLDS.match(clause) and _is_breath_count(clause, timed[0], told):
            count = timed[0].low
            words = without_doses(clause, places)
            said += [(0, start, words)] if words else []
            continue
        if timed and _HOLDS.match(clause) and (count or _follows_count(slots)) and is_only_dose(clause, places):
            after.append(Event("hold breath", "", None, timed[0].low))
            continue
        if (
            breath
            and timed
            and count == 0
            and not verb_of(clause)
            and is_only_dose(clause, places + sided)
            and said
            and not verb_of(said[-1][2])
        ):
            count = timed[0].low
            continue
        _note(slots, found, told, clause, after, is_breathing=bool(slots.breaths or breath))
        if tells_only_sides(clause) or (found and is_only_dose(clause, places + sided)):
            continue
        removed = [(dose.start, dose.end) for dose in found if not _COUNTS_THINGS.search(clause[dose.start : dose.end])]
        words = without_doses(clause, removed) if removed else clause.strip(" ,;:")
        is_stay = bool(removed) and bool(timed) and re.match(r"(?:then )?(?:pause|hold|stay|wait)\b", words, re.I)
        if words and not is_stay and not _only_filler(words):
            said.append((index, start + len(clause) - len(clause.lstrip(" ,;:")), words))
    joined = _joined(text, said) if breath or told.role != "dose" else ""
    if breath or joined:
        slots.events.append(Event("move", joined, breath, count, None, is_setup))
    slots.events += after


def _joined(text: str, said: list[tuple[int, int, str]]) -> str:
    """The clauses that are spoken: as they stand in the text where they follow each other, else with commas."""
    made, last = "", -1
    for index, start, words in said:
        whole = text[start : start + len(words)] == words
        between = text[last:start] if last >= 0 and index and whole else ""
        if between and re.fullmatch(r"\W*(?:and|then|but|before)?(?: then)?\W*", between):
            made += f"{between}{words}"
        else:
            made += words if not made else f" {words}" if made.endswith((".", "!", "?")) else f", {words}"
        last = start + len(words) if whole else -1
    return made.strip(" ,.")


def _only_filler(text: str) -> bool:
    words = re.findall(r"[a-z']+", text.lower())
    return (
        all(word in lexicon().filler for word in words)
        and verb_of(text) is None
        and not re.search(r"\b(?:lower|relax|release|lift)\b", text, re.I)
    )


def _is_breath_count(clause: str, dose: Dose, told: Sentence) -> bool:
    return dose.high <= 20 and verb_of(clause[: dose.start]) is None and told.role in ("move", "setup", "dose")


def _follows_count(slots: Slots) -> bool:
    last = next((event for event in reversed(slots.events) if event.kind in ("move", "hold breath")), None)
    return last is not None and last.count > 0 and bool(last.breath or last.kind == "hold breath")


def _note(
    slots: Slots, found: list[Dose], told: Sentence, clause: str, after: list[Event], *, is_breathing: bool
) -> None:
    for dose in found:
        if dose.kind == "reps":
            slots.reps.append((dose, told))
            after.append(Event("reps", dose=dose))
        elif dose.kind == "sets":
            slots.sets.append((dose, told))
        elif dose.kind == "rest":
            slots.rests.append((dose, told))
        elif dose.kind == "go on":
            slots.lasts.append((dose, told))
        elif dose.kind == "breaths" and is_breathing and _KEEPS_GOING.search(clause) and not _STAYS.search(told.text):
            slots.reps.append((dose, told))
            after.append(Event("reps", dose=dose))
        elif dose.kind in ("hold", "breaths"):
            after.append(Event("hold", "", dose=dose))

"""A sentence and what it is: a movement with its breath, an amount, a reminder, a caution, or nothing for a listener."""

import re
from dataclasses import dataclass
from functools import lru_cache

from voiceguide.draft.amounts_in_context import amounts_in, rounds_in, with_bare_hold
from voiceguide.draft.cautions import is_caution
from voiceguide.draft.clauses import clauses, names_breath
from voiceguide.draft.imperative import first_verb, imperative, takes_position
from voiceguide.draft.instructions import begins_with_verb, is_instruction, is_step, leads_on
from voiceguide.draft.model import HELD, Amounts, Clause, Reading, Role, Told
from voiceguide.draft.page_noise import is_noise
from voiceguide.draft.sides import told
from voiceguide.draft.telling import is_left_over
from voiceguide.draft.variations import is_variation, read_variation
from voiceguide.draft.wordings import lexicon

_GENERAL_BREATH = re.compile(r"\b(?:breathe|breathing|breath)\b(?! in\b| out\b)", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:^|(?<=[,;.])\s*|\b(?:and|then)\s+)(?:you (?:will|should|can) )?(?:repeat(?:ing)?|perform(?:ing)?|do(?:ing)?|complete|continue|aim for|try)\b"
    r"(?:\s+(?:of|this|the|these|it|exercise|movement|for|to|on|stretch|again|up|process|sequence|whole|entire|pattern|steps?|cycle|about|in|with|at|a|total|motion|two|three|both|poses|movements|stretches|positions|few|times|left/right|right/left|turn|each|between))*\s*(?=,|$|\.|\band\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=5000)
def read_sentence(sentence: str, label: str | None, *, breathing: bool) -> Reading:
    """Read one sentence: what is told to nobody first, then warnings and other ways, and what is left as an instruction.

    Args:
        label: what the heading or lead before it says about it; see the lexicon.
        breathing: the exercise is made of breaths alone.
    """
    words = lexicon()
    if is_noise(sentence) and not (label in ("reps", "hold") and re.search(r"\d", sentence)):
        return Reading(sentence, "noise", 0.9)
    if label == "intro":
        return Reading(sentence, "intro", 0.9)
    if label == "needs" or (words.has("nothing_needed", sentence) and not names_breath(sentence)):
        return Reading(sentence, "needs", 0.9)
    if label == "caution":
        return Reading(sentence, "caution", 0.95)
    if is_caution(sentence):
        return Reading(sentence, "caution", 0.9)
    if is_variation(sentence, label):
        return read_variation(sentence, label)
    if words.has("person", sentence) and not (first_verb(imperative(sentence)) and words.has("body", sentence)):
        return Reading(sentence, "not used", 0.7)
    return _instruction(sentence, label, breathing=breathing)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, its amounts and sides, and the `text` that is left without these."""

    sentence: str
    text: str
    amounts: Amounts
    side: Told | None

    @property
    def is_amount(self) -> bool:
        amounts = self.amounts
        return bool(amounts.reps or amounts.hold or amounts.going_on or amounts.sets or amounts.rest or self.side)

    def reading(self, role: Role, confidence: float, found: tuple[Clause, ...] = ()) -> Reading:
        return Reading(self.sentence, role, confidence, found, self.amounts, self.side)


def _instruction(sentence: str, label: str | None, *, breathing: bool) -> Reading:
    side, rest = told(sentence)
    amounts = amounts_in(sentence, rest, label, is_breathing=breathing)
    text = re.sub(r"\(\s*[,.;]?\s*\)", " ", amounts.text)
    if _announces(sentence, amounts):
        return Reading(sentence, "not used", 0.8)
    if breathing and (rounds := _rounds(sentence, rest)):
        return Reading(sentence, "amount", 0.9, amounts=rounds)
    if not breathing:
        amounts, text = with_bare_hold(amounts, text)
    this = _Told(sentence, text, amounts, side)
    if is_left_over(text) and (this.is_amount or amounts.is_schedule):
        return this.reading(_role_of_amount(this), 0.95)
    found = _clauses(this, breathing=breathing)
    return _no_movement(this, found, label, breathing=breathing) or _movement(this, found, label)


def _announces(sentence: str, amounts: Amounts) -> bool:
    """Whether a sentence only says that instructions follow, or that what was told is one rep."""
    words = lexicon()
    return words.has("announcing", sentence) or (
        words.begins("announcing_instructions", sentence) and not words.has("body", sentence) and amounts.reps is None
    )


def _rounds(sentence: str, rest: str) -> Amounts | None:
    """How long a breathing exercise goes on, where a sentence asks for no more than that."""
    if not lexicon().begins("again", sentence):
        return None
    rounds = rounds_in(rest)
    is_counted = any(clause.count for clause in clauses(rest, is_breathing=True))
    return rounds if rounds.reps or rounds.going_on or not is_counted else None


def _role_of_amount(this: _Told) -> Role:
    amounts = this.amounts
    if amounts.reps or amounts.hold or amounts.going_on or amounts.sets or amounts.rest:
        return "amount"
    return "sides" if this.side else "schedule"


def _clauses(this: _Told, *, breathing: bool) -> tuple[Clause, ...]:
    """The clauses of a sentence that tell something; `repeat` and the like go with the amount that they ask for."""
    text = _ASKED.sub(" ", this.text) if this.is_amount else this.text
    return tuple(
        clause
        for clause in clauses(text, is_breathing=breathing)
        if clause.breath or clause.text == HELD or not is_left_over(clause.text)
    )


def _no_movement(this: _Told, found: tuple[Clause, ...], label: str | None, *, breathing: bool) -> Reading | None:
    """The reading of a reminder or a benefit; None for what may move somebody."""
    words = lexicon()
    if label == "reminder":
        return this.reading("reminder", 0.95)
    is_reminder = words.has("reminder", this.text.strip(" ,\x02"))
    if is_reminder and not is_step(found, is_breathing=breathing) and not leads_on(this.text):
        return this.reading("reminder", 0.85 if label is None else 0.95)
    is_told = this.is_amount or any(clause.breath for clause in found)
    if not is_told and words.has("benefit", this.sentence.strip()) and not begins_with_verb(this.sentence):
        return Reading(this.sentence, "intro", 0.8)
    return None


def _movement(this: _Told, found: tuple[Clause, ...], label: str | None) -> Reading:
    words = lexicon()
    if label == "finish" or words.has("finish", this.sentence):
        return this.reading("finish", 0.85, found)
    if any(clause.breath for clause in found):
        return this.reading("movement", 0.95 if any(imperative(clause.text) for clause in found) else 0.8, found)
    if kept := [clause.text for clause in found if clause.text != HELD and is_instruction(clause.text, label)]:
        is_sure = all(first_verb(imperative(text)) for text in kept) and words.has("body", this.text)
        is_set_up = all(_gets_ready(text, label) for text in kept)
        return this.reading("set up" if is_set_up else "movement", 0.9 if is_sure else 0.6, found)
    if this.is_amount:
        return this.reading("amount", 0.6)
    if _GENERAL_BREATH.search(this.sentence) and len(this.sentence.split()) < 14:
        return Reading(this.sentence, "reminder", 0.6)
    return Reading(this.sentence, "not used", 0.5)


def _gets_ready(text: str, label: str | None) -> bool:
    plain = imperative(text)
    return takes_position(plain) or (label == "setup" and first_verb(plain) in lexicon().words["settling"])

"""What must hold of the holds and rests of every draft, each as in `invariants`."""

import re
from collections import Counter
from collections.abc import Sequence

from voiceguide.draft.doses import Dose, counts, doses
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.sentences import clauses, verb_of, without_openers
from voiceguide.draft.sides import are_directions_apart
from voiceguide.draft.slots import HOLDS_BREATH
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.stays import as_done, between_reps, is_stay, lets_go, named_in_stay
from voiceguide.draft.tag import BODY, Sentence
from voiceguide.draft.vocabulary import lexicon

ASKING = ("setup", "move", "dose", "finish")
"""Roles of sentences that ask for something."""


def what_is_held_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Where the source names what is held, or where to stay, each of these words is spoken."""
    said = set(re.findall(r"[a-z]+", draft.spoken.lower()))
    for one in told:
        for start, end in clauses(one.text) if one.role in ASKING else ():
            clause = one.text[start:end]
            plain = without_doses(clause, [(dose.start, dose.end) for dose in doses(clause)])
            named = named_in_stay(plain) if is_stay(clause) and not HOLDS_BREATH.search(clause) else set()
            if any(word not in said for word in named if BODY.search(word) or word not in lexicon().filler):
                return f"'{clause.strip()}' was not spoken"
    return ""


def letting_go_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Where the source lets go after a hold, that is spoken."""
    said = set(re.findall(r"[a-z]+", draft.spoken.lower()))
    for one in told:
        is_held = False
        for start, end in clauses(one.text) if one.role in ASKING else ():
            clause = as_done(one.text[start:end]) if is_held else one.text[start:end]
            verb = re.match(r"[a-z]+", without_openers(clause).lower())
            if is_held and verb and lets_go(clause) and verb[0] not in said:
                return f"'{clause.strip()}' was not spoken"
            kinds = {dose.kind for dose in doses(clause)}
            is_held = bool(kinds & {"hold", "breaths"}) or (is_held and "reps" not in kinds)
    return ""


def every_hold_is_kept(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """As many positions are held as the source says, unless the other side takes one."""
    given = sum(
        dose.kind in (("hold", "go on") if draft.pace else ("hold",)) and not dose.is_vague
        for one in told
        if one.role in ("setup", "move", "dose", "reminder")
        for dose in one.doses
    )
    lengths = [step.length for section in draft.sections for step in section.steps if step.length]
    drafted = len(lengths) + sum(section.heading.startswith(("Hold", "Breathe", "Rest")) for section in draft.sections)
    drafted += sum(", rest " in section.heading for section in draft.sections)
    drafted += len(draft.pace.split("-")) if draft.pace else 0
    return "" if drafted >= given or draft.sides != "none" else "a hold was not placed"


def no_hold_is_added(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Nothing is held more often than the source says, nor after a movement that it does not hold.

    A hold that is told after the way back may stand before it, and one that is told before all movements after any.
    """
    if any("of all exercises" in mark for mark in draft.marks.get("all", [])):
        return ""
    asked = [one.text for one in told if one.role in (*ASKING, "reminder")]
    given, verb, before = 0, "", ""
    held: set[str] = set()
    for clause in (text[start:end] for text in asked for start, end in clauses(text)):
        if moved := verb_of(clause):
            verb, before = moved, verb if lets_go(clause) else moved
        if many := max(sum(dose.kind in ("hold", "breaths", "go on") for dose in doses(clause)), len(counts(clause))):
            given += many
            held |= {verb, before}
    drafted = sum(section.heading.startswith("Hold") and not section.mark for section in draft.sections)
    for section in draft.sections:
        verb = ""
        for step in section.steps:
            if step.is_stay and step.text.startswith("hold"):
                drafted += 1
                if verb and not held & {verb, ""}:
                    return f"'{verb}' is held, which the text does not say"
            verbs = [verb_of(step.text[start:end]) for start, end in clauses(step.text)]
            verb = next((one for one in reversed(verbs) if one), verb)
    return "a hold was added" if drafted > given * (1 + are_directions_apart([draft.title, *asked])) else ""


def a_rest_between_sets_is_in_no_rep(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """A rest that the source gives beside counts, not after a hold, stands between sets and in none of their reps."""
    sets = [section for section in draft.sections if re.match(r"Repeat \d+ sets", section.heading)]
    between: set[str] = set()
    inside: Counter[str] = Counter()
    last = ""
    for one in told if sets else ():
        for dose in one.doses:
            is_rest = times_rest(one.text, dose) and not between_reps(one.text[dose.end :])
            is_beside = any(other.kind == "sets" and other.start < dose.start for other in one.doses)
            if is_rest and (last != "hold" or dose.kind == "rest" or is_beside):
                between.add(dose.step_length)
            elif dose.kind in ("hold", "breaths", "rest"):
                inside[dose.step_length] += 1
            last = last if is_rest else dose.kind
    if between and not all(", rest " in section.heading for section in sets):
        return "a rest between sets was not placed"
    drafted = Counter(step.length for section in sets for step in section.steps if step.is_stay)
    return "a rest between sets is in the repetition" if any(drafted[one] > inside[one] for one in between) else ""


_RESTS_FOR = re.compile(r"\brest(?:ing)?\b[^.,;]*$", re.IGNORECASE)


def times_rest(text: str, dose: Dose) -> bool:
    """Whether a time in a text is that of a rest."""
    is_time = dose.kind == "hold" and _RESTS_FOR.search(text[: dose.start]) is not None
    return dose.kind == "rest" or is_time

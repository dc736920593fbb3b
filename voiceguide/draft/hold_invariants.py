"""What must hold of how often and how long: counts, holds and rests are those of the source, and none is added."""

import re
from collections import Counter
from collections.abc import Sequence
from math import prod

from voiceguide.draft.asking import asking, numbers_of
from voiceguide.draft.breaths import breathed
from voiceguide.draft.dose import Dose
from voiceguide.draft.doses import counts, doses
from voiceguide.draft.drafted import HELD_AGAIN
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.sentences import clauses, verb_of, verbs
from voiceguide.draft.sides import are_directions_apart
from voiceguide.draft.stays import between_reps, lets_go
from voiceguide.draft.tag import Sentence

_LOOSELY = re.compile(r"\b(?!repeat|do |perform)\w+ at least (?:once|twice|\w+ times)", re.IGNORECASE)
_RESTS_FOR = re.compile(r"\brest(?:ing)?\b[^.,;]*$", re.IGNORECASE)


def doses_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Every length and count of the script, unless it is marked, stands in the exercise's own sentences."""
    if draft.has_doses_of_all:
        return ""
    known = {number for one in told for dose in one.doses for number in (dose.low, dose.high, dose.middle)}
    known |= {1.0, *(number / 60 for number in known)}
    for section in draft.sections:
        numbers = numbers_of(" ".join([section.heading, *(step.length for step in section.steps)]))
        if not section.mark and not known.issuperset(numbers):
            return "a number was not found in the text"
    return ""


def every_hold_is_kept(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """As many positions are held as the source says, unless the other side takes one."""
    kinds = ("hold", "go on") if draft.pace else ("hold",)
    asked = [one for one in told if one.role in ("setup", "move", "dose", "reminder")]
    given = sum(dose.kind in kinds and not dose.vague for one in asked for dose in one.doses)
    headings = [section.heading for section in draft.sections]
    drafted = sum(bool(step.length) or (bool(draft.pace) and step.kind != "Move") for step in draft.steps)
    drafted += sum(
        heading.startswith(("Hold", "Breathe", "Rest", "Repeat for")) or ", rest " in heading for heading in headings
    )
    given -= HELD_AGAIN in draft.marks.get("all", ())
    return "" if drafted >= given or draft.sides != "none" else "a hold was not placed"


def no_hold_is_added(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Nothing is held more often than the source says, nor after a movement that it does not hold.

    A hold that is told after the way back may stand before it, and one that is told before all movements after any.
    """
    if draft.has_doses_of_all:
        return ""
    asked = asking(told, "reminder")
    given, verb, before = 0, "", ""
    held: set[str] = set()
    for clause in (clause for one in asked for _, text in breathed(one.text) for _, clause in clauses(text)):
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
            verb = [verb, *verbs(step.text)][-1]
    is_twice = are_directions_apart([draft.title, *(one.text for one in asked)])
    return "a hold was added" if drafted > given * (1 + is_twice) else ""


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


def times_rest(text: str, dose: Dose) -> bool:
    """Whether a time in a text is that of a rest."""
    return dose.kind == "rest" or (dose.kind == "hold" and _RESTS_FOR.search(text[: dose.start]) is not None)


def no_hold_comes_too_often(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """A hold of a minute or more is not that of each rep where all of them together last more than ten minutes.

    Nor is a time taken as often as something that is done `at least twice` in the course of it.
    """
    timed = (one for one in asking(told) if any(dose.kind == "go on" for dose in one.doses))
    if any(_LOOSELY.search(one.text) for one in timed):
        return "a count may be of one movement or of the whole time"
    for section in draft.sections:
        times = prod(numbers_of(section.heading.split(",")[0])[:2])
        held = [step.length for step in section.steps if step.is_stay and step.length.endswith("s")]
        if any(length >= 60 and length * times > 600 for length in map(float, (text[:-1] for text in held))):
            return "a long hold stands in every repetition"
    return ""

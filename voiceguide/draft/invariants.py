"""What must hold of every draft. Each is a function of the draft and its source; a complaint refuses the draft or marks it."""

import re
from collections.abc import Callable, Sequence

from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.doses import doses
from voiceguide.draft.model import DraftExercise, DraftSection
from voiceguide.draft.sentences import clauses, verb_of
from voiceguide.draft.sides import sides_in
from voiceguide.draft.slots import HOLDS_BREATH
from voiceguide.draft.speakable import sentence
from voiceguide.draft.stay_invariants import (
    ASKING,
    a_rest_between_sets_is_in_no_rep,
    every_hold_is_kept,
    letting_go_is_spoken,
    no_hold_is_added,
    times_rest,
    what_is_held_is_spoken,
)
from voiceguide.draft.tag import BODY, Sentence
from voiceguide.draft.vocabulary import lexicon

Invariant = Callable[[DraftExercise, Sequence[Sentence]], str]
LONGEST_PART_S = 20
"""Seconds of one part of a breath; what is read as longer was read wrongly."""

MOST_UNSAID = 3
"""Words of a sentence that tells how often: so many that nobody hears, one of them of the body, are a movement."""


def breaths_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Every breath of the source is drafted, in its order, and no other."""
    given = [breath for one in told if one.role in ("setup", "move", "dose", "talk") for breath in breaths_in(one.text)]
    drafted = [step.kind for section in draft.sections for step in section.steps if step.kind in ("Inhale", "Exhale")]
    ready = [breath for section in draft.sections for line in section.lines for breath in breaths_in(line)]
    return "" if given in (drafted, ready + drafted) else "the breaths could not be told apart"


def breath_is_held_only_where_the_source_holds_it(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """No breath is held that the source does not hold."""
    steps = [step for section in draft.sections for step in section.steps]
    held = sum(step.kind == "Hold" or "hold your breath" in step.text.lower() for step in steps)
    parts = draft.pace.split("-") if draft.pace else []
    held = max(held, len(parts) - 2)
    lengths = [float(part) for part in parts] + [
        float(step.length.rstrip("s")) for step in steps if step.kind != "Move" and step.length
    ]
    if any(length > LONGEST_PART_S for length in lengths):
        return "a breath would last too long"
    given = sum(len(re.findall(r"\b(?:hold|pause|retain|wait|lungs empty)", one.text, re.I)) for one in told)
    is_named = any(HOLDS_BREATH.search(one.text) for one in told) or bool(draft.pace)
    return "the text does not hold the breath" if held > given or (held and not is_named) else ""


def every_movement_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Each verb of the source's movements is spoken, unless it is the same again on the other side."""
    forms = lexicon().forms
    said = set(re.findall(r"[a-z]+", f"{draft.spoken} {draft.title}".lower()))
    spoken = {forms.get(word, word) for word in said}
    for one in told:
        words = set(re.findall(r"[a-z]{4,}", one.text.lower())) - lexicon().filler if one.role == "dose" else set()
        if len(words - said) >= MOST_UNSAID and BODY.search(" ".join(words - said)):
            return f"'{one.text}' was not spoken"
        if one.role not in ASKING or not one.moves or sides_in([one.text]) != "none":
            continue
        for start, end in clauses(one.text):
            verb = verb_of(one.text[start:end])
            if verb and verb not in spoken:
                return f"'{one.text[start:end].strip()}' was not spoken"
    return ""


def nothing_asked_is_left_out(_draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """What was taken for talk has no amount in it and no breath."""
    for one in told:
        is_dosed = one.role == "talk" and any(dose.kind in ("reps", "sets", "hold") for dose in one.doses)
        if is_dosed or (one.role in ("talk", "noise") and breaths_in(one.text)):
            return f"'{one.text}' was not understood"
    return ""


def a_rep_can_be_followed(draft: DraftExercise, _told: Sequence[Sentence]) -> str:
    """A rep has at most four movements, or eight phases of the breath."""
    for section in draft.sections:
        moves = [step for step in section.steps if step.kind == "Move" and not step.is_stay]
        if len(moves) > 4 or len(section.steps) > 8:
            return "too many movements in one repetition"
    return ""


def doses_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Every length and count of the script, unless it is marked, stands in the exercise's own sentences."""
    if any("of all exercises" in mark for mark in draft.marks.get("all", [])):
        return ""
    known = {
        number
        for one in told
        for dose in one.doses
        for number in (dose.low, dose.high, round((dose.low + dose.high) / 2))
    }
    known |= (
        {number / 60 for number in known}
        | {1.0}
        | {max(1, round(number / 10 / many)) for number in known for many in (1, 2)}
    )
    known |= {number for one in told for dose in doses(one.text) for number in (dose.low, dose.high)}
    for section in draft.sections:
        if section.mark:
            continue
        numbers = re.findall(r"\d+(?:\.\d+)?", section.heading)
        numbers += [number for step in section.steps for number in re.findall(r"\d+(?:\.\d+)?", step.length)]
        if any(float(number) not in known for number in numbers):
            return "a number was not found in the text"
    return ""


def every_caution_is_kept(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Each sentence that warns is a caution, word for word."""
    lost = [one.text for one in told if one.warns and one.text not in draft.cautions]
    draft.cautions += lost
    return f"'{lost[0]}' was lost" if lost else ""


def sides_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Nothing is done on each side that the source does not do so, and no side is lost."""
    texts = [one.text for one in told if one.role in ASKING]
    if draft.sides != "none":
        return "" if sides_in([draft.title, *(one.text for one in told)]) != "none" else "the text names no second side"
    named, spoken = (set(re.findall(r"\b(?:left|right)\b", text.lower())) for text in (" ".join(texts), draft.spoken))
    return "" if named <= spoken or len(named) < 2 else "one side was lost"


INVARIANTS: dict[str, Invariant] = {
    "breaths": breaths_are_those_of_the_source,
    "held breath": breath_is_held_only_where_the_source_holds_it,
    "movements": every_movement_is_spoken,
    "stays": what_is_held_is_spoken,
    "letting go": letting_go_is_spoken,
    "talk": nothing_asked_is_left_out,
    "rep": a_rep_can_be_followed,
    "doses": doses_are_those_of_the_source,
    "holds": every_hold_is_kept,
    "more holds": no_hold_is_added,
    "rests": a_rest_between_sets_is_in_no_rep,
    "cautions": every_caution_is_kept,
    "sides": sides_are_those_of_the_source,
}


def made_safe(draft: DraftExercise, told: Sequence[Sentence]) -> DraftExercise:
    """A draft of which everything holds: where something does not, the author's own sentences and a timed stay, marked."""
    complaints = [complaint for holds in INVARIANTS.values() if (complaint := holds(draft, told))]
    if not complaints:
        return draft
    lines = [text for one in told if one.role in (*ASKING, "reminder", "talk") and (text := sentence(one.text))]
    draft.pace, draft.sides = "", "none"
    draft.unplaced = [one for one in draft.unplaced if sentence(one.text) not in lines]
    draft.marks.pop("sides", None)
    for complaint in complaints:
        draft.mark("all", complaint)
    lengths = [(one.text, dose) for one in told for dose in one.doses if dose.kind in ("hold", "go on")]
    longest = max((dose.high for text, dose in lengths if not times_rest(text, dose)), default=0)
    stay = f"Hold {min(longest, 600):g} s" if longest >= 10 else "Hold 5 breaths"
    draft.sections = [
        DraftSection("Set up", lines),
        DraftSection(stay, mark="these are the author's own sentences: give them their steps and their lengths"),
    ]
    return draft

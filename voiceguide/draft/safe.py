"""The safe way: the author's own sentences, with the amounts that stand in them without any doubt, and a mark."""

from collections.abc import Container, Sequence

from voiceguide.draft.asking import ASKING
from voiceguide.draft.breaths import HOLDS_BREATH, LONGEST_PART_S, breaths_in
from voiceguide.draft.dose import LONGEST_S, Dose
from voiceguide.draft.hold_invariants import times_rest
from voiceguide.draft.invariants import INVARIANTS
from voiceguide.draft.line_kinds import likely
from voiceguide.draft.model import DraftExercise, DraftSection, DraftStep
from voiceguide.draft.sentences import without_openers
from voiceguide.draft.sided_sections import announce_side, name_sides
from voiceguide.draft.speakable import as_sentences, sentence, step_words
from voiceguide.draft.tag import Sentence, is_amount
from voiceguide.draft.vocabulary import lexicon

TOO_LONG = "the text says longer, and this is the longest that a script can say"
SURELY_TALK = 0.85
"""Probability from which talk among the author's own sentences is not spoken."""

OWN = "these are the author's own sentences: give them their steps and their lengths"


def made_safe(draft: DraftExercise, told: Sequence[Sentence]) -> DraftExercise:
    """A draft of which everything holds: where something does not, the author's own sentences, marked."""
    complaints = {name: complaint for name, holds in INVARIANTS.items() if (complaint := holds(draft, told))}
    if not complaints:
        return draft
    draft.pace = ""
    if "sides" in complaints:
        draft.sides = "none"
    first = next((index for index, one in enumerate(told) if one.role in ASKING), 0)
    said = [one for one in told[:first] if one.doses or breaths_in(one.text)]
    said += [one for one in told[first:] if one.role in (*ASKING, "reminder", "talk") and not _explains(one)]
    if draft.sides != "none":
        said = [one for one in said if one.doses or not is_amount(one.text)]
    lines = as_sentences(one.text for one in said)
    draft.unplaced = [one for one in draft.unplaced if sentence(one.text) not in lines]
    for complaint in complaints.values():
        draft.mark("all", complaint)
    draft.mark("all", OWN)
    draft.sections = [DraftSection("Set up", lines), _timed(draft, said, complaints)]
    if draft.sides != "none" and not name_sides(draft.sections):
        announce_side(draft.sections)
    return draft


def _explains(one: Sentence) -> bool:
    """Whether a sentence only explains, or only tells how often a day: it is not spoken with what is done."""
    if one.role == "talk":
        is_talk = lexicon().begins("talk", one.text) is not None or likely(one.text)["talk"] > SURELY_TALK
        return is_talk and not one.doses
    return one.role == "dose" and {dose.kind for dose in one.doses} == {"schedule"}


def is_own(draft: DraftExercise) -> bool:
    """Whether a draft is the author's own sentences."""
    return OWN in draft.marks.get("all", ())


def _timed(draft: DraftExercise, said: Sequence[Sentence], complaints: Container[str]) -> DraftSection:
    """What is timed after the author's own sentences: the count and the hold of which they give only one.

    A time among breaths may be that of a breath, one among many movements is not that of each; and where the time is too
    long for all repetitions, it stands alone. A count beside a movement of its own is not that of what is held before.
    """
    is_breathing = any(breaths_in(one.text) or HOLDS_BREATH.search(one.text) for one in said)
    is_many = "rep" in complaints
    hold = None if is_many else _only(said, *(["go on"] if is_breathing else ["hold", "go on", "breaths"]))
    is_part = is_breathing and hold is not None and hold.high <= LONGEST_PART_S
    if hold and (is_part or any(times_rest(one.text, hold) for one in said if hold in one.doses)):
        hold = None
    reps, sets = _only(said, "reps"), _only(said, "sets")
    counted = reps or sets
    if hold and "movements" in complaints and any(counted in one.doses and not _counts_again(one.text) for one in said):
        hold = counted = None
    if counted is None or (hold and "long holds" in complaints):
        mark = "the length is a guess" if hold is None else TOO_LONG if hold.high > LONGEST_S else ""
        return DraftSection(f"Hold {hold.length if hold else '5 breaths'}", mark=mark)
    steps = [DraftStep("Move", step_words(draft.title))]
    if hold:
        steps.append(DraftStep("Move", "hold.", hold.step_length))
    times = f"{int(sets.low)} sets of {reps.span}" if sets and reps and sets.high > 1 else counted.times
    return DraftSection(f"Repeat {times}", steps=steps)


def _counts_again(text: str) -> bool:
    """Whether a sentence counts what was told before it, and no movement of its own."""
    return is_amount(text) or lexicon().begins("steady", without_openers(text)) is not None


def _only(said: Sequence[Sentence], *kinds: str) -> Dose | None:
    """The dose of some kinds that sentences give, where all that they give are alike; else None."""
    found = [dose for one in said for dose in one.doses if dose.kind in kinds]
    is_one = len({(dose.low, dose.high) for dose in found}) == 1 and not any(dose.vague for dose in found)
    return found[0] if is_one else None

"""What must hold of every draft. Each is a function of the draft and its source; a complaint refuses the draft or marks it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from voiceguide.draft.asking import asking, clauses_of, explains, words_of
from voiceguide.draft.breath_invariants import (
    a_breath_is_one_breath,
    breath_is_held_only_where_the_source_holds_it,
    breaths_are_those_of_the_source,
    counted_breaths_have_their_counts,
)
from voiceguide.draft.breaths import HOLDS_BREATH, breaths_in, with_taken
from voiceguide.draft.doses import counts, doses
from voiceguide.draft.drafted import MOST_MOVES
from voiceguide.draft.hold_invariants import (
    a_rest_between_sets_is_in_no_rep,
    doses_are_those_of_the_source,
    every_hold_is_kept,
    no_hold_comes_too_often,
    no_hold_is_added,
)
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.movement import BREATH
from voiceguide.draft.sentences import verb_of, without_openers
from voiceguide.draft.sides import sides_in, takes_turns
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.stays import as_done, is_only_rest, is_stay, lets_go, named_in_stay
from voiceguide.draft.tag import SAME, Sentence, counts_first
from voiceguide.draft.vocabulary import SIDED, lexicon

Invariant = Callable[[DraftExercise, Sequence[Sentence]], str]

MOST_UNSAID = 3
"""Words of a sentence that tells how often: so many that nobody hears, one of them of the body, are a movement."""
_NEXT = re.compile(r"\W*(?:then|now|next|after that|alternate)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\W*(?:then |now |and )*(?:repeat|continue|alternate|reverse) (?!to\b)", re.IGNORECASE)
_IS_TOLD_ELSE = re.compile(
    rf"(?:take (?:an? )?(?:[\w-]+,? )*|(?:start|begin) (?:your|the) (?:next )?)?{BREATH.pattern}|tak(?:e|ing) [\w-]+ (?:seconds|counts) to ",
    re.IGNORECASE,
)


def every_movement_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Each verb of the source's movements is spoken, unless it is the same again on the other side."""
    said = words_of(f"{draft.spoken} {draft.title}")
    spoken = {lexicon().forms.get(word, word) for word in said}
    asked = asking(told)
    for one in (
        replace(one, text=text) for one, text in zip(asked, with_taken([one.text for one in asked]), strict=True)
    ):
        told_of = without_doses(one.text, lexicon().spans(one.text, *SIDED))
        unsaid = {word for word in words_of(told_of) - said - lexicon().words["filler"] if len(word) > 3}
        is_counted = any(dose.kind in ("reps", "go on") for dose in one.doses)
        is_next = (is_counted and _NEXT.match(one.text)) or SAME.match(one.text)
        is_much = len(unsaid) >= MOST_UNSAID and lexicon().has("body", " ".join(unsaid))
        if one.role == "dose" and ((is_next and unsaid) or is_much):
            return f"'{one.text}' was not spoken"
        for clause in clauses_of([one]) if one.moves and sides_in([one.text]) == "none" else ():
            is_timed = (doses(clause) or counts(clause)) and (is_stay(clause) or is_only_rest(without_doses(clause)))
            if is_timed or HOLDS_BREATH.search(clause):
                continue
            if (verb := verb_of(clause)) and verb not in spoken and not _IS_TOLD_ELSE.match(without_openers(clause)):
                return f"'{clause.strip()}' was not spoken"
    return ""


def what_is_held_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Where the source names what is held, or where to stay, each of these words is spoken."""
    said, filler = words_of(draft.spoken), lexicon().words["filler"]
    for clause in clauses_of(asking(told)):
        named = named_in_stay(without_doses(clause)) if is_stay(clause) and not HOLDS_BREATH.search(clause) else set()
        if any(word not in said for word in named if lexicon().has("body", word) or word not in filler):
            return f"'{clause.strip()}' was not spoken"
    return ""


def letting_go_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Where the source lets go after a hold, that is spoken."""
    said = words_of(draft.spoken)
    for one in asking(told):
        is_held = False
        for clause in clauses_of([one]):
            done = as_done(clause) if is_held else clause
            verb = re.match(r"[a-z]+", without_openers(done).lower())
            if is_held and verb and lets_go(done) and verb[0] not in said:
                return f"'{done.strip()}' was not spoken"
            kinds = {dose.kind for dose in doses(done)}
            is_held = bool(kinds & {"hold", "breaths"}) or (is_held and "reps" not in kinds)
    return ""


def nothing_asked_is_left_out(_draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """What was taken for talk has no amount in it and no breath, and asks for nothing again."""
    for one in told:
        is_dosed = any(dose.kind in ("reps", "sets", "hold") for dose in one.doses)
        is_dosed = is_dosed or _AGAIN.match(one.text) is not None
        is_dosed = is_dosed or (_NEXT.match(one.text) is not None and counts_first(one.text))
        is_breath = one.role in ("talk", "noise") and not explains(one) and bool(breaths_in(one.text))
        if (one.role == "talk" and is_dosed) or is_breath:
            return f"'{one.text}' was not understood"
    return ""


def a_rep_can_be_followed(draft: DraftExercise, _told: Sequence[Sentence]) -> str:
    """A rep has at most four movements, or eight phases of the breath."""
    for section in draft.sections:
        moves = [step for step in section.steps if step.kind == "Move" and not step.is_stay]
        if len(moves) > MOST_MOVES or len(section.steps) > 8:
            return "too many movements in one repetition"
    return ""


def every_caution_is_kept(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Each sentence that warns is a caution, word for word."""
    lost = [one.text for one in told if one.warns and one.text not in draft.cautions]
    draft.cautions += lost
    return f"'{lost[0]}' was lost" if lost else ""


def sides_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Nothing is done on each side that the source does not do so, and no side is lost."""
    if draft.sides != "none":
        texts = [draft.title, *(one.text for one in told)]
        is_both = {"left", "right"} <= words_of(" ".join(texts)) or any(map(takes_turns, texts))
        return "" if draft.has_doses_of_all or is_both or sides_in(texts) != "none" else "the text names no second side"
    named = words_of(" ".join(one.text for one in asking(told))) & {"left", "right"}
    return "" if named <= words_of(draft.spoken) or len(named) < 2 else "one side was lost"


INVARIANTS: dict[str, Invariant] = {
    "one breath": a_breath_is_one_breath,
    "breaths": breaths_are_those_of_the_source,
    "counted breaths": counted_breaths_have_their_counts,
    "held breath": breath_is_held_only_where_the_source_holds_it,
    "movements": every_movement_is_spoken,
    "stays": what_is_held_is_spoken,
    "letting go": letting_go_is_spoken,
    "talk": nothing_asked_is_left_out,
    "rep": a_rep_can_be_followed,
    "doses": doses_are_those_of_the_source,
    "holds": every_hold_is_kept,
    "more holds": no_hold_is_added,
    "long holds": no_hold_comes_too_often,
    "rests": a_rest_between_sets_is_in_no_rep,
    "cautions": every_caution_is_kept,
    "sides": sides_are_those_of_the_source,
}

"""Whether each sentence of an exercise that names a part of the body, a position, a side or an amount has its place."""

from collections.abc import Sequence

from voiceguide.draft.asking import ASKING, words_of
from voiceguide.draft.breaths import with_taken
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.safe import is_own
from voiceguide.draft.sentences import verbs, without_openers
from voiceguide.draft.sides import sides_in
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.stays import is_stay
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import SIDED, lexicon, pattern

SHORTEST_ASKED = 5
"""Words: so few, without an amount, that were taken for talk are the name of a muscle or of a goal."""

_AGAIN = {"follow", "repeat", "do", "perform", "switch", "swap", "change", "reverse", "continue", "return"}
"""Verbs of what was done before."""

_VAGUE = {"back", "body", "floor", "ground", "mat"}  # words of the body that are other words, too


def mark_unplaced(draft: DraftExercise, told: Sequence[Sentence]) -> None:
    """Mark an exercise with the first of its sentences that has no place in it, unless it is the author's own words."""
    if not is_own(draft) and (lost := _unplaced_in(draft, told)):
        draft.mark("all", f"not all of '{lost}' has its place")


def _unplaced_in(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """The first sentence of which what it names is neither spoken nor a caution, or that is torn; empty for none."""
    words = lexicon()
    kept = "\n".join([draft.spoken, *draft.variations, *draft.cautions]).lower()
    said = words_of(kept) | ({"left", "right", "opposite", "other"} if "side}" in kept else set())
    spoken = {words.forms.get(word, word) for word in said}
    stays = sum(step.is_stay or step.kind == "Hold" for step in draft.steps) + sum(
        one.heading.startswith("Hold") for one in draft.sections
    )
    in_steps = {words.forms.get(word, word) for step in draft.steps for word in words_of(step.text)}
    for one in told:
        if one.role in ("talk", "needs"):
            is_told = bool(words.begins("talk", one.text) or pattern("tells_why").search(one.text))
            is_told = is_told or len(one.text.split()) <= SHORTEST_ASKED
            is_lost = bool(one.doses) or ((_is_named(one.text) or _asks(one.text)) and not is_told)
        elif one.role in ASKING:
            asked = without_doses(one.text, words.spans(one.text, *SIDED))
            named = {word for start, end in words.spans(asked, "body") for word in words_of(asked[start:end])} - _VAGUE
            named |= {match[0].lower().split()[-1] for match in pattern("whose").finditer(asked)}
            is_alike = bool(pattern("alike").search(one.text)) and _is_named(one.text) and not is_stay(one.text)
            is_alike = is_alike or 1 < len(pattern("held_again").findall(one.text)) > stays
            moved = (
                {verb for text in with_taken([one.text, "exhale"])[:1] for verb in verbs(text)} if one.moves else set()
            )
            is_torn = bool(moved & in_steps and moved - words.posture - in_steps)
            is_new = bool(set(verbs(one.text)) - _AGAIN - spoken)
            other = pattern("other_side").search(one.text) if draft.sides == "none" else None
            is_other = other is not None and other[0].lower() not in kept
            is_lost = not named <= said or is_torn or is_other or (is_alike and (draft.sides == "none" or is_new))
        else:
            continue
        if is_lost:
            return one.text
    numbers = [one.text for one in draft.unplaced if one.why.startswith("no place")]
    later = pattern("for_later")
    return next((text for text in numbers if not (later.search(text) or words.has("schedule", text))), "")


def _asks(text: str) -> bool:
    """Whether a text begins with a verb such as `make` in the form that asks."""
    first = without_openers(text).split(" ", 1)[0].lower()
    return lexicon().forms.get(first) == first or lexicon().begins("asks", text) is not None


def _is_named(text: str) -> bool:
    """Whether a text names a part of the body, a position or a side."""
    is_posed = any(position.search(text) for position in lexicon().positions.values())
    return is_posed or lexicon().has("body", text) or sides_in([text]) != "none" or bool(pattern("whose").search(text))

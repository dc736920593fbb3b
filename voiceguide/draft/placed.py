"""Whether each sentence of an exercise that names a part of the body, a position, a side or an amount has its place."""

import re
from collections.abc import Sequence

from voiceguide.draft.invariants import ASKING
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.sides import sides_in
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.stays import is_stay
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import SIDED, lexicon

SHORTEST_ASKED = 5
"""Words of a sentence that was taken for talk: so many, without an amount, are the name of a muscle or of a goal."""

_SIDE = re.compile(
    r"\b(?:left|right|(?:un)?affected|(?:un)?injured|opposite|(?:good|bad|sore) (?=arm|leg|hand|knee|foot|side|hip))\b"
    r"|(?<=one side )and then the other",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"\b(?:same\b(?! (?:side|time|direction|way|position))|likewise\b|vice versa|reverse (?:the |your )?(?:direction|position))",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\bhold(?= for\b|\W*$|[,;]| and\b| again\b)", re.IGNORECASE)
_LATER = re.compile(r"\b(?:increas|progress|work|build|over ?time|used to|steps? \d)", re.IGNORECASE)
_TELLS_WHY = re.compile(
    r"\b(?:helps?|strengthen(?:s|ing)?|improves?|stretch(?:es|ing)|loosens|relieves?|reduces?|because|will feel|may feel)\b",
    re.IGNORECASE,
)
_VAGUE = {"back", "body", "floor", "ground", "mat"}
"""Words of the body that are other words, too."""


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def mark_unplaced(draft: DraftExercise, told: Sequence[Sentence]) -> None:
    """Mark an exercise with the first of its sentences that has no place in it, unless it is the author's own words."""
    is_whole = any("author's own" in section.mark for section in draft.sections)
    if not is_whole and (lost := _unplaced_in(draft, told)):
        draft.mark("all", f"'{lost}' is not spoken as a whole")


def _unplaced_in(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """The first sentence of which a part of the body, a position, a side or an amount is neither spoken nor a caution."""
    words = lexicon()
    kept = "\n".join([draft.spoken, *draft.variations, *draft.cautions]).lower()
    said = _words(kept) | ({"left", "right", "opposite"} if "side}" in kept else set())
    stays = sum(step.is_stay for step in draft.steps) + sum(one.heading.startswith("Hold") for one in draft.sections)
    for one in told:
        if one.role in ("talk", "needs"):
            is_lost = (bool(one.doses) or _is_named(one.text)) and not _tells_only(one)
        elif one.role in ASKING:
            spans = [span for role in (*SIDED, "sides_again") for span in words.spans(one.text, role)]
            asked = without_doses(one.text, spans if draft.sides != "none" else words.spans(one.text, *SIDED))
            named = {word for start, end in words.spans(asked, "body") for word in _words(asked[start:end])} - _VAGUE
            named |= {match[0].lower().split()[-1] for match in _SIDE.finditer(asked)}
            is_alike = _ALIKE.search(one.text) is not None and _is_named(one.text) and not is_stay(one.text)
            is_held = 1 < len(_HOLDS.findall(one.text)) > stays
            is_lost = not named <= said or (draft.sides == "none" and (is_alike or is_held))
        else:
            continue
        if is_lost:
            return one.text
    numbers = [one.text for one in draft.unplaced if one.why.startswith("no place")]
    lost = (text for text in numbers if not (_LATER.search(text) or words.has("schedule", text)))
    return next(lost, "")


def _tells_only(one: Sentence) -> bool:
    """Whether a sentence without an amount says what is felt, or what something is good for."""
    is_talk = lexicon().begins("talk", one.text) is not None or _TELLS_WHY.search(one.text) is not None
    return not one.doses and (is_talk or len(one.text.split()) <= SHORTEST_ASKED)


def _is_named(text: str) -> bool:
    """Whether a text names a part of the body, a position or a side."""
    words = lexicon()
    is_placed = words.has("body", text) or any(position.search(text) for position in words.positions.values())
    return is_placed or sides_in([text]) != "none" or _SIDE.search(text) is not None

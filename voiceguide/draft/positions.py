"""The position in which an exercise is done: as its words name it, or those that stand around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from voiceguide.draft.model import DraftExercise
from voiceguide.draft.tag import Sentence
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import MOST_REMEMBERED, lexicon, pattern
from voiceguide.script.model import Position

NO_POSE = pattern("no_pose")
MAY_POSE = pattern("may_pose")
LYING: tuple[Position, ...] = ("supine", "prone", "side-lying")
_DOES_EXERCISES = re.compile(r"\W*(?:do|perform|practi[cs]e|try)\b.*\bexercises\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:an? |the |your )?$", re.IGNORECASE)
_LIES = re.compile(r"\b(?:lie|lay|roll)\b", re.IGNORECASE)


def position_of(title: str, texts: Sequence[str], explained: Sequence[str] = ()) -> Position | None:
    """The position that is named first: in what is asked, else in what is `explained`, in the title where neither names one."""
    told = (text for text in explained if not MAY_POSE.search(text))
    texts = [*texts, *told, re.sub(r"\b(?:sit|stand)\b", "", title, flags=re.IGNORECASE)]
    return next((found for text in texts if (found := named_position(text))), None)


@lru_cache(MOST_REMEMBERED)
def named_position(text: str) -> Position | None:
    """The position that a text names first; one to which others lead, as hands and knees do, wherever it is named."""
    text = pattern("no_position").sub(" ", text)
    places = [(match.start(), name) for name, told in lexicon().positions.items() if (match := told.search(text))]
    if any(name == "hands-and-knees" for _, name in places):
        return "hands-and-knees"
    lying = [(at, name) for at, name in places if name in LYING]
    if lying and _FROM.search(text[: min(places)[0]]) and _LIES.search(text):
        return min(lying)[1]
    return min(places)[1] if places else None


@dataclass(frozen=True, slots=True)
class Posed:
    """A position that is told outside of exercises or hinted at in one, and the words that tell it."""

    position: Position
    text: str


def hinted_position(text: str) -> Posed | None:
    """The position in which people do what a text tells, where it names none: `March on the spot`."""
    found = ((match.start(), name, match[0]) for name, told in lexicon().hinted.items() if (match := told.search(text)))
    first = min(found, default=None)
    return Posed(first[1], first[2]) if first else None


LONGEST_POSED = 12
"""Words of a sentence that brings everyone into a position and does not say so: `Then all over onto hands and knees`."""


def posed(unit: TitledBlock) -> Posed | None:
    """The position into which a unit outside of exercises brings the body, or that it names for all exercises."""
    words, found = lexicon(), None
    heading = [] if unit.sentences or not unit.title else [Sentence(unit.title, unit.block.line, "setup")]
    for one in [*heading, *unit.sentences]:
        is_said = one.role in ("setup", "move") or len(one.text.split()) <= LONGEST_POSED
        is_said = is_said or words.has("of_all", one.text) or _DOES_EXERCISES.match(one.text) is not None
        is_other = one.role in ("noise", "caution", "variation", "reminder") or NO_POSE.search(one.text)
        if is_said and not is_other and (position := named_position(re.sub(r"\b(?:sit|stand) to\b", "", one.text))):
            found = Posed(position, one.text)
    return found


def place_around(draft: DraftExercise, around: Posed | None) -> Posed | None:
    """Give a draft that names no position the one that is told around it; return that as far as it holds for the next."""
    is_own = draft.position is not None and "position" not in draft.marks
    if is_own and around and around.position != draft.position:
        return None
    if around and not is_own:
        draft.position = around.position
        draft.marks["position"] = [f"from '{around.text}'"]
    return around

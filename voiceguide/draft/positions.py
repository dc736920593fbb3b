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


def position_of(title: str, texts: Sequence[str]) -> Position | None:
    """The position that is named first, in the title only where the text names none."""
    texts = [*texts, re.sub(r"\b(?:sit|stand)\b", "", title, flags=re.IGNORECASE)]
    return next((found for text in texts if (found := named_position(text))), None)


@lru_cache(MOST_REMEMBERED)
def named_position(text: str) -> Position | None:
    """The position that a text names first; on hands and knees wherever it is named, as one comes there from others."""
    places = [(match.start(), name) for name, told in lexicon().positions.items() if (match := told.search(text))]
    if any(name == "hands-and-knees" for _, name in places):
        return "hands-and-knees"
    return min(places)[1] if places else None


@dataclass(frozen=True, slots=True)
class Posed:
    """A position that is told outside of exercises, and the words that tell it."""

    position: Position
    text: str


LONGEST_POSED = 12
"""Words of a sentence that brings everyone into a position and does not say so: `Then all over onto hands and knees`."""

NO_POSE = pattern("no_pose")


def posed(unit: TitledBlock) -> Posed | None:
    """The position into which a unit outside of exercises brings the body, or that it names for all exercises."""
    words, found = lexicon(), None
    heading = [] if unit.sentences or not unit.title else [Sentence(unit.title, unit.block.line, "setup")]
    for one in [*heading, *unit.sentences]:
        is_said = one.moves or one.role == "setup" or len(one.text.split()) <= LONGEST_POSED
        is_said = is_said or words.has("of_all", one.text)
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

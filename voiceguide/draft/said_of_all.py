"""Which sentences of an article are said of all its exercises: they name these, or give amounts beside one that does."""

import re
from collections.abc import Sequence

from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.doses import doses
from voiceguide.draft.sentences import without_openers
from voiceguide.draft.tag import Sentence, is_amount
from voiceguide.draft.vocabulary import lexicon, pattern

_NAMES_ALL = re.compile(r"\b(?:exercises?|each|all|every)\b", re.IGNORECASE)
AMOUNTS = ("reps", "sets", "hold", "breaths")


def gives_all(text: str) -> bool:
    """Whether a text names all exercises and gives an amount: `Exercises - repeat each ten times`."""
    return lexicon().has("of_all", text) and any(dose.kind not in ASKS_NOTHING for dose in doses(text))


def said_of_all(told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a block that are said of all exercises: they name these, or give amounts after one that does."""
    found: list[Sentence] = []
    is_named = False
    for one in told:
        is_step = one.moves and not one.doses and lexicon().has("body", one.text) and not _NAMES_ALL.search(one.text)
        is_all = lexicon().has("of_all", one.text) and not is_step
        is_named = is_named or is_all
        if one.role != "noise" and (is_all or (is_named and _gives_each(one))):
            found.append(one)
    return found


def is_amount_of_each(told: Sequence[Sentence]) -> bool:
    """Whether a block tells only how often each exercise is done: `Three sets of ten.`"""
    return all(one.role == "dose" for one in told) and any(map(_gives_each, told))


def is_of_session(text: str) -> bool:
    """Whether an amount in a text is that of all exercises together: `Go through the circuit 3 times.`"""
    return pattern("of_session").search(text) is not None and pattern("of_one").search(text) is None


def _gives_each(one: Sentence) -> bool:
    """Whether a sentence tells how often each exercise is done, and no movement."""
    is_dosed = any(dose.kind in AMOUNTS for dose in one.doses)
    plain = without_openers(one.text)
    is_told = is_amount(plain) or lexicon().begins("steady", plain) or any(dose.start == 0 for dose in doses(plain))
    return is_dosed and bool(is_told) and not one.moves and not is_of_session(one.text)

"""Which sentences are cautions: advice to stop, to ask someone, or who should not do an exercise."""

import re
from functools import lru_cache

from voiceguide.draft.blocks import TextBlock
from voiceguide.draft.doses import doses
from voiceguide.draft.line_kinds import likely
from voiceguide.draft.sentences import is_verb, sentences
from voiceguide.draft.vocabulary import MOST_REMEMBERED, lexicon, pattern

_TAG = re.compile(r",? (?:ok(?:ay)?|right|all right|yes)\?+$", re.IGNORECASE)  # what asks for a nod


@lru_cache(MOST_REMEMBERED)
def is_caution(text: str) -> bool:
    """Whether a sentence is advice to stop, to ask someone, or who should not do this."""
    patterns = lexicon().patterns
    text = _TAG.sub("", text)
    if (
        text.endswith("?")
        or pattern("disclaims").search(text)
        or (pattern("no_warning").search(text) and not pattern("trouble").search(text))
    ):
        return False
    is_praise = pattern("tells_benefit").search(text) and not pattern("forbidding").search(text)
    kinds = likely(text)
    if is_praise or not any(one.search(text) for one in patterns["warning"]):
        return (
            kinds["caution"] > WARNS_FROM
            and _BIDS.search(text) is not None
            and pattern("trouble").search(text) is not None
        )
    is_step = kinds["do"] > ASKS_FROM and kinds["caution"] < WARNS_TO and doses(text)
    return not is_step or re.search(r"\bif\b", text, re.IGNORECASE) is not None


_BIDS = re.compile(
    r"\b(?:stop|skip|avoid|see|ask|tell|ring|call|phone|leave|less|do(?:es)? not|never|don[' ]?t)\b", re.IGNORECASE
)
WARNS_FROM = 0.85
"""Probability from which a sentence without the words of one that names a trouble, and bids something, is a caution."""
WARNS_TO, ASKS_FROM = 0.02, 0.95
"""Probabilities of a caution and of a step below and above which one with the words of a caution is none."""


_FORBIDS = re.compile(
    r"(?:^\W*|[,;:.!?(\u2013\u2014-] *|\b(?:and|but|so|please|also) )(?:do not|don[' ]?t|never)\b"
    r"(?! (?:worry|forget|hesitate|give up|be (?:shy|afraid)|need|have to))(?P<what>[^.;:]*)"
    r"|\bmust(?: not|n't| never)\b(?P<more>[^.;:]*)",
    re.IGNORECASE,
)


def forbids(text: str) -> bool:
    """Whether a text forbids to move in some way, or to do an exercise."""
    words = lexicon()
    whats = (found["what"] or found["more"] or "" for found in _FORBIDS.finditer(text))
    return any(is_verb(what) or words.has("body", what) or words.has("exercised", what) for what in whats)


_OPEN = re.compile(r"\b(?:if|if you(?: \w+){0,2}|unless|with|for|during|by)$", re.IGNORECASE)


def opens_cautions(block: TextBlock) -> str:
    """The words before each line of a list of cautions, such as `Do not do these if you have:`; empty for none."""
    if block.text and (block.lead or not block.text.endswith(":")):
        return ""
    text = (block.text or block.lead).rstrip(": ")
    is_open = _OPEN.search(text) is not None
    if len(sentences(text)) > 1 or not is_caution(f"{text} pain" if is_open else text):
        return ""
    return text if is_open else f"{text}:"

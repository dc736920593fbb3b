"""Which words tell somebody what to do."""

import re
from collections.abc import Iterable

from voiceguide.draft.imperative import first_verb, imperative
from voiceguide.draft.model import Clause
from voiceguide.draft.wordings import lexicon

_INNER_VERB = re.compile(r"(?:,|\band\b)\s*(?:\w+ly\s+)?(?P<verb>[a-z-]+)\b")
_NEXT_VERB = re.compile(r"(?:,|\band\b|\bthen\b)\s*(?:then\s+)?(?:\w+ly\s+)?(?P<verb>[a-z]+)\b")
_KEEPING = re.compile(r"\W*(?:keep(?:ing)?|maintain(?:ing)?|without)\b", re.IGNORECASE)
_TELLING_OF = re.compile(r"(?:this|it|these|there)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:the|when|as)\b", re.IGNORECASE)
_STATING = re.compile(r"\b(?:is|are|was|were|will|can|may|has|have|helps?|become|feel)\b")


def is_instruction(text: str, label: str | None) -> bool:
    """Whether words without a breath tell somebody what to do.

    Args:
        label: what the heading or lead before them says about them; see the lexicon.
    """
    words = lexicon()
    plain = imperative(text)
    if not re.search(r"\w", plain) or re.search(r"\?\s*$", text):
        return False
    if first_verb(plain):
        return True
    has_body = words.has("body", plain)
    if label in ("do", "setup"):
        return has_body or any(words.base(word) for word in re.findall(r"[A-Za-z'-]+", plain))
    if not has_body or _TELLING_OF.match(plain):
        return False
    inner = _INNER_VERB.search(plain)
    if inner and words.base(inner["verb"]) == inner["verb"]:
        return True
    return not _SUBJECT.match(plain) and words.begins("body", plain) and not _STATING.search(plain)


def begins_with_verb(text: str) -> bool:
    """Whether a text begins with a verb in its base form."""
    word = re.search(r"[A-Za-z'-]+", text)
    return word is not None and lexicon().base(word[0]) == word[0].lower()


def leads_on(text: str) -> bool:
    """Whether what begins like a reminder goes on to a movement, as in `keeping your arm straight, lift it`."""
    known = lexicon()
    if not _KEEPING.match(text):
        return False
    moving = known.movement - known.words["reminding"]
    return any(match["verb"] in moving for match in _NEXT_VERB.finditer(text))


def is_step(found: Iterable[Clause], *, is_breathing: bool) -> bool:
    """Whether a sentence that begins like a reminder tells a movement with its breath after all."""
    for clause in found:
        verb = first_verb(imperative(clause.text))
        if clause.breath and (
            (is_breathing and clause.count) or (verb is not None and verb not in lexicon().words["adjusting"])
        ):
            return True
    return False

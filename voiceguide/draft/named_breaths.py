"""Where a sentence names an inhale or an exhale that something is done on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voiceguide.draft.model import Breath, Range

_HOW = r"(?:(?:slow|deep|long|full|big|gentle|easy|smooth|soft|nice|good|quiet|large|complete|relaxed|steady|calm|audible|natural|controlled|small|single|normal|short|sharp|quick|second|little|conscious)(?:,|,? and)?\s+)*"
_IN = rf"(?:inhal(?:e|es|ing|ation)|breath(?:e|es|ing)?(?:\s+(?:deeply|slowly|gently|fully|softly|all the way|back))?[\s-]+in(?!\s+(?:and|&)\s+(?:breathe\s+)?out\b)(?!\s+(?:this|a\s+(?:slow|steady|relaxed|calm)|your|time|the\s+(?:same|stretch|pose)|between|through(?:out)?\s+the\s+(?:exercise|stretch))\b)|in-?\s?breath|(?:take|takes|taking|draw|drawing|sip|drink|suck)\s+(?:in\s+)?(?:an?\s+|one\s+|your\s+|another\s+|the\s+)?{_HOW}(?:breath(?!s)|air|inhale|inhalation)(?:\s+(?:of air\s+)?in\b)?(?!\s+(?:out|or two|and out|at the|here|if|whenever))|(?:sip|take|draw|breathe|squeeze)(?:ing)?\s+(?:in\s+)?(?:an?\s+|one\s+)?(?:little\s+|tiny\s+|bit\s+|last\s+)*(?:more|extra|second)\s+(?:sip of\s+)?(?:air|breath(?:\s+in)?|sip)|fill(?:ing)?\s+(?:up\s+)?(?:your|the)\s+(?:lungs|belly)(?:\s+with\s+air)?)"
_OUT = rf"(?:exhal(?:e|es|ing|ation)|breath(?:e|es|ing)?(?:\s+(?:deeply|slowly|gently|fully|softly|all the way|back|it|all))?[\s-]+out|out-?\s?breath|(?:blow|blowing|push|pushing|sigh|sighing|let|letting|release|releasing)\s+(?:out\s+)?(?:all\s+)?(?:of\s+)?(?:the|your|that|it|an?)\s+{_HOW}(?:air|breath|sigh)(?:\s+(?:all\s+)?(?:the way\s+)?(?:out|go|fall out|flow out|leave))?|sigh(?:ing)?\s+(?:it\s+)?out|let(?:ting)?\s+it\s+(?:all\s+)?out|blow(?:ing)?\s+(?:slowly\s+|gently\s+)?out(?!\s+the)|empty(?:ing)?\s+(?:your|the)\s+lungs)"
_SUBORDINATE = r"(?:(?:as|when|while|whenever|each time|every time)\s+(?:you\s+|we\s+|you're\s+|you are\s+)?(?:\w+ly\s+|next\s+|then\s+|begin to\s+|start to\s+)*|(?:on|with|during|upon|over|through|throughout|at|timed (?:to|with)|in time with)\s+(?:(?:an?|the|each|every|your|this|that|one|another|its|your next|the next|the following|long)\s+)*(?:(?:next|following|first|last|final|same|long|slow|deep|full|big|gentle|natural|smooth|soft|steady|easy|good|audible|subsequent|long,|slow,)\s+)*)"
_ANCHOR = re.compile(
    rf"(?P<under>\b{_SUBORDINATE})?\b(?:(?P<inhale>{_IN})|(?P<exhale>{_OUT}))(?!\w)(?:\s+\((?:exhale|inhale|breathe out|breathe in)\))?",
    re.IGNORECASE,
)
_NOT_NAMED = re.compile(
    r"(?:\b(?:before|until|till|after|if|that|than|between|of|than your|longer|like|follow|without|not|don't|never|end|top|bottom|start|finish)\s+(?:you\s+|your\s+|the\s+|each\s+|an?\s+|to\s+|one\s+|every\s+|on\s+an?\s+|with\s+an?\s+|\w+ly\s+)*|\b(?:your|the|make|each|both|longer|every|this|of|\d+|few|several|slow|deep)\s+|\b(?:inhales|breaths) and\s+)$",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:before|until|till|after|if|don't|do not|never|without|than|avoid|avoiding|or)\s+(?:you\s+|to\s+|\w+ly\s+)*$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:breath|inhale|exhale|ation)$", re.IGNORECASE)
_TAKEN = re.compile(r"take|draw|let|sigh|blow|push|release", re.IGNORECASE)
_GERUND = re.compile(
    r"(?:inhaling|exhaling|breathing|taking|drawing|blowing|letting|sighing|filling|emptying|pushing|releasing)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|start|begin|practi[cs]e|keep|continue)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_IS_SUBJECT = re.compile(r"\s+(?:is|are|should|longer|and exhale|and inhale)\b")
_VIVID = re.compile(r"(?:fill|empty|blow|sigh|push|releas|sip|suck|drink)", re.IGNORECASE)
"""Ways to name a breath that say more than the breath."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a breath is named.

    `start` and `end` are indices into the sentence. `is_under` tells that it is named beside a movement, as in `as you
    inhale`. `count` is its length in seconds, where that stands in the same words. `words` are kept where they say more
    than the breath.
    """

    start: int
    end: int
    breath: Breath
    is_under: bool = False
    count: Range | None = None
    words: str = ""


def named_breaths(sentence: str) -> list[Anchor]:
    """The inhales and exhales that a sentence names in words of their own."""
    return [_anchor(match, sentence) for match in _ANCHOR.finditer(sentence) if not _is_mentioned(match, sentence)]


def is_taken(place: int, anchors: Iterable[Anchor]) -> bool:
    """Whether an index lies within the words of an anchor."""
    return any(anchor.start <= place < anchor.end for anchor in anchors)


def _word(match: re.Match[str]) -> str:
    return match["inhale"] or match["exhale"]


def _is_mentioned(match: re.Match[str], sentence: str) -> bool:
    """Whether a breath is only spoken of, as in `before you exhale` and `make your exhale longer`."""
    before, under = sentence[: match.start()], match["under"] or ""
    if not under and _NOT_DONE.search(before):
        return True
    if not _NOUN.search(_word(match)):
        return False
    if not under and _NOT_NAMED.search(before) and not _TAKEN.match(_word(match)):
        return True
    is_each = re.search(r"(?:each|every)\s+$", f"{under} ") is not None
    is_subject = _IS_SUBJECT.match(sentence[match.end() :]) is not None
    return is_subject and not is_each and bool(under or _NOT_NAMED.search(before))


def _anchor(match: re.Match[str], sentence: str) -> Anchor:
    word = _word(match)
    is_gerund = _GERUND.match(word) is not None
    by = _BY.search(sentence[: match.start()])
    return Anchor(
        by.start() if by and is_gerund else match.start(),
        match.end(),
        "inhale" if match["inhale"] else "exhale",
        is_under=bool(match["under"]) or (is_gerund and not by),
        words=word if _VIVID.match(word) else "",
    )

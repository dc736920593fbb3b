"""Where a sentence holds the breath."""

import re
from collections.abc import Sequence

from voiceguide.draft.breath_counts import seconds_of
from voiceguide.draft.named_breaths import Anchor, is_taken
from voiceguide.draft.quantities import NUM
from voiceguide.draft.telling import is_filler

_HOLD = re.compile(
    rf"\b(?:hold(?:ing)?|retain(?:ing)?|paus(?:e|ing)|keep(?:ing)?|wait(?:ing)?|rest(?:ing)?|stay(?:ing)?|sit)\b(?:\s+(?:your|the|that|this|it|in|breath|air|inhale|exhale|lungs|full|empty|gently|again|here|with|there|out|at|top|bottom|of|after|breathing|softly|then|a))*(?=\s*,?\s*(?:for|to|while|as|and|\(|count|:|another|of|an additional|again|{NUM}|$|[.;,]))",
    re.IGNORECASE,
)
_HOLD_BREATH = re.compile(
    r"\b(?:hold(?:ing)?|retain(?:ing)?|keep(?:ing)?|suspend(?:ing)?)\s+(?:in\s+)?(?:your|the|that|this|it in|lungs|a)\s*(?:breath|inhale|air|lungs (?:full|empty)|(?:full|empty))\b|\bhold(?:ing)?\s+it\b(?=\s+(?:for|in|there|while))",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(r"(?:n't|not|never|without|avoid)\s+(?:\w+\s+)?$", re.IGNORECASE)
_BRIEFLY = re.compile(r"\s*(?:briefly|for a (?:moment|beat|second|few))")


def held_breaths(sentence: str, found: Sequence[Anchor], *, is_breathing: bool) -> list[Anchor]:
    """The holds of the breath in a sentence.

    Args:
        found: the other breaths that it names.
        is_breathing: the exercise is made of breaths alone, so that "hold for seven" means the breath.
    """
    return [
        Anchor(match.start(), match.end(), "hold")
        for match in (_HOLD if is_breathing else _HOLD_BREATH).finditer(sentence)
        if not _FORBIDDEN.search(sentence[: match.start()])
        and not is_taken(match.start(), found)
        and (not is_breathing or _is_breath(match, sentence[match.end() :]))
    ]


def _is_breath(match: re.Match[str], rest: str) -> bool:
    """Whether `hold` means a breath, by what follows: a count, nothing, or a moment; and not a number of breaths."""
    if re.search(r"\bbreaths\b", rest[:40]):
        return False
    return bool(seconds_of(rest) or "breath" in match[0] or is_filler(rest) or _BRIEFLY.match(rest))

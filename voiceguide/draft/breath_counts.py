"""The counts that breaths are given, such as `for four`, `to a count of 4-6` and `(4 seconds)`."""

import re

from voiceguide.draft.model import Range
from voiceguide.draft.quantities import SPAN, pair

_COUNTED = SPAN.replace("(?P<low>", r"(?P<low>(?!a\b(?! few| couple| dozen))", 1)
_COUNT = re.compile(
    rf"(?:\b(?:for|to|over|count(?:ing)?(?: to| of)?|counts? of|slowly|of|lasting|takes?)\s+(?:a(?! few| couple) |about |around |the |mental |silent |mentally |slow |another |your |full |at least )*(?:count(?:ing|s)? (?:up )?(?:of|to) )?{_COUNTED}(?:\s*-?(?:seconds?|secs?|s|counts?|beats?))?(?!\s*(?:breath|minute|min|round|time|cycle|rep|full|deep|slow))(?!\w))|\(?{_COUNTED.replace('<low>', '<low2>').replace('<high>', '<high2>')}\s*-?(?:seconds?|secs?|s|counts?|beats?)\b\)?",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"(?:,?\s*(?:and|while|as you)\s+)?(?:(?:slowly|mentally|silently)\s+)?(?:counting|count(?= (?:slowly |up )*to))\s+(?:slowly |mentally |silently |up )*(?:to|of)\s+"
    + SPAN,
    re.IGNORECASE,
)


def seconds_of(text: str) -> Range | None:
    """The count that a text gives a breath, in seconds; None without one."""
    match = _COUNT.search(text)
    return pair(match) if match else None


def without_count(text: str) -> str:
    """A text without the count that its breath is given."""
    return _COUNT.sub(" ", _COUNTING.sub(" ", text), count=1)

"""Breaths that are named by `in` and `out` alone, as in `in for four` and `four counts in`."""

import re
from collections.abc import Sequence

from voiceguide.draft.breath_counts import seconds_of
from voiceguide.draft.model import Breath
from voiceguide.draft.named_breaths import Anchor, is_taken
from voiceguide.draft.quantities import NUM

_BARE = re.compile(
    rf"(?:^|[,;:.]|\band|\bthen|&)\s*(?:breathe\s+)?(?:(?P<inhale>in)|(?P<exhale>out))\s*(?::|through (?:your|the) (?:nose|mouth)\s+)?\s*(?:for|to|over|=|:|\()?\s*(?:a )?(?:slow )?(?:count of )?(?=(?:a )?(?:count of )?{NUM})",
    re.IGNORECASE,
)
_BARE_WHILE = re.compile(
    r"(?:(?<=^)|(?<=[,;:] )|(?<=and ))(?P<way>in|out)(?=\s+(?:as|when|while)\s+you\b)", re.IGNORECASE
)
_BARE_AFTER = re.compile(
    rf"(?P<count>{NUM})\s*(?:counts?|seconds?|secs?|beats?)?\s+(?P<way>in|out)\b(?!\s+(?:front|the|your|a|to|of|from|this|side))",
    re.IGNORECASE,
)


def bare_breaths(sentence: str, named: Sequence[Anchor]) -> list[Anchor]:
    """The breaths that a sentence only calls `in` and `out`.

    Args:
        named: the breaths that it names in so many words. Without any, there must be an `in` and an `out`.
    """
    found = [
        Anchor(match.start(way), match.end(way), way)
        for match in _BARE.finditer(sentence)
        if not is_taken(match.start(), named)
        for way in [_way("in" if match["inhale"] else "out")]
    ]
    if not named:
        found += [Anchor(match.start(), match.end(), _way(match["way"])) for match in _BARE_WHILE.finditer(sentence)]
    if not named and not found:
        found = [
            Anchor(match.start(), match.end(), _way(match["way"]), count=seconds_of(f"for {match['count']}"))
            for match in _BARE_AFTER.finditer(sentence)
        ]
    return found if named or len({one.breath for one in found}) > 1 else []


def _way(word: str) -> Breath:
    return "inhale" if word.lower() == "in" else "exhale"

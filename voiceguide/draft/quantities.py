"""Numbers and ranges as people write them: the patterns that find them, and their values."""

import re

from voiceguide.draft.model import Range
from voiceguide.script.headings import NUMBER, UNITS, number
from voiceguide.script.model import Span

VAGUE = {
    "half a dozen": 6,
    "a couple": 2,
    "a couple of": 2,
    "a few": 3,
    "few": 3,
    "several": 5,
    "some": 3,
    "another": 1,
}
"""What people mean by about so many."""

NUM = rf"\b(?:half a dozen|a couple(?: of)?|a few|several|some|few|another(?! \d)|{NUMBER})"
JOIN = r"\s*(?:-|–|—|to|or|and|up to|through|-to-|-or-)\s*"
SPAN = rf"(?P<low>{NUM})(?:{JOIN}(?P<high>{NUM}))?"
UNIT = r"(?P<unit>seconds?|secs?|s|minutes?|mins?|m|counts?|beats?|breath cycles|breaths?|inhales?|exhales?)\b"
KIND = r"(?:(?:slow|deep|full|long|complete|easy|even|gentle|good|big|calm|relaxed|normal|steady|smooth|whole|conscious|more|nice|or more|or so|ish|quiet|soft|relaxing|controlled|total|further|additional)(?:,|,? and)?\s+)*"
"""How breaths and seconds are taken, between their number and their unit."""


def value(text: str) -> float:
    """The value of what `NUM` matches."""
    word = " ".join(text.lower().split())
    return VAGUE[word] if word in VAGUE else number(word)


def pair(match: re.Match[str], low: str = "low", high: str = "high") -> Range:
    """The range in a match of `SPAN`, the smaller number first.

    Args:
        low: the group of the first number; where it is empty, `low2` and `high2` are read.
        high: the group of the second number.
    """
    groups = match.groupdict()
    if not groups.get(low) and groups.get("low2"):
        low, high = "low2", "high2"
    first = value(groups[low])
    second = value(groups[high]) if groups.get(high) else first
    return (first, second) if first <= second else (second, first)


def seconds(match: re.Match[str]) -> Range:
    """The length in a match of `SPAN` and `UNIT`: in seconds, or in breaths where these are its unit."""
    groups = match.groupdict()
    low, high = pair(match)
    if groups.get("far"):
        return low * _factor(groups["unit1"]), value(groups["far"]) * _factor(groups["unit"])
    return low * _factor(groups["unit"]), high * _factor(groups["unit"])


def _factor(unit: str) -> float:
    return UNITS.get(unit.lower(), 1)


def span(times: Range) -> Span:
    """A range in whole numbers, from 1 to 100."""
    low = min(max(round(times[0]), 1), 100)
    return Span(low, min(max(round(times[1]), low), 100))


def cut(text: str, match: re.Match[str]) -> str:
    """A text without what was matched in it."""
    return f"{text[: match.start()]} {text[match.end() :]}"

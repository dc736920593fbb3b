"""Numbers, ranges and lengths of time as authors write them."""

import re
from dataclasses import dataclass

from voiceguide.script.model import Span
from voiceguide.units import Ms, ms_from_seconds

WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12, "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30,
    "half a": 0.5, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip

NUMBER = r"(?:\d{1,6}(?:\.\d{1,3})?|" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")"
RANGE = rf"(?P<low>{NUMBER})(?:\s*(?:-|–|to)\s*(?P<high>{NUMBER}))?"
UNITS: dict[str, float] = {"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
                           "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60}  # fmt: skip
UNIT = r"(?P<unit>" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")"


def number(text: str) -> float:
    """The value of what `NUMBER` matches: digits or a number word."""
    return WORDS[text.lower()] if text.lower() in WORDS else float(text)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range of them, and the unit that followed it, if any."""

    low: float
    high: float
    unit: str

    def span(self) -> Span | None:
        """The range in whole numbers; None where it has fractions or runs backwards."""
        whole = self.low.is_integer() and self.high.is_integer() and self.low <= self.high
        return Span(int(self.low), int(self.high)) if whole else None

    def span_ms(self) -> tuple[Ms, Ms]:
        """The range in milliseconds, by its unit."""
        factor = UNITS[self.unit.lower()]
        return ms_from_seconds(self.low * factor), ms_from_seconds(self.high * factor)


def amount(match: re.Match[str]) -> Amount:
    """What a pattern built from `RANGE`, with or without `UNIT`, has matched."""
    low = float(number(match["low"]))
    high = float(number(match["high"])) if match["high"] else low
    return Amount(low, high, match.groupdict().get("unit") or "")

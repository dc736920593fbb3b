"""Numbers, ranges and lengths of time as authors write them."""

import re
from dataclasses import dataclass

from voiceguide.script.model import Span
from voiceguide.units import ms_from_seconds

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

WORDS: dict[str, float] = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{tens: number * 10 for number, tens in enumerate(_TENS, 2)},
    **{
        f"{tens}-{one}": number * 10 + more for number, tens in enumerate(_TENS, 2) for more, one in enumerate(_ONES, 1)
    },
    "a": 1,
    "half a": 0.5,
    "one and a half": 1.5,
    "a dozen": 12,
    "a hundred": 100,
    "one hundred": 100,
}
UNITS: dict[str, float] = {"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
                           "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60}  # fmt: skip

# Of `twenty-one` to `ninety-nine` the parts alone: a pattern of all words takes long to compile, and each script needs it.
_COMPOUND = rf"(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES)})"
_SIMPLE = "|".join(sorted((word for word in WORDS if "-" not in word), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,6}}(?:\.\d{{1,3}})?|(?:{_COMPOUND}|{_SIMPLE})\b)"
RANGE = rf"(?P<low>{NUMBER})(?:\s*(?:-|–|to)\s*(?P<high>{NUMBER}))?"
UNIT = r"(?P<unit>" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")"


def number(text: str) -> float:
    """The value of what `NUMBER` matches: digits or a number word, in any case of letters."""
    word = text.lower()
    return WORDS[word] if word in WORDS else float(word)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range of them, and the unit that followed it, if any."""

    low: float
    high: float
    unit: str

    def span(self) -> Span | None:
        """The range in whole numbers; None where it has fractions or runs backwards."""
        whole = self.low == int(self.low) and self.high == int(self.high) and self.low <= self.high
        return Span(int(self.low), int(self.high)) if whole else None

    def span_ms(self) -> Span:
        """The range in milliseconds, by its unit."""
        factor = UNITS[self.unit.lower()]
        return Span(ms_from_seconds(self.low * factor), ms_from_seconds(self.high * factor))


def amount(match: re.Match[str]) -> Amount:
    """What a pattern built from `RANGE`, with or without `UNIT`, has matched."""
    low = number(match["low"])
    high = number(match["high"]) if match["high"] else low
    return Amount(low, high, match.groupdict().get("unit") or "")

"""The headings of the script language in one table: kinds, counts and lengths, with numbers in digits or in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.model import Variation, VariationKind
from voiceguide.script.section_types import (
    Breathe,
    Finish,
    Hold,
    Repeat,
    Rest,
    Section,
    SectionKind,
    SetUp,
    Span,
    Stay,
    Switch,
)
from voiceguide.units import ms_from_seconds, seconds_text

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
"""The value of each number word."""

UNITS: dict[str, float] = {"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
                           "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60}  # fmt: skip

# `twenty-one` to `ninety-nine` are matched by their parts: a pattern with all these words takes long to compile.
_COMPOUND = rf"(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES)})"
_SIMPLE = "|".join(sorted((word for word in WORDS if "-" not in word), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,6}}(?:\.\d{{1,3}})?|(?:{_COMPOUND}|{_SIMPLE})\b)"
RANGE = rf"(?P<low>{NUMBER})(?:\s*(?:-|–|to)\s*(?P<high>{NUMBER}))?"
UNIT = r"(?P<unit>" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")"


def number(text: str) -> float:
    """The value of a text that `NUMBER` matches: digits or a number word, in upper or lower case."""
    word = text.lower()
    return WORDS[word] if word in WORDS else float(word)


@dataclass(frozen=True, slots=True)
class Amount:
    """A range of numbers, or a single one, with its unit; the unit is empty where there is none."""

    low: float
    high: float
    unit: str

    def span(self) -> Span | None:
        """The range in whole numbers; None where a number has a fraction or the first is the larger."""
        whole = self.low == int(self.low) and self.high == int(self.high) and self.low <= self.high
        return Span(int(self.low), int(self.high)) if whole else None

    def span_ms(self) -> Span:
        """The range in milliseconds. There must be a unit."""
        factor = UNITS[self.unit.lower()]
        return Span(ms_from_seconds(self.low * factor), ms_from_seconds(self.high * factor))


def amount(match: re.Match[str]) -> Amount:
    """The amount in a match of a pattern with `RANGE`, with or without `UNIT`."""
    low = number(match["low"])
    high = number(match["high"]) if match["high"] else low
    return Amount(low, high, match.groupdict().get("unit") or "")


REPS = Span(1, 100)
SETS = Span(1, 20)
BREATHS = Span(1, 1000)
STAY_MS = Span(500, 600_000)
"""Milliseconds of a hold, a rest or a step."""

BREATHE_MS = Span(500, 24 * 3_600_000)
"""Milliseconds of a Breathe section."""

_TIMES = re.compile(rf"{RANGE}\s*(?:times|time|reps?|x)?", re.I)
_SETS = re.compile(rf"{RANGE}\s*sets?\s+of\s+(?P<each>.+?)(?:,\s*(?:with\s+)?rest\s+(?P<rest>.+))?", re.I)
_BREATHS = re.compile(rf"(?:for\s+)?{RANGE}\s*breaths?", re.I)
TIME = re.compile(rf"(?:for\s+)?{RANGE}\s*{UNIT}", re.I)


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands after the keyword of a heading, with an example of such a heading."""

    text: str
    keyword: str
    example: str
    place: Place
    problems: Problems

    def error(self, message: str) -> None:
        self.problems.error(self.place, message)

    def time(self, text: str, limit: Span, example: str = "") -> Span | None:
        """The milliseconds that a part of it says; None, with an error reported, where it says none."""
        match = TIME.fullmatch(text.strip())
        span = amount(match).span_ms() if match else None
        if span and within(span, limit):
            return span
        expected = f"a length, as in '{example or self.example}'"
        if span:
            expected = f"{seconds_text(limit.low)} s to {limit.high // 60_000} minutes, the shorter first"
        self.error(f"'{text[:40]}': expected {expected}")
        return None


def _alone(section: type[Section], tail: Tail) -> Section:
    if tail.text:
        tail.error(f"'{tail.text[:40]}' after '{tail.keyword}': expected nothing more in this heading")
    return section(place=tail.place)


def _named(kind: VariationKind, tail: Tail) -> Variation:
    name = tail.text.removeprefix(":").strip()
    if not name:
        tail.error(f"a {kind} without a name: expected '## {tail.example}'")
    return Variation(kind, name, tail.place)


def _stays(section: type[Hold | Breathe], limit: Span, tail: Tail) -> Section | None:
    if breaths := _BREATHS.fullmatch(tail.text):
        span = amount(breaths).span()
        if span and within(span, BREATHS):
            return section(place=tail.place, stay=Stay(span, "breaths"))
        tail.error(f"'{tail.text[:40]}': expected {BREATHS.low} to {BREATHS.high} whole breaths")
        return None
    time = tail.time(tail.text, limit)
    return section(place=tail.place, stay=Stay(time, "ms")) if time else None


def _rest(tail: Tail) -> Section | None:
    span = tail.time(tail.text, STAY_MS)
    return Rest(place=tail.place, span=span) if span else None


def _repeat(tail: Tail) -> Repeat:
    sets, rest, each = 1, 0, tail.text
    if in_sets := _SETS.fullmatch(tail.text):
        number = amount(in_sets).span()
        if number and number.low == number.high and within(number, SETS):
            sets = number.low
        else:
            expected = f"{SETS.low} to {SETS.high} sets, as in 'Repeat 2 sets of 8, rest 30 s'"
            tail.error(f"'{tail.text[:40]}': expected {expected}")
        each = in_sets["each"]
        if in_sets["rest"] and (span := tail.time(in_sets["rest"], STAY_MS, HEADINGS["rest"].example)):
            rest = span.middle
    if TIME.fullmatch(each.strip()):
        time = tail.time(each, STAY_MS)
        return Repeat(place=tail.place, reps=REPS, sets=sets, rest=rest, time=time)
    found = read_reps(each)
    reps = found.span() if found else None
    if reps and within(reps, REPS):
        return Repeat(place=tail.place, reps=reps, sets=sets, rest=rest)
    expected = f"{REPS.low} to {REPS.high} reps"
    if reps is None:
        expected = (
            "how often, the smaller number first, as in 'Repeat 6 times' or 'Repeat 5-8 times', "
            "or for how long, as in 'Repeat for 40 s'"
        )
    tail.error(f"'Repeat {tail.text[:40]}': expected {expected}")
    return Repeat(place=tail.place, reps=REPS)


class Heading(NamedTuple):
    """A heading of the language: an example, and what reads the part after its keyword.

    It reads a section, or a variation, with nothing in it yet; or None, with an error reported.
    """

    example: str
    read: Callable[[Tail], Section | Variation | None]


HEADINGS: dict[SectionKind | VariationKind, Heading] = {
    "set up": Heading("Set up", partial(_alone, SetUp)),
    "repeat": Heading("Repeat 5-8 times", _repeat),
    "hold": Heading("Hold 3 breaths", partial(_stays, Hold, STAY_MS)),
    "rest": Heading("Rest 30 s", _rest),
    "finish": Heading("Finish", partial(_alone, Finish)),
    "switch": Heading("Switch", partial(_alone, Switch)),
    "breathe": Heading("Breathe 2 min", partial(_stays, Breathe, BREATHE_MS)),
    "variation": Heading("Variation: name", partial(_named, "variation")),
    "progression": Heading("Progression: name", partial(_named, "progression")),
}

_HEADING = re.compile(rf"(?P<keyword>{'|'.join(HEADINGS).replace(' ', '[ -]?')})\b\s*(?P<tail>.*)", re.I)


def read_heading(text: str, place: Place, problems: Problems) -> Section | Variation | None:
    """Read a heading: a section or a variation with nothing in it yet; None, with an error reported, where it is neither."""
    match = _HEADING.fullmatch(text.strip())
    if not match:
        known = ", ".join(f"'{heading.example}'" for heading in HEADINGS.values())
        word = text.split()[0] if text.split() else ""
        first_words = [heading.example.split()[0].rstrip(":") for heading in HEADINGS.values()]
        problems.error(place, f"'{text[:60]}' is no section: expected one of {known}{nearest(word, first_words)}")
        return None
    kind = next(kind for kind in HEADINGS if kind.replace(" ", "") == re.sub("[ -]", "", match["keyword"]).lower())
    heading = HEADINGS[kind]
    return heading.read(Tail(match["tail"].strip(), match["keyword"], heading.example, place, problems))


def read_reps(text: str) -> Amount | None:
    """Read a number of reps such as `6`, `5-8 times`, `ten reps` or `twice`; None for anything else."""
    match = _TIMES.fullmatch({"once": "one", "twice": "two"}.get(text.strip().lower(), text.strip()))
    return amount(match) if match else None


def within(span: Span, limit: Span) -> bool:
    """Whether a range is in order and inside a limit."""
    return limit.low <= span.low <= span.high <= limit.high

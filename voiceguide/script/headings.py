"""Reads the headings of sections: kind, counts and lengths, with numbers in digits or in words."""

import re
from dataclasses import dataclass
from typing import Literal

from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.model import Span, Stay
from voiceguide.units import Ms, ms_from_seconds, seconds_text

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


HeadKind = Literal["set up", "repeat", "hold", "rest", "finish", "switch", "breathe", "variation", "progression"]

EXAMPLES: dict[HeadKind, str] = {
    "set up": "Set up",
    "repeat": "Repeat 5-8 times",
    "hold": "Hold 3 breaths",
    "rest": "Rest 30 s",
    "finish": "Finish",
    "switch": "Switch",
    "breathe": "Breathe 2 min",
    "variation": "Variation: name",
    "progression": "Progression: name",
}

REPS = Span(1, 100)
SETS = Span(1, 20)
BREATHS = Span(1, 1000)
STAY_MS = Span(500, 600_000)
"""Milliseconds of a hold, a rest or a step."""

BREATHE_MS = Span(500, 24 * 3_600_000)
"""Milliseconds of a Breathe section."""


_ONE_BREATH = Stay(Span(1, 1), "breaths")


@dataclass(frozen=True, slots=True)
class Head:
    """What a heading says. Fields that its kind does not use have their defaults; `time`, `span_ms` and `rest` are
    milliseconds."""

    kind: HeadKind
    place: Place
    reps: Span = REPS
    time: Span | None = None
    sets: int = 1
    rest: Ms = 0
    stay: Stay = _ONE_BREATH
    span_ms: Span = STAY_MS
    name: str = ""


_KIND = re.compile(
    r"(?P<kind>set[ -]?up|repeat|hold|rest|finish|switch|breathe|variation|progression)\b\s*(?P<tail>.*)", re.I
)
_TIMES = re.compile(rf"{RANGE}\s*(?:times|time|reps?|x)?", re.I)
_SETS = re.compile(rf"{RANGE}\s*sets?\s+of\s+(?P<each>.+?)(?:,\s*(?:with\s+)?rest\s+(?P<rest>.+))?", re.I)
_BREATHS = re.compile(rf"(?:for\s+)?{RANGE}\s*breaths?", re.I)
_TIME = re.compile(rf"(?:for\s+)?{RANGE}\s*{UNIT}", re.I)


def read_heading(text: str, place: Place, problems: Problems) -> Head | None:
    """Read the heading of a section; None, with an error reported, where it is not one of the language."""
    match = _KIND.fullmatch(text.strip())
    if not match:
        known = ", ".join(f"'{example}'" for example in EXAMPLES.values())
        word = text.split()[0] if text.split() else ""
        first_words = [example.split()[0].rstrip(":") for example in EXAMPLES.values()]
        problems.error(place, f"'{text[:60]}' is no section: expected one of {known}{nearest(word, first_words)}")
        return None
    kind, tail = re.sub(r"set[ -]?up", "set up", match["kind"].lower()), match["tail"].strip()
    match kind:
        case "set up" | "finish" | "switch":
            if tail:
                problems.error(place, f"'{tail[:40]}' after '{match['kind']}': expected nothing more in this heading")
            return Head(kind, place)
        case "variation" | "progression":
            name = tail.removeprefix(":").strip()
            if not name:
                problems.error(place, f"a {kind} without a name: expected '## {kind.capitalize()}: name'")
            return Head(kind, place, name=name)
        case "repeat":
            return _repeat(tail, place, problems)
        case "hold":
            stay = _stay(tail, "hold", STAY_MS, place, problems)
            return Head("hold", place, stay=stay) if stay else None
        case "breathe":
            stay = _stay(tail, "breathe", BREATHE_MS, place, problems)
            return Head("breathe", place, stay=stay) if stay else None
        case _:
            span = _time(tail, "rest", STAY_MS, place, problems)
            return Head("rest", place, span_ms=span) if span else None


def read_reps(text: str) -> Amount | None:
    """Read a number of reps such as `6`, `5-8 times`, `ten reps` or `twice`; None for anything else."""
    match = _TIMES.fullmatch({"once": "one", "twice": "two"}.get(text.strip().lower(), text.strip()))
    return amount(match) if match else None


def _repeat(tail: str, place: Place, problems: Problems) -> Head | None:
    sets, rest, each = 1, 0, tail
    if in_sets := _SETS.fullmatch(tail):
        number = amount(in_sets).span()
        if number is None or number.low != number.high or not within(number, SETS):
            problems.error(
                place, f"'{tail[:40]}': expected {SETS.low} to {SETS.high} sets, as in 'Repeat 2 sets of 8, rest 30 s'"
            )
        else:
            sets = number.low
        each = in_sets["each"]
        if in_sets["rest"]:
            span = _time(in_sets["rest"], "rest", STAY_MS, place, problems)
            rest = span.middle if span else 0
    if _TIME.fullmatch(each.strip()):
        time = _time(each, "repeat", STAY_MS, place, problems)
        return Head("repeat", place, time=time, sets=sets, rest=rest)
    found = read_reps(each)
    reps = found.span() if found else None
    if reps is None:
        problems.error(
            place,
            f"'Repeat {tail[:40]}': expected how often, the smaller number first, as in 'Repeat 6 times' or 'Repeat 5-8 times', "
            "or for how long, as in 'Repeat for 40 s'",
        )
        return Head("repeat", place)
    if not within(reps, REPS):
        problems.error(place, f"'Repeat {tail[:40]}': expected {REPS.low} to {REPS.high} reps")
        return Head("repeat", place)
    return Head("repeat", place, reps=reps, sets=sets, rest=rest)


def _stay(tail: str, kind: HeadKind, limit: Span, place: Place, problems: Problems) -> Stay | None:
    """Read how long a hold or breathing lasts; None, with an error reported, where the text does not say it."""
    if breaths := _BREATHS.fullmatch(tail):
        span = amount(breaths).span()
        if span is None or not within(span, BREATHS):
            problems.error(place, f"'{tail[:40]}': expected {BREATHS.low} to {BREATHS.high} whole breaths")
            return None
        return Stay(span, "breaths")
    timed = _time(tail, kind, limit, place, problems)
    return Stay(timed, "ms") if timed else None


def _time(tail: str, kind: HeadKind, limit: Span, place: Place, problems: Problems) -> Span | None:
    match = _TIME.fullmatch(tail.strip())
    if not match:
        problems.error(place, f"'{tail[:40]}': expected a length, as in '{EXAMPLES[kind]}'")
        return None
    span = amount(match).span_ms()
    if not within(span, limit):
        problems.error(
            place,
            f"'{tail[:40]}': expected {seconds_text(limit.low)} s to {limit.high // 60_000} minutes, the shorter first",
        )
        return None
    return span


def within(span: Span, limit: Span) -> bool:
    """Whether a range is in order and inside a limit."""
    return limit.low <= span.low <= span.high <= limit.high

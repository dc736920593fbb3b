"""From text to what is read aloud: an engine never meets a symbol that it would spell, skip or stumble over.

`RULES` holds one table per language. In a language without one, only Markdown is taken out, since each voice reads the
signs of its own language better than the rules of another would.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its sign, and its name for one and for many."""

    sign: str
    one: str
    many: str


ENGLISH_UNITS = (
    Unit("°C", "degree Celsius", "degrees Celsius"),
    Unit("°F", "degree Fahrenheit", "degrees Fahrenheit"),
    Unit("°", "degree", "degrees"),
    Unit("%", "percent", "percent"),
    Unit("mm", "millimetre", "millimetres"),
    Unit("cm", "centimetre", "centimetres"),
    Unit("m", "metre", "metres"),
    Unit("km", "kilometre", "kilometres"),
    Unit("″", "inch", "inches"),
    Unit("ft", "foot", "feet"),
    Unit("g", "gram", "grams"),
    Unit("kg", "kilogram", "kilograms"),
    Unit("lb", "pound", "pounds"),
    Unit("lbs", "pound", "pounds"),
    Unit("ms", "millisecond", "milliseconds"),
    Unit("s", "second", "seconds"),
    Unit("sec", "second", "seconds"),
    Unit("secs", "second", "seconds"),
    Unit("min", "minute", "minutes"),
    Unit("mins", "minute", "minutes"),
    Unit("h", "hour", "hours"),
    Unit("hr", "hour", "hours"),
    Unit("hrs", "hour", "hours"),
    Unit("Hz", "hertz", "hertz"),
    Unit("bpm", "beat a minute", "beats a minute"),
)

NUMBER = r"\d+(?:[.,]\d+)?"
DASH = r"[-‐‑‒–—−]"


def units(table: tuple[Unit, ...]) -> tuple[str, Replacement]:
    """The rule that says a unit after a number: `1 cm` as one, all else as many."""
    by_sign = {unit.sign: unit for unit in table}
    signs = "|".join(re.escape(sign) for sign in sorted(by_sign, key=len, reverse=True))

    def say(match: re.Match[str]) -> str:
        unit = by_sign[match[2]]
        return f"{match[1]} {unit.one if match[1] == '1' else unit.many}"

    return rf"(?<![\w.,])({NUMBER})[ \u00a0]?({signs})(?!\w)", say


MARKDOWN: tuple[tuple[str, Replacement], ...] = (
    (r"!\[[^\]]*\]\([^)]*\)", " "),  # an image
    (r"\[([^\]]*)\]\([^)]*\)", r"\1"),  # a link
    (r"\\([!-/:-@\[-`{-~])", r"\1"),  # an escaped character
    (r"^\s*(?:>\s*)+|^\s*#+\s+|^\s*[-*+•]\s+", " "),  # a quote, heading or list item
    (r"[*`]+|~~|(?<!\w)_+|_+(?!\w)", ""),
    (r"[_|]", " "),
)

ENGLISH: tuple[tuple[str, Replacement], ...] = (
    (r"\be\.g\.", "for example"),
    (r"\bi\.e\.", "that is"),
    (r"\betc\.(?=\s*$)", "and so on."),
    (r"\betc\.", "and so on"),
    (r"\bapprox\.", "about"),
    (r"\bvs\.?(?=\s)", "versus"),
    (r"\bDr\.(?=\s)", "Doctor"),
    (r"\bw/(?=\s|\w)", "with "),
    (r"½", " 1/2"),
    (r"¼", " 1/4"),
    (r"¾", " 3/4"),
    (r"(\d)\s+1/2\b", r"\1 and a half"),
    (r"(\d)\s+1/4\b", r"\1 and a quarter"),
    (r"(\d)\s+3/4\b", r"\1 and three quarters"),
    (r"(?<![\d/])1/2(?![\d/])", "half"),
    (r"(?<![\d/])1/4(?![\d/])", "a quarter"),
    (r"(?<![\d/])3/4(?![\d/])", "three quarters"),
    (r'(?<=\d)"|"([^"]*)"', lambda match: "″" if match[1] is None else f'"{match[1]}"'),
    (rf"(?<![\w.])\d+(?:{DASH}\d+){{2,}}(?![\w.]*\w)", lambda match: re.sub(DASH, ", ", match[0])),
    (rf"({NUMBER}\s?[°″%]?)\s?{DASH}\s?(?={NUMBER})", r"\1 to "),
    (rf",?\s+(?:{DASH}\s+)+", ", "),
    (rf"(?<![\w.,]){DASH}(?={NUMBER})", "minus "),
    (rf"({NUMBER}[^\W\d]{{0,2}})\s?[x×]\s?(?={NUMBER}\s?(?:mm|cm|m|ft|″)(?!\w))", r"\1 by "),
    (rf"({NUMBER})\s?[x×](?:\s(?=\d)|(?=\d)|(?!\w))", r"\1 times "),
    (rf"(?<!\w)[x×]\s?({NUMBER})", r"\1 times"),
    (r"(?<![\w.,])1 times", "once"),
    units(ENGLISH_UNITS),
    (r"\s*°", " degrees"),
    (r"\band/or\b", "or"),
    (r"(?<=\w)\s?/\s?(?=\w)", " or "),
    (r"\s*&\s*", " and "),
    (r"(?<=\d)\+(?!\s*\d)", " or more"),
    (r"\s*\+\s*", " plus "),
    (r"\s*±\s*", " plus or minus "),
    (r"\s*=\s*", " equals "),
    (r"\s*@\s*", " at "),
    (r"\s*[→⇒]\s*", " to "),
    (r"[≈~]\s*(?=\d)", "about "),
    (r"≥\s*", "at least "),
    (r"≤\s*", "at most "),
    (r"\s*>\s*(?=\d)", " more than "),
    (r"\s*<\s*(?=\d)", " less than "),
    (r"#\s*(?=\d)", "number "),
    (r"[^\w\s.,;:!?'\"()’‘“”…\-–—]", " "),  # whatever sign is left has no words
)

RULES: dict[str, tuple[tuple[str, Replacement], ...]] = {"en": ENGLISH}

_COMPILED = {
    language: [(re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in rules]
    for language, rules in ({"": ()} | RULES).items()
}
_MARKDOWN = [(re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in MARKDOWN]


def spoken(text: str, language: str = "en") -> str:
    """What an engine is given to read for a text, in the language of a BCP 47 tag. Empty when nothing can be read."""
    main = language.lower().replace("_", "-").partition("-")[0]
    for pattern, replacement in (*_MARKDOWN, *_COMPILED.get(main, _COMPILED[""])):
        text = pattern.sub(replacement, text)
    words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    tidy = re.sub(r"\s+(?=[.,;:!?])", "", words)
    return tidy if any(char.isalnum() for char in tidy) else ""

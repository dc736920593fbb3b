"""Figures as words: counts, ordinals, years and Roman numerals, by the rules of Unicode's CLDR."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

Form: TypeAlias = Literal["cardinal", "ordinal", "year"]

RULES: dict[tuple[str, Form], str] = {
    ("", "cardinal"): "spellout-numbering",
    ("", "ordinal"): "spellout-ordinal",
    ("", "year"): "spellout-numbering-year",
    ("en", "cardinal"): "spellout-cardinal-verbose",
    ("en", "ordinal"): "spellout-ordinal-verbose",
    ("es", "ordinal"): "spellout-ordinal-masculine",
    ("fr", "ordinal"): "spellout-ordinal-masculine",
}
"""The rules of CLDR by which numbers are said, by language and form; `verbose` has the English `and`."""

MOST_FIGURES = 15
"""Figures of a number that is still said as one; a longer one is read figure by figure."""

AS_ONE = ("fr", "es")
"""Languages that say up to two decimals as one number: `deux virgule soixante-quinze`."""

ROMAN = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})"
"""A Roman numeral up to 39, in capitals."""

_VALUES = {"I": 1, "V": 5, "X": 10}


@lru_cache(4096)
def cardinal(figures: str, language: str) -> str:
    """A number as words. `figures` has a point before its decimals, and nothing between thousands: `1250`, `2.5`."""
    whole, point, decimals = figures.partition(".")
    said = _whole(whole, language)
    if not point:
        return said
    if language in AS_ONE and len(decimals) <= 2 and (rest := decimals.lstrip("0")):
        zeros = [_whole("0", language)] * (len(decimals) - len(rest))
        after = " ".join([*zeros, _whole(rest, language)])
    else:
        after = _each(decimals, language)
    return f"{said} {POINT[language]} {after}"


POINT = {"en": "point", "de": "Komma", "es": "coma", "fr": "virgule"}
"""What is said before decimals; also the languages whose figures are said as words."""


@lru_cache(1024)
def ordinal(number: int, language: str) -> str:
    """`third`; in German without its ending: `dritte`."""
    return _plain(_spelled(number, language, "ordinal"))


@lru_cache(1024)
def year(number: int, language: str) -> str:
    """A year: `nineteen ninety`."""
    return _plain(_spelled(number, language, "year"))


def from_roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [_VALUES[sign] for sign in numeral]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def decade(number: int, language: str) -> str:
    """The English name of the ten years that begin with a year, or with the last two figures of one: `nineteen nineties`."""
    return re.sub("y$", "ies", year(number, language)) if number % 100 else f"{year(number, language)}s"


def _whole(figures: str, language: str) -> str:
    if len(figures) > MOST_FIGURES or (len(figures) > 1 and figures[0] == "0"):
        return _each(figures, language)
    return _plain(_spelled(int(figures), language, "cardinal"))


def _each(figures: str, language: str) -> str:
    return " ".join(_plain(_spelled(int(figure), language, "cardinal")) for figure in figures)


def _plain(words: str) -> str:
    return words.replace(",", "")


def _spelled(number: int, language: str, form: Form) -> str:
    rules = RULES.get((language, form), RULES["", form])
    return _engine(language).format_number(number, ruleset_names=[rules]).text


@cache
def _engine(language: str) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(language)

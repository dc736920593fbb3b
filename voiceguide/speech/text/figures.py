"""Figures as words: counts, ordinals, years and Roman numerals, by the rules of Unicode's CLDR; and their agreement with things."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from voiceguide.speech.text.tables import Table

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
def cardinal(number: int | str, table: Table) -> str:
    """A number as words. Figures have a point before their decimals, and nothing between thousands: `1250`, `2.5`."""
    whole, point, decimals = str(number).partition(".")
    said = _whole(whole, table)
    if not point:
        return said
    if table.language in AS_ONE and len(decimals) <= 2 and (rest := decimals.lstrip("0")):
        after = " ".join([*[_whole("0", table)] * (len(decimals) - len(rest)), _whole(rest, table)])
    else:
        after = _each(decimals, table)
    return f"{said} {table.words['point']} {after}"


def ordinal(number: int, table: Table) -> str:
    """`third`; in German without its ending: `dritte`."""
    return _spelled(number, table.language, "ordinal")


def year(number: int, table: Table) -> str:
    """A year: `nineteen ninety`."""
    return _spelled(number, table.language, "year")


def decade(number: int, table: Table) -> str:
    """The English name of the ten years that begin with a year, or with the last two figures of one: `nineteen nineties`."""
    return re.sub("y$", "ies", year(number, table)) if number % 100 else f"{year(number, table)}s"


def from_roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [_VALUES[sign] for sign in numeral]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def agreed(number: str, thing: str, table: Table) -> str:
    """The words of a number that ends in one, as they are said before a thing."""
    feminine = table.is_feminine(thing)
    match table.language:
        case "es" if number.endswith("cientos") and feminine:
            return number.removesuffix("os") + "as"
        case "es" if re.search(r"(?:^|[ i])uno$", number):
            masculine = "ún" if number.endswith("veintiuno") else "un"
            return number.removesuffix("uno") + ("una" if feminine else masculine)
        case "fr" if re.search(r"(?:^|[ -])un$", number) and feminine:
            return f"{number}e"
        case "de" if number == "eins" or number.endswith("hunderteins"):
            return number.removesuffix("s") + ("e" if feminine else "")
        case _:
            return number


def german_ordinal(number: int, before: str, thing: str, table: Table) -> str:
    """A German ordinal with the ending that it has after the words before it: `am dritten`, `die dritte`, `dritter`."""
    stem = ordinal(number, table)
    if _DATIVE.search(before[-16:]):
        return f"{stem}n"
    if _DETERMINED.search(before[-8:]) or table.is_feminine(thing):
        return stem
    return f"{stem}s" if thing == "Mal" else f"{stem}r"


_DATIVE = re.compile(
    r"(?<!\w)(?:am|im|vom|zum|zur|beim|dem|den|bis|ab|seit|(?:in|nach|vor|bei|mit|zu|seit|von|ab|aus) der)[ ]$", re.I
)
_DETERMINED = re.compile(r"(?<!\w)(?:die|das|der|jede|diese|deine|eine)[ ]$", re.I)


def _whole(figures: str, table: Table) -> str:
    if len(figures) > MOST_FIGURES or (len(figures) > 1 and figures[0] == "0"):
        return _each(figures, table)
    return _spelled(int(figures), table.language, "cardinal")


def _each(figures: str, table: Table) -> str:
    return " ".join(_spelled(int(figure), table.language, "cardinal") for figure in figures)


@lru_cache(4096)
def _spelled(number: int, language: str, form: Form) -> str:
    rules = RULES.get((language, form), RULES["", form])
    return _engine(language).format_number(number, ruleset_names=[rules]).text.replace(",", "")


@cache
def _engine(language: str) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(language)

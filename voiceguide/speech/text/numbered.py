"""Numbers that name a place in an order: levels of the spine, ratios, ordinals and Roman numerals."""

from __future__ import annotations

import re
from functools import cache

from voiceguide.speech.text.figures import ROMAN, cardinal, from_roman, german_ordinal, ordinal
from voiceguide.speech.text.marks import Rules, compiled
from voiceguide.speech.text.tables import Table, alternatives

VERTEBRAE = {"C": 8, "T": 12, "D": 12, "L": 6, "S": 5}
"""How many vertebrae, or nerves, a part of the spine has at most. D is the thoracic part in French and Spanish."""

SPINE = "CTDLS"
LOWEST = {"C": 7, "T": 12, "D": 12, "L": 5}
"""The last vertebra of a part, under which the first of the next part lies."""


@cache
def clinical(table: Table) -> Rules:
    """Levels of the spine, and ratios."""

    def levels(match: re.Match[str]) -> str:
        first, one, second, other = match[1], int(match[2]), match[3] or match[1], int(match[4])
        if one > VERTEBRAE[first] or other > VERTEBRAE[second]:
            return match[0]
        touch = abs(one - other) == 1 if first == second else other == 1 and one == LOWEST.get(first)
        between = " " if touch else f" {table.words['to']} "
        return f"{first} {cardinal(one, table)}{between}{second} {cardinal(other, table)}"

    def level(match: re.Match[str]) -> str:
        number = int(match[2])
        return f"{match[1]} {cardinal(number, table)}" if number <= VERTEBRAE[match[1]] else match[0]

    def ratio(match: re.Match[str]) -> str:
        return f" {table.words['ratio']} ".join(cardinal(each, table) for each in match[0].split(":"))

    return compiled(
        (rf"(?<!\w)([{SPINE}])(\d{{1,2}})[ ]?[-/][ ]?([{SPINE}])?(\d{{1,2}})(?![\w/-])", levels),
        (rf"(?<!\w)([{SPINE}])(\d{{1,2}})(?!\w|\.\d)", level),
        (r"(?<![\w.,:])\d{1,3}(?::\d{1,3}){1,3}(?![\w:])", ratio),
    )


@cache
def numbered(table: Table) -> Rules:
    """Ordinals and Roman numerals, and `No. 3` as `number three`."""
    roman, number, words = table.roman, table.number, table.words
    signs = number["ordinal_signs"]
    one = rf"(?:{ROMAN})(?![\w.]\w|\w)(?<=[IVX])"
    and_one = rf"(?:,?[ ]?[-/][ ]?|,[ ]|,?[ ](?:{words['and']}|{words['or']}|{words['to']})[ ]){one}"

    def king(match: re.Match[str]) -> str:
        return f"{match[1]} {roman['ordinal'].format(ordinal(from_roman(match[2]), table))}"

    def said(match: re.Match[str]) -> str:
        return cardinal(from_roman(match[0]), table)

    rules = compiled(
        (rf"(?<!\w)({alternatives(roman['kings'].split())})[ ]((?:{ROMAN})(?!\w)(?<=[IVX]))", king),
        (
            rf"(?i:(?<!\w)({alternatives(roman['after'].split())}))[ ]({one}(?:{and_one})*)",
            lambda match: f"{match[1]} " + re.sub(r"[IVX]+", said, match[2]),
        ),
        (r"(?<![\w-])(?:II|III|IV|VI|VII|VIII|IX|XI|XII)(?!\w)", said),
        (rf"(\d(?:{signs}))[ ]?-[ ]?(?=\d+(?:{signs})(?!\w))", rf"\1 {words['to']} "),
        (rf"(?<![\w.])(\d{{1,6}})[ ]?({signs})(?!\w)", lambda match: _nth(int(match[1]), match[2], table)),
        (rf"(?<![\w])(?:{number['numero']})[ ]?(?=\d)", f"{words['number']} "),
        (r"#[ ]?(?=\d)", f"{words['number']} "),
    )
    if table.language == "de":
        before_thing = rf"(?<![\w.])(\d{{1,3}})\.(?=[ ]({number['ordinal_before']})(?!\w))"
        rules += compiled(
            (before_thing, lambda match: german_ordinal(int(match[1]), match.string[: match.start()], match[2], table))
        )
    return rules


def _nth(value: int, ending: str, table: Table) -> str:
    """An ordinal that was written with an ending: `3rd`, `3.er`, `1re`."""
    said = ordinal(value, table)
    match table.language:
        case "es" if ending.rstrip("s").endswith("a"):
            return re.sub(r"o(?!\w)", "a", said)
        case "es" if ending.endswith("er"):
            return said.removesuffix("o")
        case "fr" if value == 1 and ending in ("re", "ère", "ères", "res"):
            return "première"
        case "fr" if ending in ("nd", "nde"):
            return f"secon{ending[1:]}"
        case _:
            return said

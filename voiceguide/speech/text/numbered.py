"""Ordinals, Roman numerals and numbered things as words."""

from __future__ import annotations

import re
from functools import cache

from voiceguide.speech.text.figures import ROMAN, cardinal, from_roman, ordinal
from voiceguide.speech.text.marks import Rules, compiled, replaced
from voiceguide.speech.text.measures import german_ordinal
from voiceguide.speech.text.tables import Table, alternatives


def numbered(text: str, table: Table) -> str:
    """The text with its ordinals and Roman numerals as words, and `No. 3` as `number three`."""
    return replaced(text, _rules(table))


@cache
def _rules(table: Table) -> Rules:
    roman, number = table.roman, table.number

    def king(match: re.Match[str]) -> str:
        value = from_roman(match[2])
        return f"{match[1]} {roman['ordinal'].format(ordinal(value, table.language))}" if value else match[0]

    def part(match: re.Match[str]) -> str:
        values = re.findall(r"[IVX]+", match[2])
        said = [cardinal(str(from_roman(each)), table.language) for each in values]
        return f"{match[1]} " + re.sub(r"[IVX]+", lambda _: said.pop(0), match[2])

    def nth(match: re.Match[str]) -> str:
        return _nth(int(match[1]), match[2], table)

    def german(match: re.Match[str]) -> str:
        return german_ordinal(int(match[1]), match.string[: match.start()], match[2], table)

    listed = f"{table.words['number']} "
    one = rf"(?:{ROMAN})(?![\w.]\w|\w)"
    rules = compiled(
        (rf"(?<!\w)({alternatives(roman['kings'].split())})[ ]((?:{ROMAN})(?!\w)(?<=[IVX]))", king),
        (
            rf"(?i:(?<!\w)({alternatives(roman['after'].split())}))[ ]({one}(?<=[IVX])(?:(?:,?[ ]?[-/][ ]?|,[ ]|,?[ ](?:{table.words['and']}|{table.words['or']}|{table.words['to']})[ ]){one}(?<=[IVX]))*)",
            part,
        ),
        (
            r"(?<![\w-])(?:II|III|IV|VI|VII|VIII|IX|XI|XII)(?!\w)",
            lambda m: cardinal(str(from_roman(m[0])), table.language),
        ),
        (
            rf"(\d(?:{number['ordinal_signs']}))[ ]?-[ ]?(?=\d+(?:{number['ordinal_signs']})(?!\w))",
            rf"\1 {table.words['to']} ",
        ),
        (rf"(?<![\w.])(\d{{1,6}})[ ]?({number['ordinal_signs']})(?!\w)", nth),
        (rf"(?<![\w])(?:{number['numero']})[ ]?(?=\d)", listed),
        (r"#[ ]?(?=\d)", listed),
    )
    if "ordinal_before" in number:
        rules += compiled((rf"(?<![\w.])(\d{{1,3}})\.(?=[ ]({number['ordinal_before']})(?!\w))", german))
    return rules


def _nth(value: int, ending: str, table: Table) -> str:
    """An ordinal that was written with an ending: `3rd`, `3.er`, `1re`."""
    said = ordinal(value, table.language)
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

"""Numbers, ranges and units: in one spelling first, and then as words."""

from __future__ import annotations

import re
from functools import cache, partial

from voiceguide.script.abbreviations import abbreviations
from voiceguide.speech.text.fractions import amount, amount_of, fraction
from voiceguide.speech.text.marks import Rules, compiled
from voiceguide.speech.text.tables import Table, alternatives

AMBIGUOUS = ("in", "ins")
"""Units that are mostly another word."""

SIZES = ("mm", "cm", "m", "ft", "in", "″", "′")
"""Units of what has a length and a width."""

NUMBER = r"\d+(?:\.\d+)?"
AMOUNT = rf"(?:(?:\d{{1,4}}[ ])?\d{{1,3}}/\d{{1,3}}(?![\d/])|{NUMBER})"
"""A number, a fraction, or both: `12`, `2.5`, `3/4`, `1 1/2`."""

_A_THING = re.compile(r"(?<!\w)an? $", re.IGNORECASE)
_NOUN = re.compile(r" (?!(?:of|or|and|to|by|at|in|on|is|are|then|for|from|with|a|an|the|per)\b)[a-z]")
_BREATH = re.compile(r"(?<!\w)(?:out|breath|breathe|breathing|inhale|exhale|inhaling|exhaling)(?!\w)", re.IGNORECASE)


@cache
def canonical(table: Table) -> Rules:
    """Every number as in a program: `1,250.5` or `1.250,5` as `1250.5`, and `.5` as `0.5`."""
    thousands, decimal = f"[{re.escape(table.number['thousands'])}]", re.escape(table.number["decimal"])
    groups = rf"([1-9]\d{{0,2}}(?:{thousands}\d{{3}})+)(?!\d)(?:{decimal}(\d+))?"
    decimals = r"\d+[.]\d+" if decimal == r"\." else r"\d+[.,]\d+"

    def number(match: re.Match[str]) -> str:
        if match[1]:
            whole = re.sub(r"\D", "", match[1])
            return f"{whole}.{match[2]}" if match[2] else whole
        return f"0{match[0]}" if match[0][0] == "." else match[0].replace(",", ".")

    return compiled((rf"(?<![\w.,/:])(?:{groups}|{decimals}(?![.,:]?\d)|(?<!\d)[.]\d+)(?!\.\d)", number))


@cache
def measures(table: Table) -> Rules:
    """Canonical numbers with what they measure."""
    words, unit, counted = table.words, table.unit, table.counted
    things = abbreviations(table.language).things or "(?!)"
    sizes = alternatives([sign for sign in SIZES if sign in table.units])
    alone = rf"(?<![\w.,]){AMOUNT}"

    def with_unit(match: re.Match[str]) -> str:
        figures, sign, power = match.groups()
        if sign in AMBIGUOUS and not _is_length(match, table):
            return match[0]
        one, many = table.units[sign]
        if power:
            form = words["square" if power == "^2" else "cubic"]
            one, many = (form.format(each.lower() if table.language == "de" else each) for each in (one, many))
        before, after = match.string[: match.start()][-4:], match.string[match.end() :][:12]
        if table.language == "en" and _A_THING.search(before) and _NOUN.match(after):
            return f"{amount(figures, table)} {one}"
        return amount_of(figures, one, many, table)

    return compiled(
        (r"(\d/\d{1,2})(?:rds?|ths?|nds?)(?!\w)", r"\1"),
        (rf"(\d[ ](?:{counted}))[ ]?[x×][ ]?(?=\d+[ ]?(?:{words['sets']})(?!\w))", r"\1, "),
        (rf"(\d)\+[ ]?({unit})(?!\w)", r"\1 \2+"),
        (r"(?<![\w.,/])(\d+)-(\d{1,2}/\d{1,3})(?![\d/])", r"\1 \2"),
        (r"(?<![\w.,/])(\d+(?:-\d+){2,})(?![\w/]|\.\d)", lambda match: match[1].replace("-", ", ")),
        (rf"({alone}[ ]?(?:(?:{unit})(?!\w)\.?|))[ ]?[-—][ ]?(?={NUMBER})", rf"\1 {words['to']} "),
        (rf"(?<![\w.,)])[-](?={NUMBER})", f"{words['minus']} "),
        (
            rf"(\d[ ]?(?:[^\W\d]{{1,12}}\.?|[°%″′×])?|(?<!\w)(?:{counted}))[ ]?/[ ]?({alternatives(table.per)})(?![\w/])",
            lambda match: f"{match[1]} {table.per[match[2]]}",
        ),
        (rf"({alone})([ ]?(?:{words['sets']}))[ ]?(?:[x×*]|à)[ ]?(?=\d)", rf"\1\2 {words['of']} "),
        (
            rf"({alone}(?:[ ]?(?:{unit}))?)[ ]?[x×][ ]?(?={AMOUNT}(?:[ ]?[x×][ ]?{AMOUNT})?[ ]?(?:{sizes})(?!\w))",
            rf"\1 {words['by']} ",
        ),
        (rf"({alone})[ ]?[x×X][ ]?(?=\d)", rf"\1 {words['multiplied']} "),
        (rf"({alone})[ ]?[x×X](?!\w)", rf"\1 {words['times']} "),
        (rf"(?<!\w)[x×][ ]?({AMOUNT})", rf"\1 {words['times']}"),
        (rf"(?<![\w.,])1[ ]{words['times']}(?!\w)[ ]?(?!\d)", f"{words['once']} "),
        (
            rf"(?<![\w.,/])({AMOUNT})-({unit})(?=[ -][^\W\d])",
            lambda match: f"{amount(match[1], table)}-{table.units[match[2]][0]}",
        ),
        (
            rf"(?<![\w.,/])({AMOUNT})[ ]?({unit})(\^[23](?!\d))?(?![\w/^])(?:\.(?=[ ]+(?:[^\W\dA-ZÄÖÜ]|{things})|[,;:]))?",
            with_unit,
        ),
        (rf"(?<!\w)({words['per']})[ ]({unit})(?!\w)", lambda match: f"{match[1]} {table.units[match[2]][0]}"),
        (r"(?<![\w.,/-])(\d{1,4}[ ])?(\d{1,3})/(\d{1,3})(?![\d/])", partial(fraction, table=table)),
    )


def _is_length(match: re.Match[str], table: Table) -> bool:
    """Whether `in` after a number is inches: at the end, before a sign, or before a word of lengths; not `breathe 4 in, 6 out`."""
    before = rf"[ ]*(?:$|[\d.,;:!?)x×-]|(?:or|and|to|of|{table.primes['length']})(?!\w))"
    return not _BREATH.search(match.string) and re.match(before, match.string[match.end(2) :]) is not None

"""Numbers, fractions, ranges and units as words."""

from __future__ import annotations

import re
from functools import cache

from voiceguide.script.abbreviations import abbreviations
from voiceguide.speech.text.figures import cardinal, ordinal
from voiceguide.speech.text.marks import Rules, compiled
from voiceguide.speech.text.tables import Table, alternatives

AMBIGUOUS = ("in", "ins")
"""Units that are mostly another word."""

NUMBER = r"\d+(?:\.\d+)?"
AMOUNT = rf"(?:(?:\d{{1,4}}[ ])?\d{{1,3}}/\d{{1,3}}(?![\d/])|{NUMBER})"
"""A number, a fraction, or both: `12`, `2.5`, `3/4`, `1 1/2`."""

START = r"(?<![\w.,/])"
END = r"(?![\w/])"

DETERMINED = re.compile(
    r"(?<!\w)(?:a|an|the|your|this|that|each|every|another|one|first|second|last|top|bottom|upper|lower|final|full)[ -]$",
    re.IGNORECASE,
)
_ONE = re.compile(r"1(?:\.0+)?")
_ARTICLE = re.compile(r"^(?:an?|one) ")
_NOT_A_THING = re.compile(
    r"(?:a|an|of|the|to|and|or|as|way|your|my|his|her|its|their|this|that|one|up|down|in|is|at|with|by|then|times?|inch|mile"
    r"|further|farther|more|less|deeper|higher|lower|wider|longer|slower|faster|closer|forward|backward|sideways|back|left|right"
    r"|open|closed|full|bent|straight|there|again|from|for|on|onto|into|over|under|off|out|through|before|after|toward|beyond"
    r"|if|when|while|until|but|so|per|each|every|\w+ly)\b"
)


def measured(text: str, table: Table) -> str:
    """A text whose numbers are canonical (`marks.plain`, `canonical`), with those that measure something as words."""
    for pattern, replacement in _rules(table):
        text = pattern.sub(replacement, text)
    return text


def canonical(text: str, table: Table) -> str:
    """A text with every number as in a program: `1,250.5` or `1.250,5` as `1250.5`, and `.5` as `0.5`."""
    return _number(table).sub(lambda match: _canonical(match[0], table), text)


@cache
def _number(table: Table) -> re.Pattern[str]:
    thousands, decimal = f"[{re.escape(table.number['thousands'])}]", re.escape(table.number["decimal"])
    groups = rf"[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+(?![\d])(?:{decimal}\d+)?"
    decimals = r"\d+[.]\d+" if decimal == r"\." else r"\d+[.,]\d+"
    return re.compile(rf"(?<![\w.,/:])(?:{groups}|{decimals}(?![.,:]?\d)|(?<!\d)[.]\d+)(?!\.\d)")


def _canonical(figures: str, table: Table) -> str:
    decimal = table.number["decimal"]
    groups = re.fullmatch(
        rf"(\d{{1,3}}(?:[{re.escape(table.number['thousands'])}]\d{{3}})+)(?:{re.escape(decimal)}(\d+))?", figures
    )
    if groups:
        whole = re.sub(r"\D", "", groups[1])
        return f"{whole}.{groups[2]}" if groups[2] else whole
    return f"0{figures}" if figures[0] == "." else figures.replace(",", ".")


@cache
def _rules(table: Table) -> Rules:
    words, unit = table.words, table.unit
    per = alternatives(table.per)
    things = abbreviations(table.language).things or "(?!)"

    def in_range(match: re.Match[str]) -> str:
        return f"{match[1]} {words['to']} "

    def mixed(match: re.Match[str]) -> str:
        return f"{match[1]} {match[2]}"

    def per_thing(match: re.Match[str]) -> str:
        return f"{match[1]} {table.per[match[2]]}"

    def adjective(match: re.Match[str]) -> str:
        one = table.units[match[2]][0]
        return f"{amount(match[1], table)}-{one}"

    def with_unit(match: re.Match[str]) -> str:
        if match[2] in AMBIGUOUS and not _is_length(match, table):
            return match[0]
        before, after = (
            match.string[max(0, match.start() - 4) : match.start()],
            match.string[match.end() : match.end() + 12],
        )
        is_before_noun = (
            table.language == "en" and _A_THING.search(before) is not None and _NOUN.match(after) is not None
        )
        return _with_unit(match[1], match[2], match[3] or "", table, is_before_noun=is_before_noun)

    def unit_before(match: re.Match[str]) -> str:
        return f"{match[1]} {table.units[match[2]][0]}"

    rules = compiled(
        (r"(\d/\d{1,2})(?:rds?|ths?|nds?)(?!\w)", r"\1"),
        (rf"(\d[ ](?:{table.counted}))[ ]?[x×][ ]?(?=\d+[ ]?(?:{words['sets']})(?!\w))", r"\1, "),
        (rf"(\d)\+[ ]?({unit})(?!\w)", r"\1 \2+"),
        (rf"{START}(\d+)-(\d{{1,2}}/\d{{1,3}})(?![\d/])", mixed),
        (rf"{START}(\d+(?:-\d+){{2,}})(?![\w/]|\.\d)", lambda match: match[1].replace("-", ", ")),
        (rf"((?<![\w.,]){AMOUNT}[ ]?(?:(?:{unit})(?!\w)\.?|))[ ]?[-—][ ]?(?={NUMBER})", in_range),
        (rf"(?<![\w.,)])[-](?={NUMBER})", f"{words['minus']} "),
        (rf"(\d[ ]?(?:[^\W\d]{{1,12}}\.?|[°%″′×])?|(?<!\w)(?:{table.counted}))[ ]?/[ ]?({per})(?![\w/])", per_thing),
        (
            rf"((?<![\w.,]){AMOUNT})([ ]?(?:{words['sets']}))[ ]?(?:[x×*]|à)[ ]?(?=\d)",
            lambda m: f"{m[1]}{m[2]} {words['of']} ",
        ),
        (
            rf"((?<![\w.,]){AMOUNT}(?:[ ]?(?:{unit}))?)[ ]?[x×][ ]?(?={AMOUNT}(?:[ ]?[x×][ ]?{AMOUNT})?[ ]?(?:{_sizes(table)})(?!\w))",
            rf"\1 {words['by']} ",
        ),
        (rf"((?<![\w.,]){AMOUNT})[ ]?[x×X][ ]?(?=\d)", rf"\1 {words['multiplied']} "),
        (rf"((?<![\w.,]){AMOUNT})[ ]?[x×X](?!\w)", rf"\1 {words['times']} "),
        (rf"(?<!\w)[x×][ ]?({AMOUNT})", rf"\1 {words['times']}"),
        (rf"(?<![\w.,])1[ ]{words['times']}(?!\w)[ ]?(?!\d)", f"{words['once']} "),
        (rf"(?<![\w.,/])({AMOUNT})-({unit})(?=[ -][^\W\d])", adjective),
        (
            rf"(?<![\w.,/])({AMOUNT})[ ]?({unit})(\^[23](?!\d))?(?![\w/^])(?:\.(?=[ ]+(?:[^\W\dA-ZÄÖÜ]|{things})|[,;:]))?",
            with_unit,
        ),
        (rf"(?<!\w)({_again(table)})[ ]({unit})(?!\w)", unit_before),
    )
    return [
        *rules,
        (re.compile(r"(?<![\w.,/-])(\d{1,4}[ ])?(\d{1,3})/(\d{1,3})(?![\d/])"), lambda m: _fraction(m, table)),
    ]


_A_THING = re.compile(r"(?<!\w)an? $", re.IGNORECASE)
_NOUN = re.compile(r" (?!(?:of|or|and|to|by|at|in|on|is|are|then|for|from|with|a|an|the|per)\b)[a-z]")


def _is_length(match: re.Match[str], table: Table) -> bool:
    """Whether `in` after a number is inches: at the end, before a sign, or before a word of lengths; not `breathe 4 in, 6 out`."""
    if _BREATH.search(match.string):
        return False
    return (
        re.match(
            rf"[ ]*(?:$|[\d.,;:!?)x×-]|(?:or|and|to|of|{table.primes['length']})(?!\w))", match.string[match.end(2) :]
        )
        is not None
    )


_BREATH = re.compile(r"(?<!\w)(?:out|breath|breathe|breathing|inhale|exhale|inhaling|exhaling)(?!\w)", re.IGNORECASE)


def _again(table: Table) -> str:
    """Words after which a unit is said although no figure is before it: `per min`."""
    return {"en": "per", "de": "pro|je", "es": "por", "fr": "par"}[table.language]


def _sizes(table: Table) -> str:
    return alternatives([sign for sign in ("mm", "cm", "m", "ft", "in", "″", "′") if sign in table.units])


def amount(figures: str, table: Table) -> str:
    """An amount as words: `1 1/2` as `one and a half`, `3/4` as `three quarters`."""
    whole, space, fraction = figures.rpartition(" ")
    if "/" not in fraction:
        return cardinal(fraction, table.language)
    numerator, denominator = fraction.split("/")
    part = parts(int(numerator), int(denominator), table, after_whole=bool(space))
    if part is None:
        part = f"{cardinal(numerator, table.language)} {table.words['over']} {cardinal(denominator, table.language)}"
    if not space:
        return part
    if table.language == "de" and part == "ein halb":
        return f"{agreed(cardinal(whole, 'de'), '', table)}einhalb"
    return f"{cardinal(whole, table.language)} {_and(table)} {part}"


def _and(table: Table) -> str:
    return {"en": "and", "de": "und", "es": "y", "fr": "et"}[table.language]


def parts(numerator: int, denominator: int, table: Table, *, after_whole: bool = False) -> str | None:
    """A fraction as words; None where its denominator has no name."""
    forms = table.fractions.get(str(denominator))
    if forms is None or numerator == 0:
        return None
    one, many, added = forms[:3]
    if numerator == 1:
        return added if after_whole else one
    return f"{_counted(numerator, table)} {many}"


def _counted(number: int, table: Table) -> str:
    return cardinal(str(number), table.language)


def _with_unit(figures: str, sign: str, power: str, table: Table, *, is_before_noun: bool) -> str:
    one, many = table.units[sign][:2]
    if power:
        form = table.words["square" if power == "^2" else "cubic"]
        one, many = (form.format(each.lower() if table.language == "de" else each) for each in (one, many))
    if is_before_noun:
        return f"{amount(figures, table)} {one}"
    whole, space, fraction = figures.rpartition(" ")
    if "/" in fraction and space and table.language in ("es", "fr"):
        return _and_part(whole, fraction, one if whole == "1" else many, table)
    if "/" in fraction and not space:
        return _part_of(fraction, one, many, table)
    if _ONE.fullmatch(figures):
        return f"{_one_before(one, table)} {one}"
    return f"{agreed(amount(figures, table), many, table)} {many}"


def _part_of(fraction: str, one: str, many: str, table: Table) -> str:
    """A fraction of a unit: `half an inch`, `three quarters of an inch`."""
    numerator, denominator = map(int, fraction.split("/"))
    said = amount(fraction, table)
    if numerator > denominator:
        return f"{said} {many}"
    match table.language:
        case "en":
            article = "an" if one[0] in "aeio" or one.startswith("hour") else "a"
            return f"{said} {article} {one}" if said == "half" else f"{said} of {article} {one}"
        case "de":
            if said == "ein halb":
                return f"{'eine halbe' if _is_feminine(one, table) else 'ein halber' if 'meter' in one.lower() else 'ein halbes'} {one}"
            return f"{said} {one}"
        case "es":
            if said == "medio":
                return f"{'media' if _is_feminine(one, table) else 'medio'} {one}"
            return f"{said} de {one}"
        case _:
            if said == "un demi":
                return f"{'une demi' if _is_feminine(one, table) else 'un demi'}-{one}"
            return f"{said} {'d’' if one[0] in 'aeiouhé' else 'de '}{one}"


def _fraction(match: re.Match[str], table: Table) -> str:
    """A fraction without a unit, in its sentence."""
    whole, numerator, denominator = (match[1] or "").strip(), int(match[2]), int(match[3])
    before, after = (
        match.string[max(0, match.start() - 16) : match.start()],
        match.string[match.end() : match.end() + 24],
    )
    both = f"{_counted(numerator, table)} {_counted(denominator, table)}"
    if whole:
        thing = re.match(r"[ ]([^\W\d_]+)", after)
        if not thing or table.language not in ("es", "fr"):
            return amount(match[0], table)
        return _and_part(whole, match[0].split()[-1], None, table, thing[1])
    if numerator == denominator and numerator >= 10:
        return both
    if numerator >= 60 and denominator >= 30:
        return f"{_counted(numerator, table)} {table.words['over']} {_counted(denominator, table)}"
    if denominator in (10, 20, 100) and not re.match(r"[ -]?(?:of|der|des|de|du|d’|turn|Drehung)\b", after):
        return f"{_counted(numerator, table)} {table.words['out_of']} {_counted(denominator, table)}"
    said = parts(numerator, denominator, table)
    if said is None or numerator > 3 * denominator:
        return f"{_counted(numerator, table)} {table.words['over']} {_counted(denominator, table)}"
    if table.language == "en":
        return _english_part(said, before, after)
    if table.language == "de" and said == "ein halb" and (thing := re.match(r" ([A-ZÄÖÜ][^\W\d_]+)", after)):
        return (
            "eine halbe"
            if _is_feminine(thing[1], table)
            else "ein halber"
            if thing[1].endswith(("zug", "er", "Kreis"))
            else "ein halbes"
        )
    if (
        table.language in ("es", "fr")
        and denominator == 2
        and numerator == 1
        and (thing := re.match(r" ([^\W\d_]+)", after))
        and _is_feminine(thing[1], table)
    ):
        return {"es": "media", "fr": "une demie"}[table.language]
    return said


def _english_part(said: str, before: str, after: str) -> str:
    bare = _ARTICLE.sub("", said)
    if DETERMINED.search(before) or after.startswith("-"):
        return (
            bare
            if bare != said or said == "half" or not re.match(r"[ -][^\W\d_]", after)
            else said.replace(" ", "-").replace("quarters", "quarter")
        )
    thing = re.match(r"[ ]([^\W\d_]+)", after)
    if not thing or _NOT_A_THING.match(after[1:]) or thing[1].endswith("s") or said == "a quarter":
        return said
    article = "an" if thing[1][0] in "aeio" else "a"
    return f"half {article}" if said == "half" else f"{said} of {article}"


def _and_part(whole: str, fraction: str, thing: str | None, table: Table, after: str = "") -> str:
    """A whole number of things and a part of one, as Spanish and French say it: `una hora y media`.

    `thing` is left out where it follows in the text as `after`.
    """
    numerator, denominator = map(int, fraction.split("/"))
    part = parts(numerator, denominator, table, after_whole=True) or amount(fraction, table)
    named = thing or after
    if _is_feminine(named, table):
        part = {"medio": "media", "demi": "demie"}.get(part, part)
    number = agreed(cardinal(whole, table.language), named, table)
    return f"{number} {thing} {_and(table)} {part}" if thing else f"{number} {_and(table)} {part}"


def agreed(number: str, thing: str, table: Table) -> str:
    """The words of a number that ends in one, as they are said before a thing."""
    match table.language:
        case "es" if re.search(r"(?:^|[ i])uno$", number):
            if _is_feminine(thing, table):
                return re.sub("uno$", "una", number)
            return (
                re.sub("veintiuno$", "veintiún", number)
                if number.endswith("veintiuno")
                else re.sub("uno$", "un", number)
            )
        case "es" if number.endswith("cientos") and _is_feminine(thing, table):
            return re.sub("cientos$", "cientas", number)
        case "fr" if re.search(r"(?:^|[ -])un$", number) and _is_feminine(thing, table):
            return f"{number}e"
        case "de" if number == "eins" or number.endswith("hunderteins"):
            return re.sub("eins$", "eine" if _is_feminine(thing, table) else "ein", number)
        case _:
            return number


def german_ordinal(number: int, before: str, thing: str, table: Table) -> str:
    """A German ordinal with the ending that it has after the words before it: `am dritten`, `die dritte`, `dritter`."""
    stem = ordinal(number, table.language)
    if re.search(
        r"(?<!\w)(?:am|im|vom|zum|zur|beim|dem|den|bis|ab|seit|(?:in|nach|vor|bei|mit|zu|seit|von|ab|aus) der)[ ]$",
        before[-16:],
        re.I,
    ):
        return f"{stem}n"
    if re.search(r"(?<!\w)(?:die|das|der|jede|diese|deine|eine)[ ]$", before[-8:], re.I) or _is_feminine(thing, table):
        return stem
    return f"{stem}s" if thing == "Mal" else f"{stem}r"


def _one_before(one: str, table: Table) -> str:
    return agreed(cardinal("1", table.language), one, table)


def _is_feminine(thing: str, table: Table) -> bool:
    return bool(table.number["feminine"]) and _feminine(table).match(thing) is not None


@cache
def _feminine(table: Table) -> re.Pattern[str]:
    return re.compile(rf"(?:{table.number['feminine']})(?!\w)", re.IGNORECASE)

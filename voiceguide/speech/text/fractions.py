"""Fractions and mixed numbers as words: by themselves, of a unit, and in their sentence."""

from __future__ import annotations

import re

from voiceguide.speech.text.figures import agreed, cardinal
from voiceguide.speech.text.tables import Table

ROMANCE = ("es", "fr")
"""Languages that say a thing before its part: `una hora y media`."""

DETERMINED = re.compile(
    r"(?<!\w)(?:a|an|the|your|this|that|each|every|another|one|first|second|last|top|bottom|upper|lower|final|full)[ -]$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|one) ")
_NOT_A_THING = re.compile(
    r"(?:a|an|of|the|to|and|or|as|way|your|my|his|her|its|their|this|that|one|up|down|in|is|at|with|by|then|times?|inch|mile"
    r"|further|farther|more|less|deeper|higher|lower|wider|longer|slower|faster|closer|forward|backward|sideways|back|left|right"
    r"|open|closed|full|bent|straight|there|again|from|for|on|onto|into|over|under|off|out|through|before|after|toward|beyond"
    r"|if|when|while|until|but|so|per|each|every|\w+ly)\b"
)
_THING = re.compile(r"[ ]([^\W\d_]+)")
_OF_SOMETHING = re.compile(r"[ -]?(?:of|der|des|de|du|d’|turn|Drehung)\b")


def amount(figures: str, table: Table) -> str:
    """An amount as words: `1 1/2` as `one and a half`, `3/4` as `three quarters`."""
    whole, space, fraction = figures.rpartition(" ")
    if "/" not in fraction:
        return cardinal(fraction, table)
    numerator, denominator = fraction.split("/")
    part = _named(int(numerator), int(denominator), table, after_whole=bool(space))
    part = part or f"{cardinal(numerator, table)} {table.words['over']} {cardinal(denominator, table)}"
    if not space:
        return part
    if part == "ein halb":
        return f"{agreed(cardinal(whole, table), '', table)}einhalb"
    return f"{cardinal(whole, table)} {table.words['and']} {part}"


def amount_of(figures: str, one: str, many: str, table: Table) -> str:
    """An amount of a unit, whose names for one and for any other number are given."""
    whole, space, fraction = figures.rpartition(" ")
    if "/" in fraction and space and table.language in ROMANCE:
        return _and_part(whole, fraction, one if whole == "1" else many, table)
    if "/" in fraction and not space:
        return _part_of(fraction, one, many, table)
    if re.fullmatch(r"1(?:\.0+)?", figures):
        return f"{agreed(cardinal(1, table), one, table)} {one}"
    return f"{agreed(amount(figures, table), many, table)} {many}"


def fraction(match: re.Match[str], table: Table) -> str:
    """A fraction without a unit, in its sentence. The groups are a whole number, if there is one, numerator and denominator."""
    numerator, denominator = int(match[2]), int(match[3])
    before, after = match.string[max(0, match.start() - 16) : match.start()], match.string[match.end() :][:24]
    thing = _THING.match(after)
    if match[1]:
        if not thing or table.language not in ROMANCE:
            return amount(match[0], table)
        return _and_part(match[1].strip(), match[0].split()[-1], None, table, thing[1])
    said = _named(numerator, denominator, table)
    joined = f" {table.words['over']} "
    if numerator == denominator and numerator >= 10:
        said, joined = None, " "
    elif numerator >= 60 and denominator >= 30:
        said = None
    elif denominator in (10, 20, 100) and not _OF_SOMETHING.match(after):
        said, joined = None, f" {table.words['out_of']} "
    if said is None or numerator > 3 * denominator:
        return joined.join(cardinal(each, table) for each in (numerator, denominator))
    if table.language == "en":
        return _english_part(said, before, after)
    if thing and (numerator, denominator) == (1, 2):
        return _half(thing[1], said, table)
    return said


def _named(numerator: int, denominator: int, table: Table, *, after_whole: bool = False) -> str | None:
    """A fraction as words; None where its denominator has no name."""
    forms = table.fractions.get(str(denominator))
    if forms is None or numerator == 0:
        return None
    one, many, added = forms
    if numerator == 1:
        return added if after_whole else one
    return f"{cardinal(numerator, table)} {many}"


def _part_of(fraction: str, one: str, many: str, table: Table) -> str:
    """A fraction of a unit: `half an inch`, `three quarters of an inch`."""
    numerator, denominator = map(int, fraction.split("/"))
    said = amount(fraction, table)
    if numerator > denominator:
        return f"{said} {many}"
    feminine = table.is_feminine(one)
    match table.language:
        case "en":
            article = "an" if one[0] in "aeio" or one.startswith("hour") else "a"
            return f"{said} {article} {one}" if said == "half" else f"{said} of {article} {one}"
        case "de" if said == "ein halb":
            neuter = "ein halber" if "meter" in one.lower() else "ein halbes"
            return f"{'eine halbe' if feminine else neuter} {one}"
        case "de":
            return f"{said} {one}"
        case "es":
            return f"{'media' if feminine else said} {one}" if said == "medio" else f"{said} de {one}"
        case _ if said == "un demi":
            return f"{'une demi' if feminine else said}-{one}"
        case _:
            return f"{said} {'d’' if one[0] in 'aeiouhé' else 'de '}{one}"


def _half(thing: str, said: str, table: Table) -> str:
    """A half before the thing that it is of, in other languages than English."""
    if table.language == "de":
        if not thing[0].isupper() or len(thing) == 1:
            return said
        masculine = thing.endswith(("zug", "er", "Kreis"))
        return "eine halbe" if table.is_feminine(thing) else "ein halber" if masculine else "ein halbes"
    return {"es": "media", "fr": "une demie"}.get(table.language, said) if table.is_feminine(thing) else said


def _english_part(said: str, before: str, after: str) -> str:
    bare = _ARTICLE.sub("", said)
    if DETERMINED.search(before) or after.startswith("-"):
        if bare != said or said == "half" or not re.match(r"[ -][^\W\d_]", after):
            return bare
        return said.replace(" ", "-").replace("quarters", "quarter")
    thing = _THING.match(after)
    if not thing or _NOT_A_THING.match(after[1:]) or thing[1].endswith("s") or said == "a quarter":
        return said
    article = "an" if thing[1][0] in "aeio" else "a"
    return f"half {article}" if said == "half" else f"{said} of {article}"


def _and_part(whole: str, fraction: str, thing: str | None, table: Table, after: str = "") -> str:
    """A whole number of things and a part of one, as Spanish and French say it: `una hora y media`.

    `thing` is left out where it follows in the text as `after`.
    """
    numerator, denominator = map(int, fraction.split("/"))
    part = _named(numerator, denominator, table, after_whole=True) or amount(fraction, table)
    named = thing or after
    if table.is_feminine(named):
        part = {"medio": "media", "demi": "demie"}.get(part, part)
    number = agreed(cardinal(whole, table), named, table)
    return f"{number} {thing} {table.words['and']} {part}" if thing else f"{number} {table.words['and']} {part}"

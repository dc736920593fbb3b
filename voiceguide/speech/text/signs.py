"""Signs between words and numbers, and what is left: only letters, spaces and the punctuation of sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from voiceguide.speech.text.figures import agreed, cardinal
from voiceguide.speech.text.marks import Rules, compiled, replaced
from voiceguide.speech.text.tables import Table

PUNCTUATION = frozenset(" .,;:!?¿¡'’-…")
"""What is left beside letters. A hyphen and an apostrophe stand inside of words only."""


def only_words(text: str, table: Table) -> str:
    """The text without what is no letter, space or punctuation."""
    said = unicodedata.normalize("NFC", replaced(text, _brackets()))
    kept = "".join(char if char.isalpha() or char in PUNCTUATION else _left_over(char, table) for char in said)
    return replaced(kept, _joins())


def _left_over(char: str, table: Table) -> str:
    if unicodedata.category(char) in ("Mn", "Me"):
        return ""
    figure = unicodedata.digit(char, None)
    return " " if figure is None else f" {cardinal(figure, table)} "


@cache
def signs(table: Table) -> Rules:
    """Signs, and numbers that are left."""
    words = table.words
    per_cent = table.units["%"][1]

    def power(match: re.Match[str]) -> str:
        usual = {"2": words["squared"], "3": words["cubed"]}
        return " " + (usual.get(match[1]) or f"{words['power']} {match[1].replace('-', words['minus'] + ' ')}")

    def number(match: re.Match[str]) -> str:
        after = re.match(r"[ ]([^\W\d_]+)", match.string[match.end() :][:32])
        said = cardinal(match[0], table)
        return agreed(said, after[1], table) if after and _is_thing(after[1], table) else said

    return compiled(
        (r"<dot>", f" {words['dot']} "),
        (r"<at>", f" {words['at_sign']} "),
        (r"(?<=\w)\^(-?\d+)", power),
        (r"[ ]*°", f" {table.units['°'][1]}"),
        (r"(?<=[^\W\d_])[ ]?/[ ]?(?=[^\W\d_])", f" {words['or']} "),
        (r"[ ]*&[ ]*", f" {words['and']} "),
        (r"(?<=\d)\+(?![ ]*\d)|(?<=\w)\+(?=[ ]*(?:$|[.,;]))", f" {words['or_more']}"),
        (r"[ ]*\+[ ]*(?=\w)", f" {words['plus']} "),
        (r"[ ]*±[ ]*", f" {words['plus_minus']} "),
        (r"[ ]*[≥⩾][ ]*|[ ]*>=[ ]*", f" {words['at_least']} "),
        (r"[ ]*[≤⩽][ ]*|[ ]*<=[ ]*", f" {words['at_most']} "),
        (r"(?<=[\w.,;:!?)])[ ]*(?:[→⇒➔➜]|[-=]+>)[ ]*(?=\w)", f" {words['to']} "),
        (r"(?<=\w)[ ]*[=≈][ ]*(?=\w)", f" {words['equals']} "),
        (r"[≈~∼][ ]*(?=\w)", f"{words['about']} "),
        (r"[ ]*>[ ]*(?=\w)", f" {words['more_than']} "),
        (r"[ ]*<[ ]*(?=\w)", f" {words['less_than']} "),
        (r"[ ]*@[ ]*(?=\w)", f" {words['at']} "),
        (r"(?<=[\w)])[ ]*÷[ ]*(?=\w)", f" {words['divided']} "),
        (r"(?<=\w)[ ]*[×·][ ]*(?=\w)", f" {words['multiplied']} "),
        (r"(?<=\w)[ ]?%", f" {per_cent}"),
        (r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " "),
        (r"\d+(?:\.\d+)?", number),
    )


def _is_thing(word: str, table: Table) -> bool:
    """Whether a word after a number can be what is counted. Only some languages change their numbers before it."""
    if table.language == "de":
        return word[:1].isupper()
    return "no_thing" in table.number and not re.fullmatch(table.number["no_thing"], word.lower())


@cache
def _brackets() -> Rules:
    return compiled(
        (r"(?<=\w)\((?:s|es|e|n|en|r|a|o)\)", lambda match: match[0][1:-1]),
        (r"[ ]*[(\[{][ ]*|[)\]}](?=[ ]*\w)", ", "),
        (r"[)\]}]", ","),
        (r",?[ ]+(?:[-—][ ]+)+|[ ]*—[ ]*", ", "),
    )


@cache
def _joins() -> Rules:
    return compiled(
        (r"(?<![^\W_])['’-]+|['’-]+(?![^\W_])", " "),
        (r"[-]{2,}", " "),
        (r"\.{2,}", "…"),
        (r"([.!?…])[ ]*(?:[.,;:][ ]*)+(?=\s|$)", r"\1 "),
    )

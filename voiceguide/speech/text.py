"""Turns text into words to be read aloud, without symbols that an engine would spell out, skip or misread.

The words for symbols are in one table per language, in `languages`; a new file adds a language. For a language without a
table only Markdown is removed, since its voices read symbols better than words of another language would.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Replacement = str | Callable[[re.Match[str]], str]
Rules = list[tuple[re.Pattern[str], Replacement]]

NUMBER = r"\d+(?:[.,]\d+)?"
DASH = r"[-‐‑‒–—−]"
SPACE = r"[ \u00a0\u202f]"
SIZES = ("mm", "cm", "m", "ft", "″")

MARKDOWN: Rules = [
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"!\[[^\]]*\]\([^)]*\)", " "),  # an image
        (r"\[([^\]]*)\]\([^)]*\)", r"\1"),  # a link
        (r"\\([!-/:-@\[-`{-~])", r"\1"),  # an escaped character
        (r"^\s*(?:>\s*)+|^\s*#+\s+|^\s*[-*+•]\s+", " "),  # a quote, heading or list item
        (r"[*`]+|~~|(?<!\w)_+|_+(?!\w)", ""),
        (r"[_|]", " "),
    )
]


def spoken(text: str, language: str = "en") -> str:
    """The words that an engine gets for a text, in the language of a BCP 47 tag; empty if there are none."""
    for pattern, replacement in (*MARKDOWN, *_rules(re.split("[-_]", language.lower())[0])):
        text = pattern.sub(replacement, text)
    words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    tidy = re.sub(r"\s+(?=[.,;:!?])", "", words)
    return tidy if any(char.isalnum() for char in tidy) else ""


@cache
def _rules(language: str) -> Rules:
    """The replacements for a language, in the order in which they apply; none for a language without a table."""
    table = files("voiceguide.speech") / "languages" / f"{language}.toml"
    if not language.isalpha() or not table.is_file():
        return []
    tables: Mapping[str, Mapping[str, Any]] = tomllib.loads(table.read_text("utf-8"))
    rules = (*_short_forms(tables["abbreviations"]), *_fractions(tables["fractions"]), *_signs(tables))
    return [(re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in rules]


def _short_forms(table: Mapping[str, str]) -> list[tuple[str, Replacement]]:
    """Abbreviations, longest first. One that ends in a letter must end a word; a full stop that ends the text stays."""
    rules: list[tuple[str, Replacement]] = []
    for short in sorted(table, key=len, reverse=True):
        sign, long = rf"(?<!\w){re.escape(short)}", table[short]
        if short[-1].isalnum():
            rules.append((rf"{sign}(?!\w)", long))
        else:
            end = "." if short.endswith(".") else ""
            rules += [(rf"{sign}(?=\s*$)", long + end), (rf"{sign}(?=\w)", f"{long} "), (sign, long)]
    return rules


def _fractions(table: Mapping[str, list[str]]) -> list[tuple[str, Replacement]]:
    signs = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
    rules: list[tuple[str, Replacement]] = [(sign, f" {written}") for sign, written in signs.items()]
    rules += [(rf"(\d)\s+{written}\b", rf"\1 {after}") for written, (_, after) in table.items()]
    rules += [(rf"(?<![\d/]){written}(?![\d/])", alone) for written, (alone, _) in table.items()]
    return rules


def _signs(tables: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, Replacement]]:
    words: Mapping[str, str] = tables["words"]
    many = tables["units"]["°"][1]
    sizes = "|".join(sign for sign in SIZES if sign in tables["units"])
    return [
        (r'(?<=\d)"|"([^"]*)"', lambda match: "″" if match[1] is None else f'"{match[1]}"'),
        (rf"(?<![\w.])\d+(?:{DASH}\d+){{2,}}(?![\w.]*\w)", lambda match: re.sub(DASH, ", ", match[0])),
        (rf"({NUMBER}\s?[°″%]?)\s?{DASH}\s?(?={NUMBER})", rf"\1 {words['to']} "),
        (rf",?\s+(?:{DASH}\s+)+", ", "),
        (rf"(?<![\w.,]){DASH}(?={NUMBER})", f"{words['minus']} "),
        (rf"({NUMBER}[^\W\d]{{0,2}})\s?[x×]\s?(?={NUMBER}\s?(?:{sizes})(?!\w))", rf"\1 {words['by']} "),
        (rf"({NUMBER})\s?[x×](?:\s(?=\d)|(?=\d))", rf"\1 {words['multiplied']} "),
        (rf"({NUMBER})\s?[x×](?!\w)", rf"\1 {words['times']} "),
        (rf"(?<!\w)[x×]\s?({NUMBER})", rf"\1 {words['times']}"),
        (rf"(?<![\w.,])1 {words['times']}(?!\w)", words["once"]),
        _units(tables["units"]),
        (r"\s*°", f" {many}"),
        (r"(?<=\w)\s?/\s?(?=\w)", f" {words['or']} "),
        (r"\s*&\s*", f" {words['and']} "),
        (r"(?<=\d)\+(?!\s*\d)", f" {words['or_more']}"),
        (r"\s*\+\s*", f" {words['plus']} "),
        (r"\s*±\s*", f" {words['plus_minus']} "),
        (r"\s*=\s*", f" {words['equals']} "),
        (r"\s*@\s*", f" {words['at']} "),
        (r"\s*[→⇒]\s*", f" {words['to']} "),
        (r"[≈~]\s*(?=\d)", f"{words['about']} "),
        (r"≥\s*", f"{words['at_least']} "),
        (r"≤\s*", f"{words['at_most']} "),
        (r"\s*>\s*(?=\d)", f" {words['more_than']} "),
        (r"\s*<\s*(?=\d)", f" {words['less_than']} "),
        (r"#\s*(?=\d)", f"{words['number']} "),
        (r"[^\w\s.,;:!?¿¡'\"()’‘“”„…\-–—]", " "),  # all other symbols have no words
    ]


def _units(table: Mapping[str, list[str]]) -> tuple[str, Replacement]:
    """A unit after a number: `1 cm` has words of its own, all other numbers take the plural."""
    signs = "|".join(re.escape(sign) for sign in sorted(table, key=len, reverse=True))

    def say(match: re.Match[str]) -> str:
        one, many = table[match[2]]
        return one if match[1] == "1" else f"{match[1]} {many}"

    return rf"(?<![\w.,])({NUMBER}){SPACE}?({signs})(?!\w)", say

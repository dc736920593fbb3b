"""Takes out of a text what is for the eye alone: Markdown, addresses of the Web, emoji, and the spellings of Unicode."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

Replacement = str | Callable[[re.Match[str]], str]
Rules = list[tuple[re.Pattern[str], Replacement]]


def compiled(*rules: tuple[str, Replacement]) -> Rules:
    """Patterns with their replacements, in the order in which they apply."""
    return [(re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in rules]


def replaced(text: str, rules: Rules) -> str:
    """The text after all rules."""
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


MARKDOWN = compiled(
    (r"<!--[^<>]*-->", " "),
    (r"!\[[^\[\]\n]*\]\([^()\n]*\)", " "),  # an image
    (r"\[\^[^\[\]\n]*\]:?", " "),  # a footnote
    (r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]", r"\1"),  # a link of a wiki
    (r"\[([^\[\]\n]*)\]\([^()\n]*\)", r"\1"),  # a link
    (r"~~[^~\n]*~~", " "),  # struck out
    (r"%%[^%\n]*%%", " "),  # a comment of Obsidian
    (r"\{[.#][\w .#=\"-]*\}", " "),  # attributes
    (r"^[ ]{0,8}[-*+][ ]\[[ xX]\][ ]", " "),  # a task
    (r"\\([!-/:-@\[-`{-~])", r"\1"),  # an escaped character
    (r"^[ ]{0,8}(?:>(?![=\d])[ ]?)+|^[ ]{0,8}#{1,6}[ ]+|^[ ]{0,8}[-*+•][ ]+", " "),  # a quote, heading or list item
    (r"==|\+\+(?=\w)|(?<=\w)\+\+|\|\||[*`]+|~~|(?<![^\W_])_+|_+(?![^\W_])", ""),
    (r"(?<=\w)\^(\d{1,9})\^", r"^\1 "),
    (r"(?<=\w)\^(\w{1,20})\^", r" \1"),
    (r"(?<=\w)~(\w{1,20})~", r"\1"),
    (r"[_|]", " "),
)

WEB = compiled(
    (r"(?<!\w):[a-z][a-z0-9_+-]{1,30}:(?!\w)", " "),  # the name of an emoji
    (r"(?<![^\s(])(?:https?://|www\.)(?:www\.)?([\w-]+(?:\.[\w-]+)+)[^\s,;)]*", lambda m: m[1].replace(".", "<dot>")),
    (r"(?<![\w.])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)", lambda m: f"{m[1]}<at>{m[2]}".replace(".", "<dot>")),
    (r"(?<![\w&])[#@](?=[^\W\d])", ""),
)

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
UNIFORM = str.maketrans(
    {
        **dict.fromkeys("™®©℠", " "), **dict.fromkeys("‐‑‒−–", "-"), **dict.fromkeys("″“”„‟«»〃", '"'), "′": "'",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None), "⁄": "/", "∕": "/", "÷": " ÷ ", "∙": "·",
        "ʼ": "’", "…": "\x00",
    }
)  # fmt: skip
"""Characters that are written in several ways. A dash between words, `—`, stays, and so does an ellipsis."""

_FRACTION = re.compile(r"(?<=\d)\s?(?=[¼-¾⅐-⅞])")
_POWER = re.compile(r"(?<=[^\W_])([⁻⁺]?[⁰¹²³⁴-⁹]+)")


def plain(text: str) -> str:
    """The text without Markdown, in uniform characters: fractions as `1/2`, powers as `m^2`, one kind of dash and of quotes."""
    text = replaced(html.unescape(text) if "&" in text else text, MARKDOWN)
    text = _POWER.sub(lambda power: f"^{power[1].translate(SUPERSCRIPTS)} ", _FRACTION.sub(" ", text))
    text = unicodedata.normalize("NFKC", text.translate(UNIFORM)).translate(UNIFORM).replace("\x00", "…")
    return " ".join("".join(char if char.isprintable() else " " for char in replaced(text, WEB)).split())

"""Marks after a number: feet and inches, or minutes and seconds, as the sentence tells."""

from __future__ import annotations

import re
from functools import cache

from voiceguide.speech.text.tables import Table

_LENGTH = re.compile(r"(?<![\w.])(\d+)['’][ ]?(\d+(?:[ ]\d/\d|\.\d+)?)(?:\"|['’]{2})(?!\w)")
_PRIME = re.compile(r"(?<=[\d½])[ ]?(\"|''|’’|'|’)(?![\w])")
_QUOTED = re.compile(r"(?<![\w])\"[^\"\d][^\"]*\"|(?<![\w])['‘’][^'’\d][^'’]*['’](?!\w)")


def with_primes(text: str, table: Table) -> str:
    """The text with a unit in place of each mark: `6″` or `30 s`."""
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    small, large = ("s", "min") if _kind(text, table) == "time" else ("″", "′")

    def both(match: re.Match[str]) -> str:
        return f"{match[1]} {large} {match[2]} {small}"

    def one(match: re.Match[str]) -> str:
        if any(start < match.start(1) < end for start, end in quotes):
            return match[0]
        is_small = match[1] == '"' or len(match[1]) == 2
        return f" {small if is_small else large} "

    return re.sub(r"[ ]+", " ", _PRIME.sub(one, _LENGTH.sub(both, text)))


def unsure(text: str, table: Table) -> str | None:
    """The first number with such a mark of which the sentence does not tell whether it is a time or a length; None without."""
    if _kind(text, table) is not None:
        return None
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    for match in _PRIME.finditer(text):
        if not any(start < match.start(1) < end for start, end in quotes):
            before = re.sub(r"[\d./½ ]*$", "", text[: match.start()])
            return text[len(before) : match.end(1)].strip()
    return None


def _kind(text: str, table: Table) -> str | None:
    """Whether the marks of a sentence are a time or a length; None where it does not tell, and they count as a length."""
    found = [kind for kind in ("time", "length") if _words(table, kind).search(text)]
    if re.search(r"\d['’][ ]?\d+(?:\"|['’]{2})", text) and found != ["time"]:
        return "length"
    return found[0] if len(found) == 1 else None


@cache
def _words(table: Table, kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{table.primes[kind]})(?!\w)", re.IGNORECASE)

"""Abbreviations that end in a full stop: one table for what ends a sentence, and for what is said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from voiceguide.letters import main_language

LONGEST = 12
"""How many characters before the end of a possible sentence are looked at."""

SHORTEST = 2
"""An abbreviation longer than this may begin a sentence, with a capital."""

LONGEST_THING = 24
"""How many characters after it."""


@dataclass(frozen=True, eq=False)
class Abbreviations:
    """The abbreviations of one language, with what is said for each.

    Attributes:
        inside: those that never end a sentence, such as `Dr.`
        anywhere: those that may end one, such as `etc.`
        things: words with a capital that do not begin a sentence after an abbreviation: `30 Sek. Pause`.
    """

    inside: Mapping[str, str]
    anywhere: Mapping[str, str]
    things: str = ""

    @cached_property
    def said(self) -> Mapping[str, str]:
        known = {**self.anywhere, **self.inside}
        first = {_capital(short): _capital(long) for short, long in known.items() if len(short) > SHORTEST}
        return {**first, **known}

    def go_on(self, text: str, after: str) -> bool:
        """Whether a sentence goes on after a text that ends in a full stop: with a title, an example or an initial."""
        if any(text.endswith(begin) and after.startswith(rest) for begin, rest in self._in_parts):
            return True
        if self.follows(after):
            return text[-LONGEST:].endswith(tuple(f" {each}" for each in self.anywhere))
        return self._goes_on.search(text[-LONGEST:]) is not None

    def follows(self, after: str) -> bool:
        """Whether what comes after an abbreviation is a thing that belongs to it."""
        return bool(self.things) and re.match(rf"\s*(?:{self.things})(?!\w)", after) is not None

    @cached_property
    def _in_parts(self) -> Sequence[tuple[str, str]]:
        """Abbreviations with a space, cut there: `z.` and `B.`"""
        parts = (short.partition(" ") for short in self.said if " " in short)
        return [(f" {begin}", rest) for begin, _, rest in parts]

    @cached_property
    def _goes_on(self) -> re.Pattern[str]:
        dotted = [each for each in self.inside if each.endswith(".")]
        dotted += [_capital(each) for each in dotted if len(each) > SHORTEST]
        inside = "|".join(map(re.escape, dotted))
        initial = r"(?:^|\.\s)[^\W\d_]\."
        return re.compile(rf"(?<!\w)(?:{inside})$|{initial}$" if inside else rf"{initial}$")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def abbreviations(language: str) -> Abbreviations:
    """The abbreviations of a language, given as a BCP 47 tag; none for a language without a table."""
    table = _tables().get(main_language(language), {})
    return Abbreviations(table.get("inside", {}), table.get("anywhere", {}), table.get("things", {}).get("pattern", ""))


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads((files("voiceguide.script") / "abbreviations.toml").read_text("utf-8"))

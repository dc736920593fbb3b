"""How a language says signs, units and short forms: one table for each, in the folder `languages`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True, eq=False)
class Table:
    """The table of one language. en.toml explains each part.

    Attributes:
        language: its main tag.
    """

    language: str
    words: Mapping[str, str]
    number: Mapping[str, str]
    fractions: Mapping[str, Sequence[str]]
    units: Mapping[str, Sequence[str]]
    per: Mapping[str, str]
    counted: str
    currencies: Mapping[str, Sequence[str]]
    dates: Mapping[str, str]
    roman: Mapping[str, str]
    primes: Mapping[str, str]
    acronyms: Mapping[str, str]
    capitals: Mapping[str, str]
    short: Mapping[str, str]

    @cached_property
    def unit(self) -> str:
        """A pattern of all units."""
        return alternatives(self.units)

    @cached_property
    def months(self) -> Sequence[str]:
        return self.dates["months"].split()

    @cached_property
    def spelled(self) -> frozenset[str]:
        """Acronyms that are said letter by letter."""
        return frozenset(self.capitals["spelled"].split())

    @cached_property
    def common(self) -> frozenset[str]:
        """Short words that are words in capitals, too."""
        return frozenset(self.capitals["words"].split())

    @cached_property
    def _feminine(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.number['feminine'] or '(?!)'})(?!\w)", re.IGNORECASE)

    def is_feminine(self, thing: str) -> bool:
        """Whether a word is feminine, by its ending or by name."""
        return self._feminine.match(thing) is not None


def alternatives(names: Mapping[str, object] | Sequence[str]) -> str:
    """A pattern that matches one of some names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def table_of(language: str) -> Table | None:
    """The table of a language, by its main tag; None where it has none."""
    file = files("voiceguide.speech.text") / "languages" / f"{language}.toml"
    if not (language.isascii() and language.isalpha()) or not file.is_file():
        return None
    return Table(language, **tomllib.loads(file.read_text("utf-8")))

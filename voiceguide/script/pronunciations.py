"""Pronunciations that a script gives under `say:`, and where they apply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from voiceguide.problems import Place

Part = Literal["", "verb", "noun"]

LONGEST_WORD = 60
LONGEST_SAID = 120
"""Characters of an entry's two sides."""

MOST = 200
"""Entries of a script."""

_KEY = re.compile(r"(?P<word>.*?\S)\s*(?:\((?P<part>verb|noun)\))?")


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a word or a phrase is said.

    Attributes:
        word: as written in the script, in any case.
        said: a respelling, or phonemes of the International Phonetic Alphabet between slashes: `/ˈsoʊæs/`.
        part: the part of speech that it is for; empty for all.
        place: where the entry is.
    """

    word: str
    said: str
    part: Part = ""
    place: Place = field(default=Place("", 1), compare=False)

    @property
    def phonemes(self) -> str | None:
        """The phonemes without their slashes; None for a respelling."""
        return self.said[1:-1] if len(self.said) > 2 and self.said[0] == self.said[-1] == "/" else None


def pronunciation(key: str, said: str, place: Place) -> Pronunciation | str:
    """An entry `word: said` or `word (verb): said`; what was expected, where it is none."""
    match = _KEY.fullmatch(" ".join(key.split()))
    word = match["word"] if match else ""
    said = " ".join(said.split())
    if not any(char.isalnum() for char in word) or len(word) > LONGEST_WORD:
        return f"'{key[:40]}' is no word to say: expected a word or a phrase of at most {LONGEST_WORD} characters"
    if not any(char.isalpha() for char in said) or len(said) > LONGEST_SAID:
        return f"'{word[:40]}' is not told how to be said: expected a respelling such as 'so as', or phonemes such as /ˈsoʊæs/"
    if said.count("/") and not (said[0] == said[-1] == "/" and said.count("/") == 2):
        return (
            f"'{said[:40]}': expected phonemes between two slashes, such as /ˈsoʊæs/, or a respelling without a slash"
        )
    part: Part = "verb" if match and match["part"] == "verb" else "noun" if match and match["part"] else ""
    return Pronunciation(word, said, part, place)


def joined(own: Iterable[Pronunciation], others: Iterable[Pronunciation]) -> tuple[Pronunciation, ...]:
    """All entries of both; where both have a word, `own` has the say."""
    known = {(each.word.lower(), each.part): each for each in others}
    return tuple({**known, **{(each.word.lower(), each.part): each for each in own}}.values())


@lru_cache(256)
def pattern(entries: Sequence[Pronunciation]) -> re.Pattern[str]:
    """What finds the words of some entries in a text, the longest first."""
    words = sorted({each.word for each in entries}, key=len, reverse=True)
    known = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE)


def unused(entries: Sequence[Pronunciation], texts: Iterable[str]) -> Iterator[Pronunciation]:
    """The entries whose words are in none of the texts."""
    if not entries:
        return
    left = list(entries)
    for text in texts:
        left = [each for each in left if not pattern((each,)).search(text)]
    yield from left

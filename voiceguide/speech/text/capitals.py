"""Words in capitals: those that are shouted are said as words, and acronyms are spelled or said as the table has it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from voiceguide.speech.text.figures import ROMAN
from voiceguide.speech.text.tables import Table, alternatives

SHOUTED = 4
"""From so many letters on, a word in capitals with a vowel is a word, unless the table has it."""

NEAR = 60
"""How many characters before a Roman numeral is looked for what it numbers."""

VOWEL = re.compile(r"[AEIOUYÄÖÜÁÉÍÓÚÀÂÈÊËÎÏÔÛÙŒÆ]")

_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:['’](?:[TSMDtsmd]|LL|RE|VE|ll|re|ve))?(?![^\W_])")
_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…](?=\S)[^.!?…]*)*[.!?…]*\s*")
_ROMAN = re.compile(ROMAN)


def lowered(text: str, table: Table) -> str:
    """The text with its shouted words in small letters, and acronyms as they are said: `A C L`."""
    return _SENTENCE.sub(lambda sentence: _sentence(sentence[0], table), text)


def _sentence(text: str, table: Table) -> str:
    text = _acronyms(table).sub(lambda match: table.acronyms[match[0]], text)
    words = _WORD.findall(text)
    capitals = [word for word in words if word.isupper()]
    unknown = [word for word in capitals if len(word) > 1 and word not in table.spelled]
    if len(capitals) == len(words) > 1 and unknown:
        text = _WORD.sub(lambda word: _shouted(word[0], _before(word), table), text)
        return re.sub(r"[^\W\d_]", lambda first: first[0].upper(), text, count=1)
    beside = _beside(text)

    def say(match: re.Match[str]) -> str:
        word = match[0]
        if plural := re.fullmatch(r"([^\W\d_a-z]{2,})s", word):
            return f"{' '.join(plural[1])}'s" if plural[1].isupper() and plural[1] in table.spelled else word
        if len(word) < 2 or not word.isupper() or _is_roman(word, _before(match), table):
            return word
        plain = word.replace("’", "'")
        if (sign := _units(table).get(word.lower())) and _before(match).rstrip()[-1:].isdigit():
            return sign
        if plain in table.spelled:
            return " ".join(word)
        is_word = plain in table.common or match.start() in beside or (len(word) >= SHOUTED and VOWEL.search(word))
        if not is_word:
            return " ".join(word) if word.isalpha() else word
        return word.capitalize() if not _before(match).strip() else word.lower()

    return re.sub(_WORD, say, text)


def _before(word: re.Match[str]) -> str:
    """What is before a word, as far as it matters."""
    return word.string[max(0, word.start() - NEAR) : word.start()]


def _shouted(word: str, before: str, table: Table) -> str:
    """A word of a sentence that is all in capitals."""
    if word == "I" or _is_roman(word, before, table):
        return word
    common = word in table.common or word in _ALSO_WORDS
    return " ".join(word) if word in table.spelled and not common and len(word) > 1 else word.lower()


_ALSO_WORDS = frozenset(("US", "AM", "ME", "WHO", "OK", "ID", "PE", "RICE", "POTS"))
"""Spelled by themselves, but words where all is in capitals."""


def _beside(text: str) -> set[int]:
    """Where words stand that are in capitals beside another such word: `DO NOT bounce`."""
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    found: set[int] = set()
    for one, other in pairwise(words):
        are_capitals = all(len(word) > 1 and word.isupper() for word in (one[2], other[2]))
        if are_capitals and text[one[1] : other[0]].strip() in ("", "/", ","):
            found |= {one[0], other[0]}
    return found


def _is_roman(word: str, before: str, table: Table) -> bool:
    """Whether a word is a Roman numeral: after `Part` and the like, and further ones in the same sentence."""
    just_before = len(word) == 1
    return bool(_ROMAN.fullmatch(word) and _before_roman(table, just_before).search(before))


@cache
def _before_roman(table: Table, just_before: bool) -> re.Pattern[str]:
    names = (*table.roman["after"].split(), *table.roman["kings"].split())
    return re.compile(rf"(?<!\w)(?:{alternatives(names)})\s{'$' if just_before else ''}", re.IGNORECASE)


@cache
def _units(table: Table) -> dict[str, str]:
    return {sign.lower(): sign for sign in table.units if len(sign) > 1}


@cache
def _acronyms(table: Table) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternatives(table.acronyms)})(?![^\W_])")

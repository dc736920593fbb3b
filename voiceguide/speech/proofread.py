"""Reads a script as a voice would: how its texts are said, and what in them a voice cannot read or may misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from voiceguide.letters import main_language
from voiceguide.problems import Problem
from voiceguide.script.model import Script, Session
from voiceguide.script.section_types import Line, Words
from voiceguide.script.words import SIDE_NAMES
from voiceguide.speech.text import spoken
from voiceguide.speech.text.marks import plain
from voiceguide.speech.text.primes import unsure
from voiceguide.speech.text.tables import table_of

READ_BY = {
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg tt ba cv os",
    "GREEK": "el grc",
    "ARABIC": "ar fa ur ps ug sd ku",
    "HEBREW": "he iw yi",
    "DEVANAGARI": "hi mr ne sa kok",
    "BENGALI": "bn as bpy",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh cmn yue ja",
    "ARMENIAN": "hy hyw",
    "GEORGIAN": "ka",
    "ETHIOPIC": "am",
    "TAMIL": "ta",
}
"""Languages whose voices read letters other than Latin ones, by the first word of a letter's name in Unicode."""

SHOWN = 12
"""How many letters a warning shows."""


def in_words(script: Script, text: str) -> str:
    """A text of a script as it is said, with its sides as they are written."""
    stand_ins = {brace: f"qside{letter}q" for brace, letter in zip(SIDE_NAMES, "ab", strict=True)}
    for brace, stand_in in stand_ins.items():
        text = text.replace(brace, stand_in)
    said = spoken(text, script.language, script.say)
    for brace, stand_in in stand_ins.items():
        said = re.sub(stand_in, brace, said, flags=re.IGNORECASE)
    return said


def proofread(session: Session) -> Iterator[Problem]:
    """Warnings about letters that no voice of the language reads, and about marks that may be a time or a length."""
    lines: tuple[Line, ...] = (*session.welcome, *session.finish, *session.cautions)
    for words in (line for line in lines if isinstance(line, Words)):
        yield from _warnings(words, session.language)
    for exercise in {id(item.exercise): item.exercise for item in session.items}.values():
        for words in (Words(exercise.title, exercise.place), *exercise.words):
            yield from _warnings(words, exercise.language)


def _warnings(words: Words, language: str) -> Iterator[Problem]:
    main = main_language(language)
    for alphabet, letters in _foreign(words.text, main).items():
        example = READ_BY[alphabet].split()[0]
        yield Problem(
            "warning",
            words.place,
            f"'{letters}': a voice for 'language: {language}' cannot read {alphabet.capitalize()} letters; write the words in "
            f"the letters of that language, or set 'language' in the front matter, such as 'language: {example}'",
        )
    table = table_of(main)
    if table and (mark := unsure(plain(words.text), table)):
        yield Problem(
            "warning",
            words.place,
            f"{mark} may be a time or a length: expected a unit, such as '30 s', '6 in' or '6 ft'; now it is said in words as "
            f"'{spoken(mark, language)}'",
        )


def _foreign(text: str, main: str) -> dict[str, str]:
    """Letters that voices of a language do not read, by their alphabet, each once."""
    found: dict[str, str] = {}
    for char in text if not text.isascii() else "":
        alphabet = unicodedata.name(char, "").split(" ")[0] if char.isalpha() else ""
        if alphabet in READ_BY and main not in READ_BY[alphabet].split() and char not in found.get(alphabet, ""):
            found[alphabet] = (found.get(alphabet, "") + char)[:SHOWN]
    return found

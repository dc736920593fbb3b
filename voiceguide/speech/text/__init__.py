"""Turns text into words to be read aloud: letters, spaces and the punctuation of sentences, without a sign or a figure that an
engine would spell out, skip or misread.

The words for signs are in one table per language, in `languages`; a new file adds a language. For a language without a
table only Markdown is removed, since its voices read signs better than words of another language would.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from voiceguide.letters import main_language
from voiceguide.script.abbreviations import abbreviations
from voiceguide.script.pronunciations import Pronunciation
from voiceguide.speech.text.capitals import lowered
from voiceguide.speech.text.marks import Rules, compiled, plain, replaced
from voiceguide.speech.text.measures import canonical, measures
from voiceguide.speech.text.moments import told
from voiceguide.speech.text.numbered import clinical, numbered
from voiceguide.speech.text.primes import with_primes
from voiceguide.speech.text.pronounced import with_stand_ins, without_stand_ins
from voiceguide.speech.text.signs import only_words, signs
from voiceguide.speech.text.tables import Table, table_of


@lru_cache(4096)
def spoken(text: str, language: str = "en", say: tuple[Pronunciation, ...] = ()) -> str:
    """The words that an engine gets for a text; empty if there are none.

    Args:
        text: as written in a script.
        language: a BCP 47 tag.
        say: the pronunciations of the script. A word with phonemes stays a word here; `lexicon` passes phonemes on.
    """
    main = main_language(language)
    written, pronounced = with_stand_ins(plain(text), say, main, lambda word: spoken(word, language))
    table = table_of(main)
    said = in_words(written, table, language) if table else written
    return tidy(without_stand_ins(said, pronounced))


def in_words(text: str, table: Table, language: str) -> str:
    """A plain text in the words of its language."""
    text = with_primes(told(lowered(text, table), table, language), table)
    for rules in (short_forms, canonical, clinical, numbered, measures, signs):
        text = replaced(text, rules(table))
    return only_words(text, table)


def tidy(text: str) -> str:
    """A text with one space between words, and one mark of punctuation after a word; empty without a letter or a figure."""
    if not any(char.isalnum() for char in text):
        return ""
    text = replaced(" ".join(text.split()), PUNCTUATED)
    return text.rstrip(" ,;")


PUNCTUATED = compiled(
    (r" +(?=[.,;:!?])", ""),
    (r"^[ .,;:!?…-]+(?=[^ .,;:!?…-])", ""),
    (r"([,;:])(?: ?[,;:])+", r"\1"),
    (r"[,;:] ?(?=[.!?])", ""),
    (r"(?<=[,;:])(?=[^ .,;:!?…])", " "),
)


@cache
def short_forms(table: Table) -> Rules:
    """Abbreviations, longest first, written out. One that ends in a letter must end a word.

    A full stop that ends a sentence stays.
    """
    known = abbreviations(table.language)
    dotted = "|".join(
        re.escape(short) if short[:-1] not in table.units else rf"(?<!\d )(?<!\d){re.escape(short)}"
        for short in sorted(known.said, key=len, reverse=True)
    )

    def say(match: re.Match[str]) -> str:
        long = known.said[match[1]]
        after = match.string[match.end() :][:24]
        if match[1] in known.anywhere and (not after.strip() or after[1:2].isupper()) and not known.follows(after):
            return f"{long}."
        return long if not after[:1].isalnum() else f"{long} "

    short = {name.lower(): long for name, long in table.short.items()}

    def brief(match: re.Match[str]) -> str:
        long = short[match[1].lower()]
        return f"{long} " if match.string[match.end() :][:1].isalnum() else long

    lettered = "|".join(
        re.escape(name) + (r"(?!\w)" if name[-1].isalnum() else "") for name in sorted(short, key=len, reverse=True)
    )
    return [
        (re.compile(rf"(?<![\w.])({dotted})(?![.])"), say),
        (re.compile(rf"(?<![\w/])(?<!\d )({lettered})", re.IGNORECASE), brief),
    ]

"""What an exercise's sentences ask for, in words and in numbers, as the invariants compare them."""

import re
from collections.abc import Iterator, Sequence

from voiceguide.draft.sentences import clauses
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import lexicon

ASKING = ("setup", "move", "dose", "finish")
"""Roles of sentences that ask for something."""


def asking(told: Sequence[Sentence], *more: str) -> list[Sentence]:
    """The sentences that ask for something, and those of more roles."""
    return [one for one in told if one.role in (*ASKING, *more)]


def clauses_of(told: Sequence[Sentence]) -> Iterator[str]:
    """The clauses of sentences, in order."""
    return (clause for one in told for _, clause in clauses(one.text))


def words_of(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"[a-z]+", text.lower()))


def numbers_of(text: str) -> list[float]:
    """The numbers of a text that stand in figures, in order."""
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def explains(one: Sentence) -> bool:
    """Whether a sentence is talk, and begins as talk does."""
    return one.role == "talk" and lexicon().begins("talk", one.text) is not None

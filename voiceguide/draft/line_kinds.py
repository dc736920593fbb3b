"""What a line of an article is likely to be: a linear classifier, trained on lines of our own (tools/train_line_kinds.py)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from voiceguide.draft.doses import doses
from voiceguide.draft.sentences import clauses, verb_of
from voiceguide.draft.vocabulary import MOST_REMEMBERED, lexicon

KINDS = ("do", "dose", "how", "caution", "talk", "title", "heading")
"""What a line can be: a step, an amount, the manner of a step, a caution, what is not spoken, the name of an exercise, a heading."""

WEIGHTS = "line_kinds.npz"
FEATURES = 1 << 16
"""Rows of the weights; features share a row by chance."""

_WORD = re.compile(r"[a-z']+|0|[?!:;()%]|\.$|\.(?= )|[-\u2013\u2014](?= )")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)?")


@lru_cache(MOST_REMEMBERED)
def likely(text: str) -> dict[str, float]:
    """The probability of each of `KINDS` for a sentence or a title."""
    scores = _weights()[features(text)].sum(axis=0)
    powers = np.exp(scores - scores.max())
    return dict(zip(KINDS, (powers / powers.sum()).tolist(), strict=True))


@cache
def _weights() -> NDArray[np.float32]:
    """Shape (`FEATURES`, kinds)."""
    with (files("voiceguide.draft") / WEIGHTS).open("rb") as file, np.load(file) as stored:
        return np.asarray(stored["weights"], dtype=np.float32)


def features(text: str) -> list[int]:
    """The rows of the weights for a text, each once."""
    words = _WORD.findall(_NUMBER.sub("0", text.lower().replace("\u2019", "'")))
    return sorted({row for word in words for row in _rows_of(word)} | set(map(_row, _named(text, words))))


def _row(name: str) -> int:
    return crc32(name.encode()) % FEATURES


@lru_cache(MOST_REMEMBERED)
def _rows_of(word: str) -> tuple[int, ...]:
    """The rows for a word and for its parts."""
    edged = f"<{word}>"
    parts = (f"part {edged[at : at + 4]}" for at in range(len(edged) - 3))
    return tuple(map(_row, [f"word {word}", *parts]))


def _named(text: str, words: list[str]) -> Iterator[str]:
    """What is looked at beside single words: their neighbours, what kinds of words they are, amounts and case."""
    pairs = list(zip(["^", *words], [*words, "$"], strict=True))
    yield from (f"pair {one} {other}" for one, other in pairs)
    yield from (f"around {one} {other}" for one, other in zip(words, words[2:], strict=False))
    yield from (f"at {at} {word}" for at, word in enumerate(words[:3]))
    yield f"last {words[-1] if words else ''}"
    yield f"long {min(len(words) // 4, 8)}"
    yield f"case {_case(text)}"
    kinds = ["^", *map(_kind, words), "$"]
    yield from (f"kinds {one} {other}" for one, other in pairwise(kinds))
    yield from (f"kinds {' '.join(three)}" for three in zip(kinds, kinds[1:], kinds[2:], strict=False))
    yield f"begins {' '.join(kinds[1:3])}"
    yield f"begins {' '.join(kinds[1:4])}"
    found = doses(text)
    yield from (f"dose {dose.kind}" for dose in found)
    yield f"doses {min(len(found), 3)}"
    asked = sum(verb_of(clause) is not None for _, clause in clauses(text))
    yield f"asks {verb_of(text) is not None} {min(asked, 3)} {lexicon().has('body', text)}"


def _case(text: str) -> str:
    if text.isupper():
        return "all"
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return "most" if capitals > 0.6 * len(words) else "small" if text[:1].islower() else "first"


@lru_cache(MOST_REMEMBERED)
def _kind(word: str) -> str:
    """A word, or in place of it that it is a verb that moves the body, by its ending, or a part of the body."""
    forms = lexicon().forms
    if word in forms:
        return "VERB-ing" if word.endswith("ing") else "VERB" if forms[word] == word else "VERB-s"
    return "BODY" if lexicon().has("body", word) else word

"""Which words of an English instruction are verbs.

Guidance is made of imperatives, and what tags parts of speech has learnt from other texts: there "Close your eyes" begins
with an adjective. Only where a word that is a verb may stand in such a place is it looked for here; elsewhere, the tagger
knows better.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STOPS = frozenset(".!?;:—…")
CONJUNCTIONS = frozenset(("and", "or", "then", "but"))
OPENERS = CONJUNCTIONS | frozenset(
    "now next so just please also again first second third finally lastly instead still always never once more soon "
    "left right in out do don't not n't let's 's let us breathe inhale exhale hold move wait rest pause relax".split()
)
"""What may stand before the verb of an instruction: keywords of the breath, sides, and what joins one instruction to another."""

DETERMINERS = frozenset("a an the my your his her its our their this".split())
OBJECTS = DETERMINERS | frozenset(
    "both each it them him us that these those all one any every another half some yourself "
    "down up back in into out off forward forwards backward backwards over around round onto from with through towards toward "
    "against between across along under apart away again left right to for as until while".split()
)
"""What follows a verb, and seldom a noun of the same spelling."""

COPULAS = frozenset("be am is are was were been being feel feels stay stays remain remains seem seems".split())

FINITE = frozenset(
    "of is are was were has have had will would can could may might must should does did do comes goes feels moves blows".split()
)
"""What follows a noun: no instruction goes on so."""


@dataclass(frozen=True, slots=True)
class Table:
    """See imperatives.toml."""

    verbs: Mapping[str, tuple[str, str]]
    not_before: Mapping[str, frozenset[str]]
    adjectives: frozenset[str]
    last: frozenset[str]


@cache
def table() -> Table:
    """What is known of single words."""
    found = tomllib.loads((files("voiceguide.speech") / "imperatives.toml").read_text("utf-8"))
    return Table(
        {word: (american, british) for word, (american, british) in found["verbs"].items()},
        {word: frozenset(after) for word, after in found["not_before"].items()},
        frozenset(found["adjectives"]["words"]),
        frozenset(found["last"]["words"]),
    )


def corrected(words: Sequence[str], tags: Sequence[str]) -> dict[int, str]:
    """The part of speech of words that are certainly verbs, nouns or adjectives by where they stand, by their positions.

    Args:
        words: a sentence's words and signs, in any case.
        tags: their parts of speech as they were guessed, as in the Penn Treebank; so are those returned.
    """
    said = ["", "", *(word.lower().replace("’", "'") for word in words), ""]
    found: dict[int, str] = {}
    opening = True
    for position in range(len(words)):
        second, before, word, after = said[position : position + 4]
        tag_after = tags[position + 1] if after else ""
        if word in STOPS:
            opening = True
            continue
        if before in DETERMINERS:
            if after in FINITE or not after[:1].isalnum():
                found[position] = "NN"
            elif tags[position].startswith("VB"):
                found[position] = "JJ"
        elif before in COPULAS and word in table().adjectives:
            found[position] = "JJ"
        elif _is_no_verb(word, after, tag_after):
            if opening:
                found[position] = "JJ" if word in table().adjectives else "NN"
        elif opening or _goes_on(second, before, word, after, found.get(position - 2) or (tags[position - 2] if second else "")):
            found[position] = "VB"
        opening = opening and (word in OPENERS or word == "," or word.endswith("ly") or not word[0].isalnum())
    return found


def _goes_on(second: str, before: str, word: str, after: str, tag: str) -> bool:
    """Whether a word within a sentence begins another instruction; `second` and its `tag` are two words before it."""
    if before in CONJUNCTIONS and (tag.startswith(("VB", "RP")) or (not after[:1].isalnum() and word in table().last)):
        return True
    begins = before in CONJUNCTIONS or before == "," or (before.endswith("ly") and second in CONJUNCTIONS | {","})
    return begins and _takes_object(after)


def _takes_object(after: str) -> bool:
    return after in OBJECTS or after.endswith("ly")


def _is_no_verb(word: str, after: str, tag: str) -> bool:
    known = table()
    if after in FINITE or after in known.not_before.get(word, ()):
        return True
    return word in known.adjectives and (not after or not after[0].isalnum() or tag == "NN")

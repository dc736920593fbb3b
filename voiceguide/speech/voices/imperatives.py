"""Finds the verbs in English instructions, to correct a tagger of parts of speech.

Guidance consists of imperatives, but the tagger was trained on other texts: it takes the first word of "Close your eyes" for an
adjective. Only words in places where an imperative may stand are corrected here; elsewhere the tagger is more reliable.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STOPS = frozenset(".!?;:—…")

THING = ("DT", "PRP", "JJ", "NN", "CD", "CC", "IN", "VBN")
"""Parts of speech in noun phrases: "your left knee", "hips and knees", "both of them", "the backs of your folded legs"."""


@dataclass(frozen=True, slots=True)
class ImperativeTable:
    """The word lists of imperatives.toml, which explains each. `verbs` has American and British phonemes."""

    verbs: Mapping[str, tuple[str, str]]
    espeak: Mapping[str, str]
    not_before: Mapping[str, frozenset[str]]
    adjectives: frozenset[str]
    last: frozenset[str]
    conjunctions: frozenset[str]
    openers: frozenset[str]
    determiners: frozenset[str]
    objects: frozenset[str]
    copulas: frozenset[str]
    auxiliaries: frozenset[str]
    lets: frozenset[str]
    perceives: frozenset[str]
    finite: frozenset[str]


@cache
def table() -> ImperativeTable:
    """The word lists, loaded."""
    found = tomllib.loads((files("voiceguide.speech") / "imperatives.toml").read_text("utf-8"))
    lists = {name: frozenset(words.split()) for name, words in found["words"].items()}
    return ImperativeTable(
        espeak=found["espeak"],
        verbs={word: (american, british) for word, (american, british) in found["verbs"].items()},
        not_before={word: frozenset(after.split()) for word, after in found["not_before"].items()},
        **lists,
    )


def guessed(words: Sequence[str]) -> list[str]:
    """Rough parts of speech for an engine without a tagger: what is no little word is a noun until it is corrected."""
    known = table()
    little = {"DT": known.determiners, "CC": known.conjunctions, "IN": known.objects}
    lowered = [word.lower() for word in words]
    return [
        next((tag for tag, each in little.items() if word in each), "NN" if word[:1].isalpha() else ".")
        for word in lowered
    ]


def corrected(words: Sequence[str], tags: Sequence[str]) -> dict[int, str]:
    """Corrected parts of speech, by position, for words that are certainly verbs, nouns or adjectives where they stand.

    Args:
        words: the words and punctuation of a sentence, in any case.
        tags: their guessed parts of speech, as in the Penn Treebank; the result has the same tags.
    """
    said = ["", "", *(word.lower().replace("’", "'") for word in words), ""]
    found: dict[int, str] = {}
    known = table()
    opening = True
    for position in range(len(words)):
        second, before, word, after = said[position : position + 4]
        tag_after = tags[position + 1] if after else ""
        if word in STOPS:
            opening = True
            continue
        if before in known.determiners:
            if after in known.finite or not after[:1].isalnum():
                found[position] = "NN"
            elif tags[position].startswith("VB"):
                found[position] = "JJ"
        elif before in known.copulas and word in known.adjectives:
            found[position] = "JJ"
        elif _is_let(said[: position + 2], tags[:position], word, after):
            found[position] = "VB"
        elif _is_no_verb(word, after, tag_after):
            if opening and tags[position].startswith("VB"):
                found[position] = "NN" if after in known.finite else "JJ"
        elif (
            opening
            or (before in known.auxiliaries and after in known.determiners)
            or _goes_on(second, before, word, after, found.get(position - 2) or (tags[position - 2] if second else ""))
        ):
            found[position] = "VB"
        opening = opening and (word in known.openers or word == "," or word.endswith("ly") or not word[0].isalnum())
    return found


def _goes_on(second: str, before: str, word: str, after: str, tag: str) -> bool:
    """Whether a word within a sentence begins another instruction. `second`, with `tag`, is the word two places before it."""
    known = table()
    if before in known.conjunctions and (
        tag.startswith(("VB", "RP")) or (not after[:1].isalnum() and word in known.last)
    ):
        return True
    breaks = {",", *known.conjunctions}
    begins = before in breaks or (before.endswith("ly") and second in breaks)
    return begins and (after in known.objects or after.endswith("ly"))


def _is_let(before: Sequence[str], tags: Sequence[str], word: str, after: str) -> bool:
    """Whether a word says what one lets a thing do, or feels it do ("let your eyes close").

    `before` and `tags` end with the thing.
    """
    known = table()
    if not tags or not tags[-1].startswith(("NN", "PRP")) or after in known.finite:
        return False
    for other, tag in zip(reversed(before), reversed(tags), strict=False):
        if other in known.lets:
            return True
        if other in known.perceives:
            return word not in known.adjectives and not _is_no_verb(word, after, "")
        if not tag.startswith(THING):
            return False
    return False


def _is_no_verb(word: str, after: str, tag: str) -> bool:
    known = table()
    if after in known.finite or after in known.not_before.get(word, ()):
        return True
    return word in known.adjectives and (not after or not after[0].isalnum() or tag == "NN")

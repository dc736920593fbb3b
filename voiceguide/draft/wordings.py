"""What the reader of articles knows about words, from `wordings.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, and patterns compiled from them; `base_of` leads from a verb's other forms to its base."""

    posture: frozenset[str]
    movement: frozenset[str]
    base_of: dict[str, str]
    words: dict[str, frozenset[str]]
    positions: dict[str, re.Pattern[str]]
    position_hints: dict[str, re.Pattern[str]]
    needs: dict[str, re.Pattern[str]]
    before_no_need: re.Pattern[str]
    after_no_need: re.Pattern[str]
    labels: dict[str, re.Pattern[str]]
    beginnings: dict[str, re.Pattern[str]]
    patterns: dict[str, re.Pattern[str]]

    def base(self, word: str) -> str | None:
        """The base form of a verb, None for any other word."""
        word = word.lower()
        return word if word in self.posture or word in self.movement else self.base_of.get(word)

    def label(self, text: str) -> str | None:
        """What a heading or a lead such as `How to do it` says about the text after it."""
        plain = text.strip(" :.-–—*_!?").lower()
        if len(plain) > 60:
            return None
        return next((kind for kind, pattern in self.labels.items() if pattern.fullmatch(plain)), None)

    def begins(self, name: str, text: str) -> bool:
        """Whether a text begins as the lexicon says under a name."""
        return self.beginnings[name].match(text) is not None

    def has(self, name: str, text: str) -> bool:
        """Whether a pattern of the lexicon is found in a text."""
        return self.patterns[name].search(text) is not None


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads((files("voiceguide.draft") / "wordings.toml").read_text("utf-8"))
    verbs, words = data["verbs"], {name: frozenset(every) for name, every in data["words"].items()}
    return Lexicon(
        posture=frozenset(verbs["posture"]),
        movement=frozenset(verbs["movement"]),
        base_of={
            form: base
            for base in (*verbs["posture"], *verbs["movement"])
            for form in _forms(base, doubles=base in words["doubling"])
        },
        words=words,
        positions=_patterns(data["positions"]),
        position_hints=_patterns(data["position_hints"]),
        needs=_patterns(data["needs"]),
        before_no_need=re.compile(rf"\b(?:{'|'.join(data['not_needed']['after'])})\s+$", re.IGNORECASE),
        after_no_need=re.compile(rf"\s*-?(?:{'|'.join(data['not_needed']['before'])})\b", re.IGNORECASE),
        labels={kind: re.compile("|".join(ways)) for kind, ways in data["labels"].items()},
        beginnings={
            name: re.compile(rf"(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE) for name, ways in data["beginnings"].items()
        },
        patterns=_patterns(data["patterns"]),
    )


def _patterns(table: dict[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(r"(?<!\w)(?:" + "|".join(ways) + r")(?!\w)", re.IGNORECASE) for name, ways in table.items()
    }


def _forms(base: str, *, doubles: bool) -> set[str]:
    """A verb's forms on -ing and -s."""
    if base.endswith("ie"):
        stem = base[:-2] + "y"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        stem = base[:-1]
    elif doubles:
        stem = base + base[-1]
    else:
        stem = base
    ending = "es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s"
    return {stem + "ing", base + ending}

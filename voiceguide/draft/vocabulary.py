"""What is known of words: `lexicon.toml`, read once."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from voiceguide.script.headings import NUMBER
from voiceguide.script.model import POSITIONS

SIDED = ("sides_each", "sides_again", "sides_onward", "sides_alternate", "directions")
"""Roles of words that tell that something is done again elsewhere."""

MOST_REMEMBERED = 10_000
"""Texts whose words are remembered: a sentence is asked for them several times."""


@cache
def lexicon() -> "Lexicon":
    """The lexicon that comes with the program."""
    return Lexicon(tomllib.loads((files("voiceguide.draft") / "lexicon.toml").read_text("utf-8")))


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the lexicon; the first where it has several under this name."""
    return lexicon().patterns[name][0]


class Lexicon:
    """Words by what they tell.

    Attributes:
        posture: verbs that bring the body into a position.
        verbs: those, and verbs that move it, in their base form.
        words: lists of words, such as `filler`, which says nothing beside an amount.
        patterns: what more than words tell, such as a count with its unit; one or more under each name.
        positions: patterns of the words that name a position; those in `hinted` tell what is done in it, and name none.
        page: words of web pages, by what they tell.
        forms: every form of a verb, such as `lifting`, with its base form.
    """

    def __init__(self, tables: dict[str, Any]):
        verbs = tables["verbs"]
        self.posture = frozenset(verbs["posture"])
        self.verbs = self.posture | frozenset(verbs["movement"])
        self.helping = frozenset(verbs["helping"])
        doubling = frozenset(verbs["doubling"])
        self.forms: dict[str, str] = {
            form: base for base in self.verbs | self.helping for form in _forms(base, base in doubling)
        }
        self.words = {name: frozenset(entries) for name, entries in tables["words"].items()}
        self.patterns = _patterns(tables["patterns"])
        roles = tables["roles"]
        named = tables["patterns"]
        self._anywhere = {name: _either([_whole(entry, named) for entry in roles[name]]) for name in roles}
        self._start = {
            name: re.compile(rf"\W*{pattern.pattern}", re.IGNORECASE) for name, pattern in self._anywhere.items()
        }
        self._whole = {
            name: re.compile(rf"{pattern.pattern}\W*", re.IGNORECASE) for name, pattern in self._anywhere.items()
        }
        self.positions = {
            name: _either([_whole(entry, named) for entry in tables["positions"][name]]) for name in POSITIONS
        }
        hinted = tables["hinted_positions"]
        self.hinted = {
            name: _either([_whole(entry, named) for entry in hinted[name]]) for name in POSITIONS if name in hinted
        }
        self.needs = {name: _either(entries) for name, entries in tables["needs"].items()}
        self.page = {name: frozenset(entries) for name, entries in tables["page"].items()}
        self.any_need = _either([entry for entries in tables["needs"].values() for entry in entries])
        self.not_before = re.compile(rf"(?:{'|'.join(tables['not_needed']['before'])})[\s-]*$", re.IGNORECASE)
        self.not_after = re.compile(rf"[\s-]*(?:{'|'.join(tables['not_needed']['after'])})\b", re.IGNORECASE)

    def is_only(self, text: str, *names: str) -> bool:
        """Whether every word of a text is in one of some lists of `words`."""
        found = re.findall(r"[a-z']+", text.lower())
        return all(any(word in self.words[name] for name in names) for word in found)

    @lru_cache(MOST_REMEMBERED)  # noqa: B019 - there is one lexicon
    def has(self, role: str, text: str) -> bool:
        """Whether a text has words of a role anywhere in it."""
        return self._anywhere[role].search(text) is not None

    def begins(self, role: str, text: str) -> re.Match[str] | None:
        """The words of a role with which a text begins."""
        return self._start[role].match(text)

    def is_all(self, role: str, text: str) -> bool:
        """Whether a text is words of a role and nothing else."""
        return self._whole[role].fullmatch(text.strip(" \t:.?!-\u2013")) is not None

    @lru_cache(MOST_REMEMBERED)  # noqa: B019
    def spans(self, text: str, *roles: str) -> tuple[tuple[int, int], ...]:
        """Where words of some roles stand in a text."""
        return tuple(match.span() for role in roles for match in self._anywhere[role].finditer(text))


def _patterns(texts: dict[str, str | list[str]]) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Patterns by their names."""
    listed = {name: [text] if isinstance(text, str) else text for name, text in texts.items()}
    return {
        name: tuple(re.compile(_whole(text, texts), re.IGNORECASE) for text in told) for name, told in listed.items()
    }


def _whole(text: str, texts: dict[str, str | list[str]]) -> str:
    """A pattern with those that it names by `@name` put in."""
    return re.sub(
        r"@(\w+)", lambda named: _whole(NUMBER if named[1] == "number" else str(texts[named[1]]), texts), text
    )


def _either(entries: list[str]) -> re.Pattern[str]:
    """A pattern for any of some entries, the longest first, each with a word's edge at its ends."""
    longest = sorted(entries, key=len, reverse=True)
    return re.compile(rf"(?:(?<!\w)(?:{'|'.join(longest)})(?!\w))", re.IGNORECASE)


def _forms(base: str, is_doubling: bool) -> list[str]:
    stem = base + base[-1] if is_doubling else base
    if base == "lie":
        return ["lie", "lying", "lies"]
    dropped = stem[:-1] if stem.endswith("e") and not stem.endswith(("ee", "oe")) else stem
    return [base, f"{dropped}ing", f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"]

"""The words that voiceguide says by itself: one table a language, added by adding a file to `languages`."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voiceguide.breath import PhaseKind
from voiceguide.timeline.articles import Articles
from voiceguide.timeline.model import Side

FALLBACK = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The table of one language; the methods fill its phrases in."""

    table: dict[str, dict[str, str]]
    lower_after_keyword: bool
    joined: str
    numbers: Sequence[str]
    ordinals: Sequence[str]
    articles: Articles | None

    def say(self, phrase: str, **values: object) -> str:
        """A phrase with its places filled in."""
        return self.table["phrases"][phrase].format(**values)

    def side(self, side: Side) -> str:
        return self.table["sides"][side]

    def number(self, number: int) -> str:
        """A count in words where the table has one, else in digits."""
        return self.numbers[number - 1] if 1 <= number <= len(self.numbers) else str(number)

    def ordinal(self, number: int) -> str:
        """A place in a row in words where the table has one, else as a number in digits."""
        return self.ordinals[number - 1] if 1 <= number <= len(self.ordinals) else str(number)

    def more(self, number: int) -> str:
        """How many are left, this one included."""
        if number == 1:
            return self.say("last")
        return _capital(self.say("more", number=self.number(number)))

    def keyword(self, kind: PhaseKind) -> str | None:
        """The bare word of a phase; a movement free of the breath has none."""
        return None if kind == "move" else self.table["keywords"]["hold" if kind.startswith("hold") else kind]

    def cue(self, kind: PhaseKind, words: str | None) -> str | None:
        """The breath word first, then the words: `Inhale, bend left.`"""
        keyword = self.keyword(kind)
        if keyword is None or words is None:
            return words if words is not None else f"{keyword}." if keyword else None
        return self.joined.format(keyword=keyword, words=self._inside(words))

    def before(self, kind: PhaseKind, words: str) -> str:
        """The words of a phase as they are said ahead of it, so that nobody follows them yet: `On the inhale, …`"""
        if kind == "move":
            return words
        return self.table["before"]["hold" if kind.startswith("hold") else kind].format(words=self._inside(words))

    def _inside(self, words: str) -> str:
        """Words that stood at the start of a sentence, inside one."""
        if self.lower_after_keyword and words[:1].isupper() and words[1:2].islower():
            return words[0].lower() + words[1:]
        return words

    def things(self, things: Sequence[str]) -> str:
        """`a chair, a wall and an orange`."""
        named = [self.articles.before(thing) if self.articles else thing for thing in things]
        if len(named) == 1:
            return named[0]
        changed = self.table.get("and_before", {}).items()
        last = (word for begins, word in changed if re.match(begins, named[-1], re.IGNORECASE))
        return f"{', '.join(named[:-1])} {next(last, self.say('and'))} {named[-1]}"


@cache
def phrases(language: str) -> Phrases:
    """The table for a BCP 47 tag: of the language itself, or English where there is none yet."""
    folder = files("voiceguide.timeline") / "languages"
    file = folder / f"{_main(language) if has_phrases(language) else FALLBACK}.toml"
    table = tomllib.loads(file.read_text("utf-8"))
    counts = table.pop("numbers")
    articles = Articles(**table.pop("articles")) if "articles" in table else None
    return Phrases(
        table, table.pop("lower_after_keyword"), table.pop("joined"), counts["words"], counts["ordinals"], articles
    )


@cache
def has_phrases(language: str) -> bool:
    """Whether a language has a table of its own."""
    return (files("voiceguide.timeline") / "languages" / f"{_main(language)}.toml").is_file()


def _main(language: str) -> str:
    return language.split("-")[0].lower()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

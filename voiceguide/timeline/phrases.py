"""The phrases that no script contains, one table for each language: a file in the folder `languages`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from voiceguide.breath import PhaseKind
from voiceguide.letters import main_language
from voiceguide.script.model import Position
from voiceguide.timeline.model import Side

FALLBACK = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The phrases of one language."""

    table: dict[str, dict[str, str]]
    lower_after_keyword: bool
    joined: str
    numbers: Sequence[str]
    ordinals: Sequence[str]
    articles: Articles | None

    def say(self, phrase: str, **values: object) -> str:
        """The phrase of that name, with the values filled in."""
        return self.table["phrases"][phrase].format(**values)

    def written(self, label: str, **values: object) -> str:
        """The label of that name on a handout, with the values filled in."""
        return self.table["handout"][label].format(**values)

    def on_page(self, label: str) -> str:
        """The label of that name on the page on which a session is heard."""
        return self.table["page"][label]

    def written_position(self, position: Position) -> str:
        """A position as it is written on a handout: `lying face down`."""
        return self.table["written_positions"][position]

    def side(self, side: Side) -> str:
        return self.table["sides"][side]

    def position(self, position: Position) -> str:
        """A position as a sentence: `Lying on your back.`"""
        return self.table["positions"][position]

    def number(self, number: int) -> str:
        """A count from 1, in words where the table has them, else in digits."""
        return self.numbers[number - 1] if 1 <= number <= len(self.numbers) else str(number)

    def ordinal(self, number: int) -> str:
        """An ordinal from 1, in words where the table has them, else the number in digits."""
        return self.ordinals[number - 1] if 1 <= number <= len(self.ordinals) else str(number)

    def more(self, number: int) -> str:
        """An anchor: how many reps are left, with this one."""
        if number == 1:
            return self.say("last")
        return _capital(self.say("more", number=self.number(number)))

    def keyword(self, kind: PhaseKind) -> str | None:
        """The breath word of a phase; None for a movement free of the breath."""
        return None if kind == "move" else self.table["keywords"]["hold" if kind.startswith("hold") else kind]

    def cue(self, kind: PhaseKind, words: str | None) -> str | None:
        """The breath word, then the words if there are any: `Inhale, bend left.` None where there is neither."""
        keyword = self.keyword(kind)
        if keyword is None or words is None:
            return words if words is not None else f"{keyword}." if keyword else None
        return self.joined.format(keyword=keyword, words=self._inside(words))

    def before(self, kind: PhaseKind, words: str) -> str:
        """The words of a phase as said before the rep, so that nobody moves yet: `On the inhale, …`"""
        if kind == "move":
            return words
        return self.table["before"]["hold" if kind.startswith("hold") else kind].format(words=self._inside(words))

    def _inside(self, words: str) -> str:
        """Words from the start of a sentence, as written inside one."""
        if self.lower_after_keyword and words[:1].isupper() and words[1:2].islower():
            return words[0].lower() + words[1:]
        return words

    def help(self, keys: Mapping[str, str]) -> str:
        """What the keys of a player do. `keys` has the name of a key, or its character, by what it does."""
        names = {action: self.table["keys"].get(key, key.upper()) for action, key in keys.items()}
        sentences = self.say("help", **names).split(". ")
        return ". ".join(map(_capital, sentences))

    def things(self, things: Sequence[str]) -> str:
        """An enumeration: `a chair, a wall and an orange`."""
        named = [self.articles.before(thing) if self.articles else thing for thing in things]
        if len(named) == 1:
            return named[0]
        changed = self.table.get("and_before", {}).items()
        last = (word for begins, word in changed if re.match(begins, named[-1], re.IGNORECASE))
        return f"{', '.join(named[:-1])} {next(last, self.say('and'))} {named[-1]}"


@cache
def phrases(language: str) -> Phrases:
    """The phrases for a BCP 47 tag; English ones where the language has no table."""
    folder = files("voiceguide.timeline") / "languages"
    file = folder / f"{main_language(language) if has_phrases(language) else FALLBACK}.toml"
    table = tomllib.loads(file.read_text("utf-8"))
    counts = table.pop("numbers")
    articles = Articles(**table.pop("articles")) if "articles" in table else None
    return Phrases(
        table, table.pop("lower_after_keyword"), table.pop("joined"), counts["words"], counts["ordinals"], articles
    )


@cache
def has_phrases(language: str) -> bool:
    """Whether there is a table for the language of a BCP 47 tag."""
    return (files("voiceguide.timeline") / "languages" / f"{main_language(language)}.toml").is_file()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, eq=False)
class Articles:
    """The rules of a language in which the indefinite article depends on the next sound, such as `a` and `an`.

    A name that matches `sounds_other` gets the article `other`; else one that matches `sounds_vowel` gets `vowel`; all
    others get `other`.

    Attributes:
        vowel, other: the article before a vowel sound, and before any other sound.
        sounds_other, sounds_vowel: regular expressions for the start of a name without accents; case does not matter.
        after_noun: words that follow the noun of a name, such as `of` in `pair of dumbbells`.
        none_before: first words of a name that replace the article, such as `my` or `two`.
        uncounted: nouns without an article.
        singular: endings in `s` of nouns in the singular.
        plural: plurals that do not end in `s`, and those that match `singular`.
        units: units of measure: `1 kg weight` has an article, `1 weight` and `1 kg` have none.
    """

    vowel: str
    other: str
    sounds_other: Sequence[str]
    sounds_vowel: Sequence[str]
    after_noun: Sequence[str]
    none_before: Sequence[str]
    uncounted: Sequence[str]
    singular: Sequence[str]
    plural: Sequence[str]
    units: Sequence[str]

    def before(self, thing: str) -> str:
        """The name of a thing with its article, if it has one."""
        if self._stands_alone(thing):
            return thing
        return f"{self.vowel if self._begins_with_vowel(thing) else self.other} {thing}"

    def _stands_alone(self, thing: str) -> bool:
        words = re.findall(r"(?:[^\s,;:()]|,(?=\d))+", thing.lower().replace("’", "'"))
        if not words or words[0] in self.none_before or words[1:2] in ([self.vowel], [self.other]):
            return True
        if re.fullmatch(r"\d+[x×]|1", words[0]) and (len(words) == 1 or words[1] not in self.units):
            return True
        noun = self._noun(thing.lower())
        is_amount = noun in self.units and words[0][0].isdigit()
        return is_amount or noun in self.uncounted or self._is_plural(noun)

    def _noun(self, thing: str) -> str:
        ends = "|".join(map(re.escape, self.after_noun))
        part = re.split(rf"\s(?:{ends})(?=\s)|,(?!\d)|[;:(/]", thing)[0]
        words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", part)
        return words[-1] if words else ""

    def _is_plural(self, noun: str) -> bool:
        return noun in self.plural or (noun.endswith("s") and not noun.endswith(tuple(self.singular)))

    def _begins_with_vowel(self, thing: str) -> bool:
        plain = unicodedata.normalize("NFKD", thing)
        plain = re.sub(r"^\W+", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))
        if self._sounds["other"].match(plain):
            return False
        return bool(self._sounds["vowel"].match(plain))

    @cached_property
    def _sounds(self) -> Mapping[str, re.Pattern[str]]:
        begins = {"other": self.sounds_other, "vowel": self.sounds_vowel}
        return {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in begins.items()}

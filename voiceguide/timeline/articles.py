"""The indefinite article in front of the name of a thing: `a chair`, `an hourglass`, `two blocks`, `water`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Articles:
    """The rules of a language that has two articles, the choice being made by the sound that follows.

    What begins like `sounds_other` has `other`, else what begins like `sounds_vowel` has `vowel`, and the rest `other`.

    Attributes:
        vowel, other: the articles in front of a vowel's sound and of any other.
        sounds_other, sounds_vowel: regular expressions without regard to case, for the beginning of a name without accents.
        after_noun: words that end the part of a name in which its noun stands last: `pair of dumbbells`.
        none_before: words that stand in an article's place, at the beginning of a name.
        uncounted: nouns without an article.
        singular: endings of nouns with an `s` that are no plurals.
        plural: plurals without an `s`, and those that `singular` would take for none.
        units: what makes an amount of the number before it, so that `1 kg weight` has an article, `1 weight` and `1 kg` none.
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
        """A thing with its article, where it has one."""
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

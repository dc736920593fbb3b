"""The lexicon: how the user wants some words to be said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voiceguide.letters import main_language
from voiceguide.script.pronunciations import Pronunciation, joined, pattern
from voiceguide.speech.engine import Engine, phonemes_by
from voiceguide.speech.text import spoken
from voiceguide.speech.text.pronounced import replaced_words
from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    from voiceguide.clip import Clip


SPELLED_A = re.compile(r"(?<![\w\[])A(?= [A-Z](?!\w))|(?<=(?<!\w)[A-Z] )A(?!\w)")
"""The letter A among spelled letters, as in `A C L`: engines would take it for the article."""


@dataclass(frozen=True, slots=True)
class WithLexicon:
    """An engine with a lexicon. Utterances without a word of the lexicon have the same clips as without it.

    Attributes:
        engine: the engine that speaks.
        lexicon: maps words, in any case, to what is said instead. Both are read like the words of a script, symbols
            included. Text between slashes is in the International Phonetic Alphabet: `/ˈsoʊæs/`.
        takes_phonemes: whether the engine understands phonemes, as in `[psoas](/ˈsoʊæs/)`. If not, it reads the word itself.
    """

    engine: Engine
    lexicon: Mapping[str, str]
    takes_phonemes: bool = False

    @property
    def name(self) -> str:
        return self.engine.name

    def identity(self, utterance: Utterance) -> str:
        said = self._said(utterance)
        identity = self.engine.identity(said)
        return identity if said.text == utterance.text else f"{identity}, saying {said.text}"

    def synthesize(self, utterance: Utterance) -> Clip:
        return self.engine.synthesize(self._said(utterance))

    def phonemes(self, utterance: Utterance) -> str | None:
        return phonemes_by(self.engine, self._said(utterance))

    def _said(self, utterance: Utterance) -> Utterance:
        """The utterance with the words of the lexicon, and with the phonemes of the script's own pronunciations."""
        own = utterance.say if self.takes_phonemes else ()
        entries = (Pronunciation(word, said) for word, said in self.lexicon.items())
        lexicon = _as_said((each for each in entries if self.takes_phonemes or not each.phonemes), utterance.language)

        def say(match: re.Match[str], entry: Pronunciation) -> str:
            return f"[{match[0]}]({entry.said})" if entry.phonemes else spoken(entry.said, utterance.language)

        language = main_language(utterance.language)
        text = replaced_words(utterance.text, joined(own, lexicon), language, say)
        if self.takes_phonemes and language == "en":
            text = SPELLED_A.sub("[A](/ˈeɪ/)", text)
        return replace(utterance, text=text, say=())


def with_phonemes(utterance: Utterance) -> tuple[Pronunciation, ...]:
    """The pronunciations of an utterance that are phonemes of words in it, each with its word as it is said."""
    entries = (each for each in utterance.say if each.phonemes and pattern((each,)).search(utterance.text))
    return _as_said(entries, utterance.language)


def _as_said(entries: Iterable[Pronunciation], language: str) -> tuple[Pronunciation, ...]:
    """The entries, each with its word as it is said; without those of which nothing is said."""
    found = (replace(entry, word=spoken(entry.word, language)) for entry in entries)
    return tuple(entry for entry in found if entry.word)

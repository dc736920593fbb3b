"""The lexicon: how the user wants some words to be said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voiceguide.speech.engine import Engine, Voice
from voiceguide.speech.text import spoken
from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    from voiceguide.clip import Clip


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
        return identity if said == utterance else f"{identity}, saying {said.text}"

    def voices(self) -> Sequence[Voice]:
        return self.engine.voices()

    def synthesize(self, utterance: Utterance) -> Clip:
        return self.engine.synthesize(self._said(utterance))

    def _said(self, utterance: Utterance) -> Utterance:
        said = {
            spoken(word, utterance.language).lower(): words
            for word, words in self.lexicon.items()
            if self.takes_phonemes or not _is_phonemes(words)
        }
        said.pop("", None)
        if not said:
            return utterance
        known = "|".join(re.escape(word) for word in sorted(said, key=len, reverse=True))

        def say(match: re.Match[str]) -> str:
            words = said[match[0].lower()]
            return f"[{match[0]}]({words})" if _is_phonemes(words) else spoken(words, utterance.language)

        text = re.sub(rf"(?<!\w)(?:{known})(?!\w)", say, utterance.text, flags=re.IGNORECASE)
        return replace(utterance, text=text)


def _is_phonemes(words: str) -> bool:
    return len(words) > 2 and words[0] == words[-1] == "/"

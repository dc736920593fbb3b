"""The protocol of speech engines, and what voices are listed as."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    from voiceguide.clip import Clip


LINK = re.compile(r"\[([^\]]*)\]\(/([^/)]*)/\)")
"""A word for an engine that takes phonemes, and how to say it, in the International Phonetic Alphabet: `[psoas](/ˈsoʊæs/)`."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice as the list of voices has it.

    Attributes:
        name: the name that `--voice` accepts.
        languages: BCP 47 tags.
        description: shown to people.
        licence: the licence of the voice itself, as an SPDX identifier if there is one; empty if unknown.
    """

    name: str
    languages: tuple[str, ...] = ()
    description: str = ""
    licence: str = ""


class Engine(Protocol):
    """Turns utterances into clips. Its methods are called from several threads at once."""

    @property
    def name(self) -> str:
        """The engine and its voice, as messages name them."""
        ...

    def identity(self, utterance: Utterance) -> str:
        """A text of all that decides how an utterance would sound: the engine, its version, the voice, its settings.

        Clips are cached by it: the same words, language and rate with the same identity must sound alike.
        """
        ...

    def synthesize(self, utterance: Utterance) -> Clip:
        """The utterance as the engine speaks it: mono, at the engine's own rate, with the silence around it.

        The same utterance should give the same samples each time, whatever was spoken before. Otherwise the first take is used.

        Raises:
            SpeechError: the engine failed, or spoke nothing.
        """
        ...


def reason_of(error: Exception) -> str:
    """What an exception of an engine says, on one line: engines raise all kinds of them."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def phonemes_by(engine: Engine, utterance: Utterance) -> str | None:
    """How an engine pronounces an utterance, in the International Phonetic Alphabet; None where it does not tell.

    An engine that tells has a method `phonemes`, which takes the utterance.
    """
    tell: Callable[[Utterance], str | None] | None = getattr(engine, "phonemes", None)
    return tell(utterance) if tell else None

"""What a voice must be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    from voiceguide.clip import Clip


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine offers.

    Attributes:
        name: what `--voice` takes.
        languages: BCP 47 tags.
        description: for people.
        licence: under which the voice itself may be used, as an SPDX name where there is one; empty when it is not known.
    """

    name: str
    languages: tuple[str, ...] = ()
    description: str = ""
    licence: str = ""


class Engine(Protocol):
    """Turns utterances into clips. May be called from several threads at once."""

    @property
    def name(self) -> str:
        """The engine and its voice, for people."""
        ...

    def identity(self, utterance: Utterance) -> str:
        """Who would speak an utterance: the engine, its version, the voice, and whatever else decides how it sounds.

        Clips are kept by it: what one identity speaks, in the same words, language and rate, must sound alike.
        """
        ...

    def voices(self) -> Sequence[Voice]:
        """The voices it offers."""
        ...

    def synthesize(self, utterance: Utterance) -> Clip:
        """The utterance as the engine speaks it: mono, at the engine's own rate, silence around it included.

        Better the same bytes each time, whatever was spoken before; where not, the first take is the one that is used.

        Raises:
            SpeechError: the engine failed, or spoke nothing.
        """
        ...

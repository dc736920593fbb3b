"""Two voices, one for one language and one for all others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from voiceguide.speech.engine import Engine, Voice
from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    from voiceguide.clip import Clip


class ByLanguage:
    """Lets one engine speak a language and another one the rest. Each is made when it is first needed.

    Args:
        language: its main tag, `en`; any region goes with it.
        speaker: makes the engine for it.
        others: makes the engine for all other languages.
    """

    def __init__(self, language: str, speaker: Callable[[], Engine], others: Callable[[], Engine]) -> None:
        self._language = language
        self._makers = {True: speaker, False: others}
        self._made: dict[bool, Engine] = {}
        self._making = threading.Lock()

    @property
    def name(self) -> str:
        return " and ".join(engine.name for engine in tuple(self._made.values())) or "the usual voice"

    def identity(self, utterance: Utterance) -> str:
        return self._speaker(utterance).identity(utterance)

    def voices(self) -> Sequence[Voice]:
        return (*self._engine(True).voices(), *self._engine(False).voices())

    def synthesize(self, utterance: Utterance) -> Clip:
        return self._speaker(utterance).synthesize(utterance)

    def _speaker(self, utterance: Utterance) -> Engine:
        return self._engine(utterance.language.lower().replace("_", "-").partition("-")[0] == self._language)

    def _engine(self, speaks: bool) -> Engine:
        with self._making:
            if speaks not in self._made:
                self._made[speaks] = self._makers[speaks]()
            return self._made[speaks]

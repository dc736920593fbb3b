"""The system voice, which every machine has: eSpeak NG, SAPI or NSSpeech, through pyttsx3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from voiceguide.config import CALM_WPM
from voiceguide.errors import SpeechError
from voiceguide.letters import main_language
from voiceguide.speech.engine import Voice
from voiceguide.speech.voices.espeak_phonemes import PHONEMES, in_ipa, in_mnemonics, without_links
from voiceguide.speech.voices.installed import by_language, by_name
from voiceguide.speech.voices.pyttsx import default_driver, shared
from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    from voiceguide.clip import Clip

ASKED_WPM = {"espeak": 112}
"""The rate to ask a driver for so that it speaks at `CALM_WPM`; all others are asked for `CALM_WPM`.

Measured on the bundled back session, from the first audible sample of each utterance to its last: eSpeak at 112 speaks 120
words a minute on the whole, cues with their pause after the breath word 95, sentences of the set-up 150. It cannot speak
slower than 80.
"""

CALM_VARIANT = "m1"
CALM_PITCH = 45
"""The calmest variant and pitch of eSpeak. m1 has the lowest variant that does not drone: 91 Hz at this pitch, where the plain
voice has 103. It has a fifth less power from 2 to 4 kHz, where a synthetic voice sounds harsh, and no less above, where
consonants differ."""


REVISION = 2
"""Increased when the same words are spoken differently."""


class SystemEngine:
    """Speaks with the operating system's voice; on Linux, with the eSpeak NG that is installed with voiceguide.

    Args:
        voice: an id, a name or a language, with eSpeak's variant if wanted: `en-gb`, `German`, `en-gb+f3`. With None, each
            utterance is spoken by a calm voice of its own language.

    Raises:
        SpeechError: there is no such voice, or the engine cannot be used.
    """

    def __init__(self, voice: str | None = None) -> None:
        self._pyttsx = shared(default_driver())
        self._installed = self._pyttsx.installed()
        variants = self._pyttsx.variants()
        self._chosen = by_name(voice, self._installed, variants) if voice else None
        self._manner = f"+{CALM_VARIANT}" if CALM_VARIANT in variants else ""
        self._asked_wpm = ASKED_WPM.get(self._pyttsx.driver, CALM_WPM)
        voice_name = self._chosen or f"by language{self._manner}"
        self._identity = (
            f"{self._pyttsx.version()}, {voice_name}, {self._asked_wpm} wpm, pitch {CALM_PITCH}, {REVISION}"
        )

    @property
    def takes_phonemes(self) -> bool:
        """Whether it says words as they are linked to phonemes, as in `[psoas](/ˈsoʊæs/)`: in English, with eSpeak."""
        return self._pyttsx.is_espeak

    @property
    def name(self) -> str:
        return f"the voice {self._chosen}" if self._chosen else "the voice of this machine"

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - one covers the voices of all languages
        return self._identity

    def voices(self) -> Sequence[Voice]:
        return tuple(each.voice for each in self._installed)

    def phonemes(self, utterance: Utterance) -> str | None:
        """How eSpeak pronounces the words, in the International Phonetic Alphabet; None for the voices of other systems."""
        if not self._pyttsx.is_espeak:
            return None
        voice = self._voice(utterance)
        parts = PHONEMES.split(self._text(utterance))  # eSpeak tells phonemes of words only
        told = (in_ipa(part) if number % 2 else self._pyttsx.phonemes(part, voice) for number, part in enumerate(parts))
        return " ".join(part for part in told if part)

    def _voice(self, utterance: Utterance) -> str:
        return self._chosen or by_language(utterance.language, self._installed) + self._manner

    def synthesize(self, utterance: Utterance) -> Clip:
        from voiceguide.clip import mono

        settings: dict[str, object] = {"voice": self._voice(utterance), "rate": round(self._asked_wpm * utterance.rate)}
        if self._pyttsx.is_espeak:
            settings["pitch"] = CALM_PITCH
        clip = mono(self._pyttsx.speak(self._text(utterance), settings))
        if not clip.samples.any():
            raise SpeechError(
                f"The voice '{settings['voice']}' spoke nothing for '{utterance.text[:60]}'. "
                f"Please check that the words are in the voice's language, or choose another voice."
            )
        return clip

    def _text(self, utterance: Utterance) -> str:
        if not self._pyttsx.is_espeak:
            return utterance.text
        is_english = main_language(utterance.language) == "en"
        return (
            in_mnemonics(utterance.text)
            if is_english and self._pyttsx.speaks_phonemes()
            else without_links(utterance.text)
        )

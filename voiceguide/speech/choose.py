"""Chooses the engine: from the voice that a listener asks for, the config and the script's folder."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voiceguide.config import CommandVoice, Config
from voiceguide.errors import SpeechError, blaming
from voiceguide.letters import main_language
from voiceguide.problems import nearest
from voiceguide.speech.engine import Engine, Voice, phonemes_by
from voiceguide.speech.lexicon import WithLexicon
from voiceguide.speech.voices.hibari_voices import NATURAL, natural_voices
from voiceguide.speech.voices.installed import NoVoiceSpeaks
from voiceguide.storage.names import as_on_disk
from voiceguide.timeline.model import Utterance

if TYPE_CHECKING:
    from voiceguide.clip import Clip


T = TypeVar("T")

SYSTEM = "system"
RECORDED = "recorded"
PIPER = "piper:"
RECORDINGS = "recordings"
"""The folder beside a script whose recordings are used without being asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which voice a session is spoken with.

    Attributes:
        voice: the voices to try, in this order, separated by commas. None is the recordings beside the script, if there are
            any, and the natural voice; if that fails, the system voice.
        config: has the voices that are programs, and the lexicon.
        beside: the script's folder, where recordings may be.
        rate: the session's rate, > 1 is faster. A message tells when a voice cannot change its rate.
    """

    voice: str | None
    config: Config
    beside: Path | None = None
    rate: float = 1.0

    def speak(self, work: Callable[[Engine], T], notify: Callable[[str], None]) -> T:
        """Call `work` with the first voice that can do all of it: one voice speaks a whole session.

        Args:
            work: speaks with an engine. When a voice fails, it is called again with the next one.
            notify: is told, each message once, why a voice failed and which one is next, when a recording is missing, and
                when the rate makes no difference.

        Raises:
            SpeechError: every voice failed; the message has the reason of each.
        """
        with blaming("voice"):
            tries = self._tries()
        failures: list[str] = []
        notify = once(notify)
        for position, names in enumerate(tries):
            try:
                with blaming("voice"):
                    engine = self._engine(names, notify)
                return work(engine)
            except SpeechError as error:
                if len(tries) == 1 or (self.voice is None and isinstance(error, NoVoiceSpeaks)):
                    raise
                failures.append(f"{_shown(names)}: {error}")
                if position + 1 < len(tries):
                    notify(f"The voice '{_shown(names)}' failed, so '{_shown(tries[position + 1])}' speaks. {error}")
        with blaming("voice"):
            raise SpeechError(f"None of the {len(tries)} voices could speak.\n" + "\n".join(failures))

    def _tries(self) -> tuple[tuple[str, ...], ...]:
        """The choices to try in order: each is a voice, and after it those that speak what it has no recording of."""
        if self.voice is None:
            recorded = (RECORDED,) if self.beside is not None and (self.beside / RECORDINGS).is_dir() else ()
            return (*recorded, NATURAL), (*recorded, SYSTEM)
        names = tuple(name.strip() for name in self.voice.split(","))
        if not all(names):
            raise SpeechError(
                f"'{self.voice[:60]}' names an empty voice. Expected one, or several with commas between."
            )
        return tuple(names[position:] for position in range(len(names)))

    def _engine(self, names: tuple[str, ...], notify: Callable[[str], None]) -> Engine:
        """The engine of the first name; the others speak what it has no recording of."""
        name, *others = names
        kind, _, rest = name.partition(":")
        if voice := self.config.voice(name):
            return self._with_lexicon(self._program(voice, notify))
        if kind == RECORDED:
            from voiceguide.speech.voices.recorded import RecordedEngine

            folder = as_on_disk(Path(rest).expanduser()) if rest else (self.beside or Path()) / RECORDINGS
            if self.rate != 1:
                notify(f"Recordings keep their speed: --rate {self.rate:g} applies only to what is not recorded.")
            return RecordedEngine(folder, self._engine(tuple(others) or (SYSTEM,), notify), notify)
        if kind == NATURAL:
            return self._natural(name, notify)
        if name.startswith(PIPER) or name.endswith(".onnx"):
            from voiceguide.speech.voices.piper import PiperEngine

            return self._with_lexicon(PiperEngine(name.removeprefix(PIPER)))
        return self._system(name)

    def _program(self, voice: CommandVoice, notify: Callable[[str], None]) -> Engine:
        from voiceguide.speech.voices.command import CommandEngine

        program = CommandEngine(voice)
        if self.rate != 1 and not program.has_rate:
            notify(
                f"The voice '{voice.name}' has one speed, so --rate {self.rate:g} makes no difference. "
                f"Put {{wpm}} or {{stretch}} into the command in {voice.place() or f'[voices.{voice.name}]'} to pass it on."
            )
        return program

    def _natural(self, name: str, notify: Callable[[str], None]) -> Engine:
        """A natural voice for English and the system voice for all other languages.

        The system voice speaks English too if no voice was asked for and the natural one is missing.
        """

        def natural() -> Engine:
            from voiceguide.speech.voices.hibari import HibariEngine

            return self._with_lexicon(HibariEngine(name))

        def usual() -> Engine:
            try:
                return natural()
            except SpeechError as error:
                notify(f"The system voice speaks. {error}")
                return self._system(SYSTEM)

        if self.voice is not None:
            asked_for = natural()  # made now, so that a missing voice is reported before anything is spoken
            return ByLanguage(lambda: asked_for, partial(self._system, SYSTEM))
        return ByLanguage(usual, partial(self._system, SYSTEM))

    def _system(self, name: str) -> Engine:
        from voiceguide.speech.voices.system import SystemEngine

        try:
            return self._with_lexicon(SystemEngine(None if name == SYSTEM else name))
        except SpeechError as error:
            hint = "" if name == SYSTEM else nearest(name, (*self.config.voices, NATURAL))
            raise SpeechError(f"No voice is called '{name[:60]}'{hint}") if hint else error from None

    def _with_lexicon(self, engine: Engine) -> Engine:
        return WithLexicon(engine, self.config.lexicon, getattr(engine, "takes_phonemes", False))


class ByLanguage:
    """An engine that speaks English with one engine and all other languages with another. Each is made when it is first needed.

    Args:
        english: makes the engine for English.
        others: makes the engine for all other languages.
    """

    def __init__(self, english: Callable[[], Engine], others: Callable[[], Engine]) -> None:
        self._makers = {True: english, False: others}
        self._made: dict[bool, Engine] = {}
        self._making = threading.Lock()

    @property
    def name(self) -> str:
        return " and ".join(engine.name for engine in tuple(self._made.values())) or "the usual voice"

    def identity(self, utterance: Utterance) -> str:
        return self._speaker(utterance).identity(utterance)

    def synthesize(self, utterance: Utterance) -> Clip:
        return self._speaker(utterance).synthesize(utterance)

    def phonemes(self, utterance: Utterance) -> str | None:
        return phonemes_by(self._speaker(utterance), utterance)

    def _speaker(self, utterance: Utterance) -> Engine:
        is_english = main_language(utterance.language) == "en"
        with self._making:
            if is_english not in self._made:
                self._made[is_english] = self._makers[is_english]()
            return self._made[is_english]


def once(notify: Callable[[str], None]) -> Callable[[str], None]:
    """A function that passes each message on only the first time."""
    told: set[str] = set()

    def tell(message: str) -> None:
        if message not in told:
            told.add(message)
            notify(message)

    return tell


def _shown(names: tuple[str, ...]) -> str:
    """The name that messages show for a choice: that of the voice behind the recordings, where recordings come first."""
    return names[1] if names[0] == RECORDED and len(names) > 1 else names[0]


def offered(config: Config) -> list[tuple[str, Voice]]:
    """Every voice that `--voice` accepts by name, as (engine, voice).

    Raises:
        SpeechError: the system's voices cannot be used.
    """
    from voiceguide.speech.voices.piper_voices import installed_voices
    from voiceguide.speech.voices.system import SystemEngine

    programs = config.voices.values()
    voices = [
        ("command", Voice(each.name, (each.language,) if each.language else (), each.command)) for each in programs
    ]
    with suppress(SpeechError):  # the doctor reports why there are none
        voices += [("natural", voice.described()) for voice in natural_voices().values()]
    voices += [("piper", voice) for voice in installed_voices()]
    return voices + [("system", voice) for voice in SystemEngine().voices()]

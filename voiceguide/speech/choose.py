"""From what was asked for with `--voice` to the engine that speaks a session."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from voiceguide.config import Config
from voiceguide.errors import SpeechError, blaming
from voiceguide.names import as_on_disk
from voiceguide.problems import nearest
from voiceguide.speech.engine import Engine, Voice
from voiceguide.speech.lexicon import WithLexicon

T = TypeVar("T")

SYSTEM = "system"
RECORDED = "recorded"
PIPER = "piper:"
RECORDINGS = "recordings"
"""The folder beside a script that is listened to without being asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to speak.

    Attributes:
        voice: what was asked for: voices in the order in which they are tried, with commas between; None is the voice of
            this machine, or the recordings beside the script where there are some.
        config: the voices that are programs, and the lexicon.
        beside: the script's folder, for recordings.
        rate: how quick the session is to be spoken, > 1 is faster; a voice that cannot do so says it.
    """

    voice: str | None
    config: Config
    beside: Path | None = None
    rate: float = 1.0

    def speak(self, work: Callable[[Engine], T], notify: Callable[[str], None]) -> T:
        """Do the whole of some work with the first voice that can: one voice speaks all of a session.

        Args:
            work: what is to be spoken; it is begun anew with the next voice when one fails.
            notify: told, each thing once, why a voice failed and which one is tried next, when a recording is missing, and
                when the rate makes no difference.

        Raises:
            SpeechError: no voice could do it; why, for each of them.
        """
        with blaming("voice"):
            names = self._names()
        failures: list[str] = []
        notify = _once(notify)
        for position, name in enumerate(names):
            try:
                with blaming("voice"):
                    engine = self._engine(names[position:], notify)
                return work(engine)
            except SpeechError as error:
                if len(names) == 1:
                    raise
                failures.append(f"{name}: {error}")
                if position + 1 < len(names):
                    notify(f"The voice '{name}' failed, so '{names[position + 1]}' speaks. {error}")
        with blaming("voice"):
            raise SpeechError(f"None of the {len(names)} voices could speak.\n" + "\n".join(failures))

    def _names(self) -> tuple[str, ...]:
        if self.voice is None:
            recorded = self.beside is not None and (self.beside / RECORDINGS).is_dir()
            return (RECORDED, SYSTEM) if recorded else (SYSTEM,)
        names = tuple(name.strip() for name in self.voice.split(","))
        if not all(names):
            raise SpeechError(
                f"'{self.voice[:60]}' names an empty voice. Expected one, or several with commas between."
            )
        return names

    def _engine(self, names: tuple[str, ...], notify: Callable[[str], None]) -> Engine:
        name, *others = names
        kind, colon, rest = name.partition(":")
        if kind == RECORDED and (colon or not self.config.voice(name)):
            from voiceguide.speech.recorded import RecordedEngine

            folder = as_on_disk(Path(rest).expanduser()) if rest else (self.beside or Path()) / RECORDINGS
            if self.rate != 1:
                notify(f"Recordings are heard as they were spoken: --rate {self.rate:g} is for what is not recorded.")
            return RecordedEngine(folder, self._engine(tuple(others) or (SYSTEM,), notify), notify)
        engine = self._speaking(name, notify)
        return WithLexicon(engine, self.config.lexicon) if self.config.lexicon else engine

    def _speaking(self, name: str, notify: Callable[[str], None]) -> Engine:
        if voice := self.config.voice(name):
            from voiceguide.speech.command import CommandEngine

            program = CommandEngine(voice)
            if self.rate != 1 and not program.has_rate:
                notify(
                    f"The voice '{name}' has one speed, so --rate {self.rate:g} makes no difference. "
                    f"A place {{wpm}} or {{stretch}} in {voice.place() or f'[voices.{name}]'} would pass it on."
                )
            return program
        if name.startswith(PIPER) or name.endswith(".onnx"):
            from voiceguide.speech.piper import PiperEngine

            return PiperEngine(name.removeprefix(PIPER))
        from voiceguide.speech.system import SystemEngine

        try:
            return SystemEngine(None if name == SYSTEM else name)
        except SpeechError as error:
            hint = nearest(name, self.config.voices)
            raise SpeechError(f"No voice is called '{name[:60]}'{hint}") if hint else error from None


def _once(notify: Callable[[str], None]) -> Callable[[str], None]:
    """The same, told each thing only once."""
    told: set[str] = set()

    def tell(message: str) -> None:
        if message not in told:
            told.add(message)
            notify(message)

    return tell


def offered(config: Config) -> list[tuple[str, Voice]]:
    """Every voice that `--voice` can ask for by name, each with the engine it belongs to.

    Raises:
        SpeechError: the voices of this machine cannot be used.
    """
    from voiceguide.speech.command import command_voice
    from voiceguide.speech.piper_voices import installed_voices
    from voiceguide.speech.system import SystemEngine

    voices = [("command", command_voice(voice)) for voice in config.voices.values()]
    voices += [("piper", voice) for voice in installed_voices()]
    return voices + [("system", voice) for voice in SystemEngine().voices()]

"""The one pyttsx3 engine of the process, on a thread of its own."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Mapping
from functools import cache, wraps
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from voiceguide.errors import SoundError, SpeechError
from voiceguide.speech.engine import Voice, reason_of
from voiceguide.speech.voices.installed import Installed
from voiceguide.speech.voices.worker import TIMEOUT_S, Worker
from voiceguide.storage.folders import scratch_folder

if TYPE_CHECKING:
    from voiceguide.clip import Clip


P = ParamSpec("P")
T = TypeVar("T")

ESPEAK_REMEDY = (
    "Please install the package espeakng-loader, or eSpeak NG itself (on Debian: apt install libespeak-ng1)."
)
MBROLA = "mb/"
"""The prefix of eSpeak voices that need another program, and another sample rate than the driver writes."""

ESPEAK_LICENCE = "GPL-3.0-or-later"
SYSTEM_LICENCE = "as the system"

SYSTEM_REMEDY = "Please check that the voices of the operating system work, or choose another voice."


def on_its_thread(method: Callable[Concatenate[Pyttsx, P], T]) -> Callable[Concatenate[Pyttsx, P], T]:
    """The method, run on the engine's own thread; whatever it raises becomes a SpeechError with a remedy."""

    @wraps(method)
    def call(self: Pyttsx, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return self.worker.run(lambda: method(self, *args, **kwargs))
        except TimeoutError as error:
            raise SpeechError(
                f"The voice ({self.driver}) does not answer. Please start again, or choose another one."
            ) from error
        except SpeechError:
            raise
        except Exception as error:  # pyttsx3 and its drivers raise all kinds of errors
            remedy = ESPEAK_REMEDY if self.is_espeak else SYSTEM_REMEDY
            raise SpeechError(f"The voice ({self.driver}) failed: {reason_of(error)}. {remedy}") from error

    return call


class Pyttsx:
    """pyttsx3 with one driver. It is safe to call from any thread; calls run one after the other.

    pyttsx3 is not thread-safe, its drivers share state inside a process, and destroying one engine mutes the others.
    So there is only one per driver, made by `shared`, and it lives as long as the process.

    Raises:
        SpeechError: from every method, when the driver is missing, fails or hangs.
    """

    def __init__(self, driver: str, worker: Worker | None = None) -> None:
        self.driver = driver
        self.worker = worker or Worker(TIMEOUT_S)
        self._engine: Any = None
        self._espeak: Any = None
        self._folder: Path
        self._faults: list[Exception] = []
        self._numbers = count()

    @property
    def is_espeak(self) -> bool:
        return self.driver == "espeak"

    @on_its_thread
    def version(self) -> str:
        """The versions of pyttsx3 and of the driver, as far as that is known."""
        self._started()
        of_driver = f"eSpeak NG {self._espeak.version()}" if self.is_espeak else f"{self.driver} {platform.version()}"
        return f"pyttsx3 {version('pyttsx3')}, {of_driver}"

    @on_its_thread
    def installed(self) -> tuple[Installed, ...]:
        """The installed voices, the system's default first."""
        engine = self._started()
        chosen = None if self.is_espeak else engine.getProperty("voice")
        found = [self._described(voice) for voice in engine.getProperty("voices") if not voice.id.startswith(MBROLA)]
        return tuple(sorted(found, key=lambda each: each.id != chosen))

    @on_its_thread
    def variants(self) -> tuple[str, ...]:
        """The variants that may follow a voice's name after `+`."""
        self._started()
        return tuple(self._espeak.variants()) if self.is_espeak else ()

    @on_its_thread
    def phonemes(self, text: str, voice: str) -> str:
        """How eSpeak's voice with that id pronounces a text, in the International Phonetic Alphabet."""
        self._started()
        return str(self._espeak.phonemes(text, voice))

    @on_its_thread
    def speaks_phonemes(self) -> bool:
        """Whether phonemes between `[[` and `]]` are spoken: where eSpeak is loaded anew for each utterance."""
        return self.is_espeak and self._started().proxy._driver._anew is not None

    def speak(self, text: str, settings: Mapping[str, object]) -> Clip:
        """The text, spoken with pyttsx3's properties: `voice` (an id), `rate` (words a minute), `pitch` (0 to 100)."""
        from voiceguide.clip import decode

        path = self._written(text, settings)
        try:
            return decode(path)
        except SoundError as error:
            raise SpeechError(f"The voice ({self.driver}) wrote no sound for '{text[:60]}'. {SYSTEM_REMEDY}") from error
        finally:
            path.unlink(missing_ok=True)

    @on_its_thread
    def _written(self, text: str, settings: Mapping[str, object]) -> Path:
        """The path of a new WAV file of the spoken text."""
        engine = self._started()
        path = self._folder / f"{next(self._numbers)}.wav"
        for name, value in settings.items():
            engine.setProperty(name, value)
        engine.save_to_file(text, str(path))
        try:
            engine.runAndWait()
        except BaseException:
            engine.endLoop()
            raise
        if self._faults:
            raise self._faults.pop()
        if not path.exists():
            raise SpeechError(
                f"The voice ({self.driver}) wrote nothing for '{text[:60]}'. Please choose another voice."
            )
        return path

    def _started(self) -> Any:
        """pyttsx3's engine, made at the first call."""
        if self._engine is None:
            name = self.driver
            if self.is_espeak:
                from voiceguide.speech.voices import espeak_driver

                self._espeak = espeak_driver
                name = espeak_driver.NAME
            import pyttsx3

            engine = pyttsx3.init(name)
            engine.connect("error", lambda exception, **_: self._faults.append(exception))
            self._folder = scratch_folder(self, brief=True)
            self._engine = engine
        return self._engine

    def _described(self, voice: Any) -> Installed:
        languages = tuple(str(tag).replace("_", "-") for tag in voice.languages or () if tag)
        name = languages[0] if self.is_espeak and languages else voice.name
        licence = ESPEAK_LICENCE if self.is_espeak else SYSTEM_LICENCE
        return Installed(voice.id, Voice(name, languages, voice.name, licence))


def default_driver() -> str:
    """The name of pyttsx3's driver for this operating system."""
    return {"darwin": "nsss", "win32": "sapi5"}.get(sys.platform, "espeak")


@cache
def shared(driver: str) -> Pyttsx:
    """The engine of this process for a driver."""
    return Pyttsx(driver)

"""The one pyttsx3 engine of the process, on a thread of its own."""

from __future__ import annotations

import atexit
import platform
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from voiceguide.errors import SoundError, SpeechError
from voiceguide.speech.engine import Voice
from voiceguide.speech.voices.installed import Installed
from voiceguide.storage.folders import scratch_folder

if TYPE_CHECKING:
    from voiceguide.clip import Clip


T = TypeVar("T")

TIMEOUT_S = 60.0
"""Seconds after which a call to the engine is given up."""

LEAVE_S = 5.0
"""Seconds that the end of the program waits for a call, at most. Loading a voice takes one, a sentence less."""

ESPEAK_REMEDY = (
    "Please install the package espeakng-loader, or eSpeak NG itself (on Debian: apt install libespeak-ng1)."
)
MBROLA = "mb/"
"""The prefix of eSpeak voices that need another program, and another sample rate than the driver writes."""

ESPEAK_LICENCE = "GPL-3.0-or-later"
SYSTEM_LICENCE = "as the system"

SYSTEM_REMEDY = "Please check that the voices of the operating system work, or choose another voice."


class Pyttsx:
    """pyttsx3 with one driver. It is safe to call from any thread; calls run one after the other.

    pyttsx3 is not thread-safe, its drivers share state inside a process, and destroying one engine mutes the others.
    So there is only one per driver, made by `shared`, and it lives as long as the process.

    Raises:
        SpeechError: from every method, when the driver is missing, fails or hangs.
    """

    def __init__(self, driver: str, worker: Worker | None = None) -> None:
        self.driver = driver
        self._worker = worker or Worker(TIMEOUT_S)
        self._engine: Any = None
        self._folder: Path
        self._faults: list[Exception] = []
        self._set: dict[str, object] = {}
        self._numbers = count()

    @property
    def is_espeak(self) -> bool:
        return self.driver == "espeak"

    def version(self) -> str:
        """The versions of pyttsx3 and of the driver, as far as that is known."""
        return self._call(self._version)

    def installed(self) -> tuple[Installed, ...]:
        """The installed voices, the system's default first."""
        return self._call(self._installed)

    def variants(self) -> tuple[str, ...]:
        """The variants that may follow a voice's name after `+`."""
        return self._call(self._variants)

    def phonemes(self, text: str, voice: str) -> str:
        """How eSpeak's voice with that id pronounces a text, in the International Phonetic Alphabet."""
        return self._call(lambda: self._phonemes(text, voice))

    def speaks_phonemes(self) -> bool:
        """Whether phonemes between `[[` and `]]` are spoken: where eSpeak is loaded anew for each utterance."""
        return self._call(self._speaks_phonemes)

    def speak(self, text: str, settings: Mapping[str, object]) -> Clip:
        """The text, spoken with pyttsx3's properties: `voice` (an id), `rate` (words a minute), `pitch` (0 to 100)."""
        from voiceguide.clip import decode

        path = self._call(lambda: self._speak(text, settings))
        try:
            return decode(path)
        except SoundError as error:
            raise SpeechError(f"The voice ({self.driver}) wrote no sound for '{text[:60]}'. {SYSTEM_REMEDY}") from error
        finally:
            path.unlink(missing_ok=True)

    def _call(self, job: Callable[[], T]) -> T:
        remedy = ESPEAK_REMEDY if self.is_espeak else SYSTEM_REMEDY
        try:
            return self._worker.run(job)
        except TimeoutError as error:
            raise SpeechError(
                f"The voice ({self.driver}) does not answer. Please start again, or choose another one."
            ) from error
        except SpeechError:
            raise
        except Exception as error:  # pyttsx3 and its drivers raise all kinds of errors
            reason = " ".join(str(error).split()) or type(error).__name__
            raise SpeechError(f"The voice ({self.driver}) failed: {reason}. {remedy}") from error

    def _started(self) -> Any:
        if self._engine is None:
            name = self.driver
            if self.is_espeak:
                from voiceguide.speech.voices import espeak_driver

                name = espeak_driver.NAME
            import pyttsx3

            engine = pyttsx3.init(name)
            engine.connect("error", lambda exception, **_: self._faults.append(exception))
            self._folder = scratch_folder(self, brief=True)
            self._engine = engine
        return self._engine

    def _version(self) -> str:
        self._started()
        if self.is_espeak:
            from voiceguide.speech.voices import espeak_driver

            return f"pyttsx3 {version('pyttsx3')}, eSpeak NG {espeak_driver.version()}"
        return f"pyttsx3 {version('pyttsx3')}, {self.driver} {platform.version()}"

    def _phonemes(self, text: str, voice: str) -> str:
        self._started()
        from voiceguide.speech.voices import espeak_driver

        return espeak_driver.phonemes(text, voice)

    def _speaks_phonemes(self) -> bool:
        return self.is_espeak and self._started().proxy._driver._anew is not None

    def _variants(self) -> tuple[str, ...]:
        self._started()
        if not self.is_espeak:
            return ()
        from voiceguide.speech.voices import espeak_driver

        return tuple(espeak_driver.variants())

    def _installed(self) -> tuple[Installed, ...]:
        engine = self._started()
        chosen = None if self.is_espeak else engine.getProperty("voice")
        found = [self._described(voice) for voice in engine.getProperty("voices") if not voice.id.startswith(MBROLA)]
        return tuple(sorted(found, key=lambda each: each.id != chosen))

    def _described(self, voice: Any) -> Installed:
        languages = tuple(str(tag).replace("_", "-") for tag in voice.languages or () if tag)
        name = languages[0] if self.is_espeak and languages else voice.name
        return Installed(
            voice.id, Voice(name, languages, voice.name, ESPEAK_LICENCE if self.is_espeak else SYSTEM_LICENCE)
        )

    def _speak(self, text: str, settings: Mapping[str, object]) -> Path:
        engine = self._started()
        path = self._folder / f"{next(self._numbers)}.wav"
        for name, value in settings.items():
            if self._set.get(name) != value:
                engine.setProperty(name, value)
        self._set = {}
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
        self._set = dict(settings)
        return path


def default_driver() -> str:
    """The name of pyttsx3's driver for this operating system."""
    return {"darwin": "nsss", "win32": "sapi5"}.get(sys.platform, "espeak")


@cache
def shared(driver: str) -> Pyttsx:
    """The engine of this process for a driver."""
    return Pyttsx(driver)


class Worker:
    """Runs calls one after the other on a daemon thread of its own.

    Calls are queued, so that the next one starts as soon as one is done. A call that is not done `timeout` seconds after the
    one before it is given up. It cannot be stopped, so the worker refuses every later call.

    The program ends when the running call has returned, or `LEAVE_S` later: onnxruntime aborts if its thread is killed.

    Raises:
        TimeoutError: from `run`, for the call that hangs and for every later call.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._starting = threading.Lock()
        self._done = 0
        self._stuck = False
        self._leaving = False
        self._thread: threading.Thread | None = None

    def run(self, call: Callable[[], T]) -> T:
        """Run `call` on the worker's thread, and return or raise what it does."""
        future: Future[T] = Future()
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="voice", daemon=True)
                self._thread.start()
                atexit.register(self._leave)
            if not self._stuck:
                self._calls.put((future, call))
        while not self._stuck:
            done = self._done
            try:
                return future.result(self._timeout)
            except TimeoutError:
                if future.done():
                    raise
                if self._done == done:
                    self._stuck = True
        raise TimeoutError("a call did not return")

    def _leave(self) -> None:
        assert self._thread
        self._leaving = True
        self._calls.put((Future(), lambda: None))
        if not self._stuck:
            self._thread.join(LEAVE_S)

    def _serve(self) -> None:
        while True:
            future, call = self._calls.get()
            if self._leaving:
                return
            if self._stuck:
                continue
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 - `run` raises it again
                future.set_exception(error)
            self._done += 1

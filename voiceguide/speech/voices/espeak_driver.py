"""pyttsx3's eSpeak driver without its waits, and with nothing left over from what was spoken before.

pyttsx3 looks for the eSpeak library when its driver is imported, so import this module late, and only to speak.

Raises:
    RuntimeError: at import, when no eSpeak is found.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

from voiceguide.speech.voices.espeak_anew import EspeakAnew


def load_bundled() -> tuple[Path, bytes] | None:
    """Load the eSpeak NG that comes as a wheel, so that pyttsx3 finds it by its name, and say where it and its data are.

    None when there is no such wheel for this machine: then pyttsx3 looks for an installed eSpeak.
    """
    try:
        import espeakng_loader

        library = Path(espeakng_loader.get_library_path())
        ctypes.CDLL(str(library))
        return library, os.fsencode(espeakng_loader.get_data_path())
    except (ImportError, OSError, RuntimeError):
        return None


BUNDLED = load_bundled()
BUNDLED_DATA = BUNDLED[1] if BUNDLED else None

from pyttsx3.drivers import _espeak, espeak  # noqa: E402 - the library must be there first

NAME = "voiceguide_espeak"
"""What to ask pyttsx3 for: it imports drivers from its own package by name."""

BUFFER_MS = 20_000
"""How much eSpeak speaks between two calls back: an utterance, as a rule. Each has to wait until Python's other threads let it."""

sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]

_THE_END = (_espeak.EVENT * 2)()
_THE_END[0].type = _espeak.EVENT_MSG_TERMINATED

# The driver prints one line for each file. Redirecting stdout would swallow what other threads print meanwhile.
espeak.print = lambda *_, **__: None


def buildDriver(proxy: Any) -> "PromptDriver":  # noqa: N802 - the name that pyttsx3 calls
    """The driver, as pyttsx3 asks a driver's module for it."""
    return PromptDriver(proxy)


class PromptDriver(espeak.EspeakDriver):  # type: ignore[misc]
    """Comes back as soon as the file is written. The original comes back after 10 ms, whether or not it is.

    eSpeak speaks in the calling thread here. On a thread of its own, which pyttsx3 asks for, it now and then sleeps for
    160 ms before it takes up the next utterance. Where the machine allows it, each utterance sounds as if it were the first.
    """

    _text_to_say: str | None
    _save_file: str | None
    _data_buffer: bytes
    _anew: EspeakAnew | None

    def __init__(self, proxy: Any) -> None:
        self._properties: dict[str, Any] = {}
        if not espeak.EspeakDriver._moduleInitialized:
            if _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, BUNDLED_DATA) <= 0:
                raise RuntimeError("eSpeak found no voice data")
            espeak.EspeakDriver._moduleInitialized = True
            espeak.EspeakDriver._defaultVoice = "en"
        super().__init__(proxy)
        try:
            self._anew = EspeakAnew(BUNDLED[0] if BUNDLED else _installed(), BUNDLED_DATA, BUFFER_MS)
        except OSError:
            self._anew = None

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        super().setProperty(name, value)
        self._properties[name] = value

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Carry out what is queued: the settings, then the one file."""
        self._looping = True
        self._proxy.setBusy(False)
        if self._text_to_say and self._save_file:
            if self._anew:
                self._data_buffer = self._speak_anew(self._anew)
            else:
                self._start_synthesis(self._text_to_say)
            # eSpeak tells of the end only from a thread of its own, and the driver writes the file when it is told.
            super()._onSynth(None, 0, _THE_END)
        self._text_to_say = self._save_file = None

    def _speak_anew(self, anew: EspeakAnew) -> bytes:
        """What is queued, spoken with the properties as pyttsx3 would set them."""
        self._speaking = True
        parameters = {
            _espeak.RATE: self._properties["rate"],
            _espeak.VOLUME: round(self._properties["volume"] * 100),
            _espeak.PITCH: int(self._properties.get("pitch", 50)),
        }
        return anew.speak(str(self._text_to_say), str(self._properties["voice"]), parameters)

    def _onSynth(self, wav: Any, numsamples: int, _events: Any) -> int:  # noqa: N802 - the driver's name
        """Keep what was spoken; nobody listens to the words as they go by."""
        if numsamples > 0:
            self._data_buffer += ctypes.string_at(wav, numsamples * ctypes.sizeof(ctypes.c_short))
        return 0


class _Place(ctypes.Structure):
    """What the C library tells of an address, as `Dl_info` in dlfcn.h."""

    _fields_ = (
        ("file", ctypes.c_char_p),
        ("base", ctypes.c_void_p),
        ("symbol", ctypes.c_char_p),
        ("address", ctypes.c_void_p),
    )


def _installed() -> Path:
    """The file of the eSpeak library that pyttsx3 found.

    Raises:
        OSError: it cannot be told.
    """
    if Path(_espeak.dll._name).is_absolute():
        return Path(_espeak.dll._name)
    place = _Place()
    if sys.platform == "win32" or not ctypes.CDLL(None).dladdr(_espeak.dll.espeak_Initialize, ctypes.byref(place)):
        raise OSError("the file of the eSpeak library is not known")
    return Path(os.fsdecode(place.file or b""))


def version() -> str:
    """eSpeak's version."""
    return str(_espeak.Info().decode().split()[0])


def variants() -> list[str]:
    """What may follow a voice after `+`: the names in eSpeak's folder of variants. eSpeak ignores an unknown one silently."""
    folder = ctypes.c_char_p()
    _espeak.Info(ctypes.byref(folder))
    return sorted(file.name for file in Path(os.fsdecode(folder.value or b"")).glob("voices/!v/*"))

"""pyttsx3's eSpeak driver without its delays, and without state from one utterance to the next.

pyttsx3 looks for the eSpeak library when its driver is imported. So import this module late, and only to speak.

Raises:
    RuntimeError: at import, when no eSpeak is found.
"""

import ctypes
import os
import re
import sys
from pathlib import Path
from typing import Any

from voiceguide.speech.voices.espeak_anew import UTF8_WITH_PAUSE, EspeakAnew


def load_bundled() -> tuple[Path, bytes] | None:
    """Load the eSpeak NG of the wheel espeakng-loader, so that pyttsx3 finds it by name.

    Returns:
        The library's file and its folder of data; None if this machine has no such wheel. Then pyttsx3 looks for an installed
        eSpeak.
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
"""The driver's name for pyttsx3, which imports drivers from its own package by name."""

BUFFER_MS = 20_000
"""How much speech eSpeak passes to each callback: usually a whole utterance, since each callback waits for the GIL."""

sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]

_THE_END = (_espeak.EVENT * 2)()
_THE_END[0].type = _espeak.EVENT_MSG_TERMINATED

# The driver prints one line for each file. Redirecting stdout would swallow what other threads print meanwhile.
espeak.print = lambda *_, **__: None


def buildDriver(proxy: Any) -> "PromptDriver":  # noqa: N802 - the name that pyttsx3 calls
    """The driver. pyttsx3 calls this function of a driver's module."""
    return PromptDriver(proxy)


class PromptDriver(espeak.EspeakDriver):  # type: ignore[misc]
    """Returns as soon as the file is written. The original returns after 10 ms, whether or not it is.

    eSpeak speaks in the calling thread. In a thread of its own, which pyttsx3 asks for, it sometimes sleeps for 160 ms before
    the next utterance. Where a library can be unloaded, each utterance sounds as if it were the first.
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
        """Do what is queued: set the properties, then speak to the one file."""
        self._looping = True
        self._proxy.setBusy(False)
        if self._text_to_say and self._save_file:
            if self._anew:
                self._data_buffer = self._speak_anew(self._anew)
            else:
                self._start_synthesis(self._text_to_say)
            # eSpeak reports the end only from a thread of its own, and the driver writes the file only then.
            super()._onSynth(None, 0, _THE_END)
        self._text_to_say = self._save_file = None

    def _speak_anew(self, anew: EspeakAnew) -> bytes:
        """The samples of the queued text, spoken with the properties that pyttsx3 would set."""
        self._speaking = True
        parameters = {
            _espeak.RATE: self._properties["rate"],
            _espeak.VOLUME: round(self._properties["volume"] * 100),
            _espeak.PITCH: int(self._properties.get("pitch", 50)),
        }
        return anew.speak(str(self._text_to_say), str(self._properties["voice"]), parameters)

    def _onSynth(self, wav: Any, numsamples: int, _events: Any) -> int:  # noqa: N802 - the driver's name
        """Collect the samples. Events for single words are ignored."""
        if numsamples > 0:
            self._data_buffer += ctypes.string_at(wav, numsamples * ctypes.sizeof(ctypes.c_short))
        return 0


def _installed() -> Path:
    """The file of the eSpeak library that pyttsx3 found.

    Raises:
        OSError: the file cannot be found out.
    """
    if Path(_espeak.dll._name).is_absolute():
        return Path(_espeak.dll._name)
    loaded = re.search(r"/.*libespeak.*", os.fsdecode(Path("/proc/self/maps").read_bytes()))
    if loaded is None:
        raise OSError("the file of the eSpeak library is not known")
    return Path(loaded[0])


def version() -> str:
    """eSpeak's version."""
    return str(_espeak.Info().decode().split()[0])


def phonemes(text: str, voice: str) -> str:
    """How a voice pronounces a text, in the International Phonetic Alphabet.

    Raises:
        RuntimeError: there is no such voice.
    """
    if _espeak.dll.espeak_SetVoiceByName(voice.encode()):
        raise RuntimeError(f"eSpeak has no voice {voice}")
    convert = _espeak.dll.espeak_TextToPhonemes
    convert.restype = ctypes.c_char_p
    convert.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_int)
    buffer = ctypes.create_string_buffer(text.encode())
    rest = ctypes.c_void_p(ctypes.addressof(buffer))
    parts: list[str] = []
    while rest.value:
        parts.append((convert(ctypes.byref(rest), UTF8_WITH_PAUSE, IPA) or b"").decode())
    return " ".join(part.strip() for part in parts if part.strip())


IPA = 2
"""eSpeak's number for phonemes in the International Phonetic Alphabet."""


def variants() -> list[str]:
    """The names that may follow a voice after `+`, from eSpeak's folder of variants. eSpeak silently ignores unknown ones."""
    folder = ctypes.c_char_p()
    _espeak.Info(ctypes.byref(folder))
    return sorted(file.name for file in Path(os.fsdecode(folder.value or b"")).glob("voices/!v/*"))

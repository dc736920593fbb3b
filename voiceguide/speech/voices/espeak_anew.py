"""Speaks each utterance with a freshly loaded eSpeak, so that the same words always sound the same.

eSpeak keeps its place in its tables of pitch flutter and roughness from one utterance to the next, so the same words can last
up to 15 ms more or less, depending on what was spoken before. It has no call to reset this. So the library is loaded again for
each utterance, which takes about a millisecond.
"""

import _ctypes
import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from voiceguide.storage.folders import scratch_folder

SYNCHRONOUS = 2
"""eSpeak's mode in which it speaks in the calling thread and starts no thread."""

SEED = 1
"""The seed of its random numbers, which breathy voices use."""

UTF8_WITH_PAUSE = 0x1101
"""eSpeak's flags for UTF-8 text with the usual pause at its end, and with phonemes between `[[` and `]]`."""

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class EspeakAnew:
    """An eSpeak library that is loaded for each utterance and unloaded after it. For one thread at a time.

    It loads a copy of the file: a library that something else in the process uses would stay loaded, with its state.

    Args:
        library: the file of the library.
        data: the folder of its data; None for its own default.
        buffer_ms: how many milliseconds of speech it passes to each callback.

    Raises:
        OSError: the copy cannot be written, loaded or unloaded.
    """

    def __init__(self, library: Path, data: bytes | None, buffer_ms: int) -> None:
        self._data = data
        self._buffer_ms = buffer_ms
        self._copy = scratch_folder(self) / library.name
        shutil.copyfile(library, self._copy)
        _unload(ctypes.CDLL(str(self._copy)))
        if _is_loaded(self._copy):
            raise OSError(f"{library} cannot be unloaded")

    def speak(self, text: str, voice: str, parameters: Mapping[int, int]) -> bytes:
        """The text as little-endian 16-bit samples. The keys of `parameters` are eSpeak's numbers for them.

        Raises:
            RuntimeError: eSpeak refused.
        """
        spoken: list[bytes] = []

        def collect(samples: int | None, count: int, _events: int | None) -> int:
            if samples and count > 0:
                spoken.append(ctypes.string_at(samples, count * ctypes.sizeof(ctypes.c_short)))
            return 0

        callback = _Callback(collect)  # referenced until eSpeak is unloaded
        library = ctypes.CDLL(str(self._copy))
        try:
            if library.espeak_Initialize(SYNCHRONOUS, self._buffer_ms, self._data, 0) <= 0:
                raise RuntimeError("eSpeak found no voice data")
            library.espeak_SetSynthCallback(callback)
            if library.espeak_SetVoiceByName(voice.encode()):
                raise RuntimeError(f"eSpeak has no voice {voice}")
            for number, value in parameters.items():
                library.espeak_SetParameter(number, value, 0)
            _seed(library)
            words = text.encode()
            if library.espeak_Synth(words, ctypes.c_size_t(len(words) + 1), 0, 0, 0, UTF8_WITH_PAUSE, None, None):
                raise RuntimeError("eSpeak did not speak")
        finally:
            library.espeak_Terminate()
            _unload(library)
        return b"".join(spoken)


def _seed(library: ctypes.CDLL) -> None:
    if hasattr(library, "espeak_ng_SetRandSeed"):
        library.espeak_ng_SetRandSeed(ctypes.c_long(SEED))
    elif sys.platform != "win32":  # before 1.52 it used the random numbers of the C library
        ctypes.CDLL(None).srand(SEED)


def _unload(library: ctypes.CDLL) -> None:
    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)
    else:
        _ctypes.dlclose(library._handle)


def _is_loaded(library: Path) -> bool:
    """Whether a library is still loaded after it was unloaded: some C libraries never unload one."""
    if sys.platform == "win32":
        return False
    try:
        ctypes.CDLL(str(library), mode=os.RTLD_NOLOAD)
    except OSError:
        return False
    return True

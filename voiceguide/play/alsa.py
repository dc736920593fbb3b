"""ALSA, the sound library of Linux, writes its errors to the terminal from C. Here they are kept from it."""

import ctypes
import sys


def _ignore(_file: bytes, _line: int, _function: bytes, _code: int, _format: bytes) -> None:
    """What failed is known from the call that failed."""


_handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)(
    _ignore
)


def hush_alsa() -> None:
    """Keep ALSA's own messages off the terminal, in this process, from now on."""
    if sys.platform != "linux":
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    alsa.snd_lib_error_set_handler(_handler)

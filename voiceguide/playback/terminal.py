"""Keys from a POSIX terminal, without echo."""

import os
import re
import select
import sys
import termios
import time
import tty
from collections import deque
from contextlib import suppress
from typing import Self

assert sys.platform != "win32"

KEY = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?|.", re.DOTALL)
"""One key as a terminal sends it: a character, or a sequence that begins with Escape (ECMA-48)."""

LOCAL_MODES = 3
"""The index of the local modes in what `termios.tcgetattr` returns."""


class TerminalKeys:
    """The keys of a terminal, by its descriptor; see `Keys`. Ctrl-C stays an interrupt."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._pressed: deque[str] = deque()
        self._open = True

    def read(self, seconds: float) -> str | None:
        if not self._pressed:
            self._pressed.extend(KEY.findall(self._typed(seconds)))
        return self._pressed.popleft() if self._pressed else None

    def _typed(self, seconds: float) -> str:
        if not self._open:
            time.sleep(seconds)
            return ""
        self._take_again()
        if not select.select([self._descriptor], [], [], seconds)[0]:
            return ""
        typed = b""
        with suppress(OSError):
            typed = os.read(self._descriptor, 1024)
        self._open = bool(typed)
        return typed.decode(errors="ignore")

    def _take_again(self) -> None:
        """Read keys without Enter again, if a shell had the terminal meanwhile and changed its modes."""
        with suppress(termios.error):  # the window may be closed
            if termios.tcgetattr(self._descriptor)[LOCAL_MODES] & termios.ICANON and in_front(self._descriptor):
                tty.setcbreak(self._descriptor)

    def __enter__(self) -> Self:
        self._before = termios.tcgetattr(self._descriptor)
        tty.setcbreak(self._descriptor)
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(termios.error):  # the window may be closed
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)


def in_front(descriptor: int) -> bool:
    """Whether this program is in the foreground of a terminal. One in the background would be stopped if it read from the
    terminal or changed it, and would draw over another program."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:  # a terminal that controls no program
        return True

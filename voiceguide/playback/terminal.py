"""Keys from a POSIX terminal, without echo."""

import os
import select
import signal
import sys
import termios
import threading
import time
import tty
from collections.abc import Callable, Container
from contextlib import suppress
from queue import Empty, Queue
from typing import Self

from voiceguide.playback.keys import Keys, in_front
from voiceguide.playback.keystrokes import Keystrokes

assert sys.platform != "win32"

LOCAL_MODES = 3
"""The index of the local modes in what `termios.tcgetattr` returns."""

POLL_S = 0.1
"""How often it is looked whether a shell had the terminal."""

SETTLE_S = 0.01
"""How often it is looked whether more belongs to what was typed."""

CLOSING_S = 1.0
"""How long to wait at the end for the thread that reads."""

SIGNALS = {"\x03": signal.SIGINT, "\x1a": signal.SIGTSTP, "\x1c": signal.SIGQUIT}
"""The signals of Ctrl-C, Ctrl-Z and Ctrl-\\. A terminal that sends keys in the form of the keyboard protocol sends no signals."""


class TerminalKeys(Keys):
    """The keys of a terminal, by its descriptor; see `Keys`. Ctrl-C stays an interrupt.

    They are read on a thread of its own: so it is known when each arrived, and a signal waits for nothing.

    Args:
        bound: see `Keystrokes`.
        clock: counts seconds.
    """

    def __init__(
        self, descriptor: int, bound: Container[str] = (), clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._descriptor = descriptor
        self._strokes = Keystrokes(bound)
        self._clock = clock
        self._pressed: Queue[str] = Queue()  # a SimpleQueue that is stopped by Ctrl-Z past its timeout waits for ever

    @property
    def tells_layout(self) -> bool:
        return self._strokes.tells_layout

    def read(self, seconds: float) -> str | None:
        with suppress(Empty):
            return self._pressed.get(timeout=max(0.0, seconds))
        return None

    def _listen(self, left: int) -> None:
        """Read the terminal until the other end of the pipe `left` is closed, or the terminal is gone."""
        while True:
            wait = SETTLE_S if self._strokes.waits else POLL_S
            ready = select.select([self._descriptor, left], [], [], wait)[0]
            if left in ready:
                return
            if not in_front(self._descriptor):
                ready = select.select([left], [], [], POLL_S)[0]
                continue
            self._take_again()
            if self._descriptor in ready:
                typed = b""
                with suppress(OSError):
                    typed = os.read(self._descriptor, 4096)
                if not typed:
                    return
                self._strokes.type(typed, self._clock())
            while key := self._strokes.next(self._clock()):
                if key in SIGNALS:
                    os.kill(0, SIGNALS[key])  # to all programs that were started together, as terminals do
                else:
                    self._pressed.put(key)

    def _take_again(self) -> None:
        """Read keys without Enter again, if a shell had the terminal meanwhile and changed its modes."""
        with suppress(termios.error):  # the window may be closed
            if termios.tcgetattr(self._descriptor)[LOCAL_MODES] & termios.ICANON:
                tty.setcbreak(self._descriptor, termios.TCSANOW)

    def __enter__(self) -> Self:
        self._before = termios.tcgetattr(self._descriptor)
        tty.setcbreak(self._descriptor)
        self._left, self._leave = os.pipe()
        self._thread = threading.Thread(target=self._listen, args=(self._left,), name="keys", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        try:
            os.close(self._leave)
            self._thread.join(CLOSING_S)
            os.close(self._left)
        finally:
            with suppress(termios.error):  # the window may be closed
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)

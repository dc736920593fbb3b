"""Keys from a Windows console, without echo."""

import time
from collections.abc import Callable
from typing import Protocol

from voiceguide.playback.keys import Keys
from voiceguide.playback.keystrokes import Keystrokes

POLL_S = 0.02

PREFIXES = "\x00\xe0"
"""The characters before the code of a key that is no character. Both can be typed as well: Ctrl-@, and à."""

ARROWS = {"H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D"}
"""The sequence that a terminal sends for an arrow, by the console's code for it after either prefix."""


class Console(Protocol):
    """The functions of `msvcrt` that read a console (https://docs.python.org/3/library/msvcrt.html#console-i-o)."""

    def kbhit(self) -> bool: ...

    def getwch(self) -> str: ...

    def ungetwch(self, char: str, /) -> None: ...


class ConsoleKeys(Keys):
    """The keys of a console; see `Keys`. Arrows are the sequences that a POSIX terminal sends, and pasted text is one key.

    Args:
        console: `msvcrt`.
        clock: counts seconds.
        sleep: waits as many seconds as it is given.
    """

    def __init__(
        self,
        console: Console,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._console = console
        self._clock = clock
        self._sleep = sleep
        self._strokes = Keystrokes()

    def read(self, seconds: float) -> str | None:
        until = self._clock() + seconds
        while True:
            while self._console.kbhit():
                self._strokes.press(self._pressed(), self._clock())
            key = self._strokes.next(self._clock())
            if key or self._clock() >= until:
                return key
            self._sleep(POLL_S)

    def _pressed(self) -> str:
        key = self._console.getwch()
        if key not in PREFIXES or not self._has_code_after(key):
            return key
        code = self._console.getwch()
        return ARROWS.get(code, key + code)

    def _has_code_after(self, prefix: str) -> bool:
        """Whether the code of a key can be read without waiting.

        The C library holds such a code where `ungetwch` puts a character, so `ungetwch` fails while it is there. Waiting
        for a key that is pressed later would stop the player until then.
        """
        if self._console.kbhit():
            return True
        try:
            self._console.ungetwch(prefix)
        except OSError:
            return True
        self._console.getwch()
        return False

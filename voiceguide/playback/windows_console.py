"""Keys from a Windows console, without echo."""

import time
from collections.abc import Callable
from typing import Protocol

from voiceguide.playback.keys import NoKeys

POLL_S = 0.02

PREFIXES = "\x00\xe0"
"""What comes before the code of a key that is no character. Each can be typed as well: Ctrl-@, and à."""

ARROWS = {"H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D"}
"""What a terminal sends for an arrow, by the code that a console has for it, whichever of its prefixes is before it."""


class Console(Protocol):
    """What `msvcrt` reads a console with (https://docs.python.org/3/library/msvcrt.html#console-i-o)."""

    def kbhit(self) -> bool: ...

    def getwch(self) -> str: ...

    def ungetwch(self, char: str, /) -> None: ...


class ConsoleKeys(NoKeys):
    """See `Keys`; arrows are as a POSIX terminal sends them.

    Args:
        console: `msvcrt`.
        clock: seconds from any start.
        sleep: waits so many seconds.
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

    def read(self, seconds: float) -> str | None:
        until = self._clock() + seconds
        while not self._console.kbhit():
            if self._clock() >= until:
                return None
            self._sleep(POLL_S)
        key = self._console.getwch()
        if key not in PREFIXES or not self._has_code_after(key):
            return key
        code = self._console.getwch()
        return ARROWS.get(code, key + code)

    def _has_code_after(self, prefix: str) -> bool:
        """Whether the code of a key waits, so that to read it takes no time.

        The C library keeps such a code where a character that is put back would be kept, which it then refuses. A key that
        is only pressed later must not be waited for: nothing would play until then.
        """
        if self._console.kbhit():
            return True
        try:
            self._console.ungetwch(prefix)
        except OSError:
            return True
        self._console.getwch()
        return False

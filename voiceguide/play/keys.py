"""Single keys, as they are pressed."""

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol, Self, TextIO


class Keys(Protocol):
    """Where keys come from: a context, which gives the terminal back as it was when it is left."""

    def read(self, seconds: float) -> str | None:
        """The next key, waiting for it so long at most: a character, or an escape sequence. None if there was none."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...


class NoKeys:
    """What is pressed where there is no terminal: nothing."""

    def read(self, seconds: float) -> str | None:
        time.sleep(seconds)
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """There is nothing to give back."""


class ScriptedKeys(NoKeys):
    """Keys pressed at known times, as pairs of seconds and key. Instead of waiting, time is moved on with `advance`."""

    def __init__(
        self, presses: Iterable[tuple[float, str]], clock: Callable[[], float], advance: Callable[[float], None]
    ) -> None:
        self._presses = deque(presses)
        self._clock = clock
        self._advance = advance

    def read(self, seconds: float) -> str | None:
        wait = self._presses[0][0] - self._clock() if self._presses else float("inf")
        self._advance(max(0.0, min(wait, seconds)))
        return self._presses.popleft()[1] if wait <= seconds else None


def open_keys(source: TextIO | None) -> Keys:
    """The keys of the terminal behind `source` (`sys.stdin`): none where it is no terminal, or another program's now."""
    if not source or source.closed or not source.isatty():
        return NoKeys()
    if sys.platform == "win32":
        from voiceguide.play.console import ConsoleKeys

        return ConsoleKeys()
    else:  # noqa: RET505 - so that each platform is type-checked by its own branch
        from voiceguide.play.terminal import TerminalKeys

        descriptor = source.fileno()
        in_front = os.tcgetpgrp(descriptor) == os.getpgrp()
        return TerminalKeys(descriptor) if in_front else NoKeys()

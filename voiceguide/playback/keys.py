"""Keys and what they ask for, and everything else by which a listener can ask, read as one."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Literal, Protocol, Self


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


Command = Literal[
    "toggle", "play", "pause", "next", "previous", "again", "slower", "faster", "help", "stop", "interrupt"
]
"""What a listener can ask, by key, by headset button or by media key. `toggle` pauses and goes on; `again` says the last cue again."""

COMMANDS: dict[str, Command] = {
    " ": "toggle",
    "\r": "toggle",
    "\n": "toggle",
    "\x1b[C": "next",
    "\x1bOC": "next",
    "\x1b[D": "previous",
    "\x1bOD": "previous",
    "r": "again",
    "R": "again",
    "+": "faster",
    "=": "faster",
    "-": "slower",
    "_": "slower",
    "?": "help",
    "h": "help",
    "q": "stop",
    "Q": "stop",
    "\x03": "interrupt",
}
"""The command of each key, as `Keys` gives it: a character, or the sequence that a terminal sends for an arrow."""


class Controls:
    """Keys, and what else there is.

    Args:
        keys: an open terminal's.
        others: each gives the next command from elsewhere, and does not wait for it.
    """

    def __init__(self, keys: Keys, *others: Callable[[], Command | None]) -> None:
        self._keys = keys
        self._others = others

    def read(self, seconds: float) -> Command | None:
        """The next command, waiting for it so long at most."""
        for other in self._others:
            command = other()
            if command:
                return command
        key = self._keys.read(seconds)
        return COMMANDS.get(key) if key else None

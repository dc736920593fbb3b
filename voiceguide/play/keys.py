"""Single keys, as they are pressed."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol, Self


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

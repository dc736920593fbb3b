"""A clock that tests advance, and keys that are pressed at known times of it."""

from collections import deque
from collections.abc import Callable, Iterable

from voiceguide.playback.keys import Keys


class SteppedClock:
    """A clock, in seconds, that advances only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class ScriptedKeys(Keys):
    """A fake: keys that are pressed at known times.

    Args:
        presses: pairs of seconds and key.
        clock: counts seconds.
        advance: moves the clock on by some seconds, instead of waiting.
    """

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

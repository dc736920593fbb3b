"""A fake of speakers: they record what is written to them, by a clock that is passed in."""

import threading
from collections.abc import Callable
from typing import Literal, Self, TypeAlias

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.units import CHANNELS, Ms, frames_from_ms, ms_from_frames, ms_from_seconds

Event: TypeAlias = tuple[Literal["rewrite", "close"], Ms]
"""A call, and the position at which it came."""

TIMEOUT_S = 10.0
"""How long to wait for late sound, in real seconds."""


class RecordingSpeakers:
    """Speakers that record; see `Speakers`. They play by `clock`, and wait for sound that is late.

    Args:
        clock: counts seconds; without one, what is written is heard at once.
        timeout: how many real seconds to wait for late sound, at most; then SpeakersError is raised.

    Attributes:
        blocks: what was written and not rewritten, in order.
        events: the other calls, with their positions in milliseconds.
    """

    def __init__(self, clock: Callable[[], float] | None = None, timeout: float = TIMEOUT_S) -> None:
        self.blocks: list[Samples] = []
        self.events: list[Event] = []
        self._clock = clock
        self._timeout = timeout
        self._more = threading.Condition()
        self._before: Ms = 0
        self._going_since = clock() if clock else 0.0
        self._finished = self._rewritten = False

    @property
    def written(self) -> Samples:
        """All blocks as one array, float32 of shape (frames, 2)."""
        return np.concatenate([np.zeros((0, CHANNELS), np.float32), *self.blocks])

    @property
    def heard(self) -> Samples:
        """The beginning of `written` that was heard so far."""
        return self.written[: frames_from_ms(self.position)]

    @property
    def position(self) -> Ms:
        with self._more:
            if not self._more.wait_for(lambda: self._finished or self._length >= self._due, self._timeout):
                raise SpeakersError(f"Expected sound up to {self._due} ms, got none after {self._length} ms.")
            return min(self._due, self._length)

    @property
    def unheard(self) -> Ms:
        return max(0, self._length - self._due)

    @property
    def done(self) -> bool:
        return self.position >= self._length and self._finished

    def write(self, block: Samples) -> None:
        with self._more:
            if self._clock and self._rewritten and self._due > self._length:  # silence went before it
                self._before, self._going_since = self._length, self._clock()
            self._rewritten = False
            self.blocks.append(block)
            self._more.notify_all()

    def finish(self) -> None:
        with self._more:
            self._finished = True
            self._more.notify_all()

    def rewrite(self, change: Callable[[Samples], Samples]) -> None:
        with self._more:
            position = min(self._due, self._length)
            self.events.append(("rewrite", position))
            at = frames_from_ms(position)
            self.blocks = [self.written[:at], change(self.written[at:])]
            self._finished, self._rewritten = False, True
            self._more.notify_all()

    @property
    def _due(self) -> Ms:
        if self._clock is None:
            return self._length
        return self._before + ms_from_seconds(self._clock() - self._going_since)

    @property
    def _length(self) -> Ms:
        return ms_from_frames(sum(map(len, self.blocks)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.events.append(("close", min(self._due, self._length)))

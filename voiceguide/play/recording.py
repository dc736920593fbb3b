"""Speakers that nobody hears: they record what they are given, in a time that is passed in."""

import threading
from collections.abc import Callable
from typing import Literal, Self, TypeAlias

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.units import CHANNELS, Ms, frames_from_ms, ms_from_frames, ms_from_seconds

Event: TypeAlias = tuple[Literal["pause", "resume", "stop", "close"], Ms]
"""What was asked of the speakers, and at which position."""

PATIENCE_S = 10.0


class SteppedClock:
    """A clock, in seconds, that goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class RecordingSpeakers:
    """See `Speakers`. The time of `clock`, in seconds, stands still for nobody but waits for late sound.

    Attributes:
        blocks: what was written, in order.
        events: what else was asked, with the position.
    """

    name = "recording"

    def __init__(self, clock: Callable[[], float]) -> None:
        self.blocks: list[Samples] = []
        self.events: list[Event] = []
        self._clock = clock
        self._more = threading.Condition()
        self._forget()

    def _forget(self) -> None:
        self._first = len(self.blocks)
        self._before: Ms = 0
        self._going_since: float | None = self._clock()
        self._finished = False

    @property
    def written(self) -> Samples:
        """The stretch as one piece of sound."""
        return np.concatenate([np.zeros((0, CHANNELS), np.float32), *self.blocks[self._first :]])

    @property
    def heard(self) -> Samples:
        """What was heard of it so far."""
        return self.written[: frames_from_ms(self.position)]

    @property
    def position(self) -> Ms:
        with self._more:
            if not self._more.wait_for(lambda: self._finished or self._length >= self._due, PATIENCE_S):
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
            self.blocks.append(block)
            self._more.notify_all()

    def finish(self) -> None:
        with self._more:
            self._finished = True
            self._more.notify_all()

    def pause(self) -> None:
        self.events.append(("pause", self.position))
        self._before, self._going_since = self._due, None

    def resume(self) -> None:
        self.events.append(("resume", self.position))
        self._going_since = self._clock()

    def stop(self) -> None:
        self.events.append(("stop", self.position))
        self._forget()

    @property
    def _due(self) -> Ms:
        going = 0.0 if self._going_since is None else self._clock() - self._going_since
        return self._before + ms_from_seconds(going)

    @property
    def _length(self) -> Ms:
        return ms_from_frames(sum(map(len, self.blocks[self._first :])))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.events.append(("close", self.position if self._finished else self._before))

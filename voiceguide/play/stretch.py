"""A buffer that is filled while it is played."""

import mmap
import sys
from collections import deque
from collections.abc import Callable
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voiceguide.play.speakers import FADE_MS, LEAD_MS
from voiceguide.units import CHANNELS, SAMPLE_RATE, frames_from_ms

Pcm: TypeAlias = NDArray[np.int16]
"""Sound as the device takes it: 16-bit, shape (frames, channels)."""

STRETCH_FRAMES = 3600 * SAMPLE_RATE
LEAD_FRAMES = frames_from_ms(LEAD_MS)
TAKEN_FRAMES = frames_from_ms(150)
"""How far the system reads ahead of the clock; measured at 90 ms through ALSA and PulseAudio."""

FRAME_BYTES = CHANNELS * 2
KEPT_BYTES = 2 * SAMPLE_RATE * FRAME_BYTES
FREED_BYTES = 1 << 20


class Player(Protocol):
    """What plays a buffer: simpleaudio's PlayObject."""

    def stop(self) -> None: ...

    def is_playing(self) -> bool: ...


class Stretch:
    """An hour of silence, played from its start, and filled with sound ahead of the place that is played.

    It starts with what fits of `waiting`; `play` starts a player and `clock` counts seconds. The memory is the
    system's: a page takes room once it is written, and is given back when it was heard.
    """

    def __init__(self, waiting: deque[Pcm], play: Callable[[memoryview], Player], clock: Callable[[], float]) -> None:
        size = (LEAD_FRAMES + STRETCH_FRAMES) * FRAME_BYTES
        if sys.platform == "win32":
            self._memory = mmap.mmap(-1, size)
        else:
            self._memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._pcm: Pcm = np.frombuffer(self._memory, np.int16).reshape(-1, CHANNELS)[LEAD_FRAMES:]
        self._freed = 0
        self._filled = 0
        self._copy(waiting)
        self._player = play(memoryview(self._memory))
        self._clock = clock
        self._started = clock() + LEAD_MS / 1000

    @property
    def filled(self) -> int:
        """Frames of sound in it."""
        return self._filled

    @property
    def heard(self) -> int:
        """Frames of its sound that were heard, by the clock."""
        return max(0, min(self._elapsed(), self._filled))

    @property
    def dry(self) -> bool:
        """Whether sound that is written now may come too late."""
        return self._elapsed() + TAKEN_FRAMES > self._filled

    @property
    def quiet_at(self) -> float:
        """When its last frame is heard, in seconds of the clock."""
        return self._started + self._filled / SAMPLE_RATE

    @property
    def works(self) -> bool:
        """Whether it is still played: it lasts an hour, so an earlier end is a failure."""
        return self._player.is_playing() or self._elapsed() + TAKEN_FRAMES >= STRETCH_FRAMES

    def fill(self, waiting: deque[Pcm]) -> None:
        """Move what fits from the front of `waiting` into the buffer."""
        self._copy(waiting)
        self._give_back()

    def cut(self) -> Pcm:
        """Stop, fading out where the system has not read yet; what follows is returned, and fades in."""
        end = max(0, min(self._elapsed() + TAKEN_FRAMES, self._filled))
        rest = self._pcm[end : self._filled].copy()
        self._pcm[end : self._filled] = 0
        if len(rest):
            fade = np.linspace(0, 1, frames_from_ms(FADE_MS), dtype=np.float32)[:, None]
            first, last = rest[: len(fade)], self._pcm[max(0, end - len(fade)) : end]
            first[:] = first * fade[: len(first)]
            last[:] = last * fade[::-1][-len(last) :]
        self._filled = end
        self._player.stop()
        return rest

    def _elapsed(self) -> int:
        return int((self._clock() - self._started) * SAMPLE_RATE)

    def _copy(self, waiting: deque[Pcm]) -> None:
        while waiting and self._filled < STRETCH_FRAMES:
            fits, rest = np.split(waiting.popleft(), [STRETCH_FRAMES - self._filled])
            self._pcm[self._filled : self._filled + len(fits)] = fits
            self._filled += len(fits)
            if len(rest):
                waiting.appendleft(rest)

    def _give_back(self) -> None:
        end = (self.heard * FRAME_BYTES - KEPT_BYTES) // mmap.PAGESIZE * mmap.PAGESIZE
        if sys.platform != "win32" and end - self._freed >= FREED_BYTES:
            self._memory.madvise(mmap.MADV_DONTNEED, self._freed, end - self._freed)
            self._freed = end

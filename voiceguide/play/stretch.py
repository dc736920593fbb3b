"""A buffer that is filled while it is played."""

import mmap
import sys
from collections.abc import Callable
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voiceguide.play.speakers import LEAD_MS
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

    Where sound comes too late, silence is left before it, and counts for nothing. `play` starts a player and `clock`
    counts seconds. The memory is the system's: a page takes room once it is written, and is given back when it was heard.
    """

    def __init__(self, play: Callable[[memoryview], Player], clock: Callable[[], float]) -> None:
        size = (LEAD_FRAMES + STRETCH_FRAMES) * FRAME_BYTES
        if sys.platform == "win32":
            self._memory = mmap.mmap(-1, size)
        else:
            self._memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._pcm: Pcm = np.frombuffer(self._memory, np.int16).reshape(-1, CHANNELS)[LEAD_FRAMES:]
        self._freed = 0
        self._begin = self._before = self._end = 0
        self._player = play(memoryview(self._memory))
        self._clock = clock
        self._started = clock() + LEAD_MS / 1000

    @property
    def filled(self) -> int:
        """Frames of sound in it."""
        return self._before + self._end - self._begin

    @property
    def heard(self) -> int:
        """Frames of its sound that were heard, by the clock."""
        return self._before + max(0, min(self._elapsed(), self._end) - self._begin)

    @property
    def dry(self) -> bool:
        """Whether sound that is added now would come too late without a silence before it."""
        return self._elapsed() > 0 and self._elapsed() + TAKEN_FRAMES > self._end

    @property
    def over(self) -> bool:
        """Whether nothing more fits into it."""
        return self._elapsed() + 2 * TAKEN_FRAMES >= STRETCH_FRAMES or self._end >= STRETCH_FRAMES

    @property
    def quiet_at(self) -> float:
        """When its last frame is heard, in seconds of the clock."""
        return self._started + self._end / SAMPLE_RATE

    @property
    def works(self) -> bool:
        """Whether it is still played: it lasts an hour, so an earlier end is a failure."""
        return self._player.is_playing() or self._elapsed() + TAKEN_FRAMES >= STRETCH_FRAMES

    def add(self, sound: Pcm) -> Pcm:
        """Add sound to its end; returns what does not fit."""
        if self.dry:
            self._before = self.filled
            self._begin = self._end = min(max(0, self._elapsed()) + 2 * TAKEN_FRAMES, STRETCH_FRAMES)
        fits, rest = np.split(sound, [STRETCH_FRAMES - self._end])
        self._pcm[self._end : self._end + len(fits)] = fits
        self._end += len(fits)
        self._give_back()
        return rest

    def take_back(self) -> Pcm:
        """Take out what the system has not read yet."""
        end = max(self._begin, min(self._elapsed() + 2 * TAKEN_FRAMES, self._end))
        rest = self._pcm[end : self._end].copy()
        self._pcm[end : self._end] = 0
        self._end = end
        return rest

    def stop(self) -> None:
        """End it."""
        self._player.stop()

    def _elapsed(self) -> int:
        return int((self._clock() - self._started) * SAMPLE_RATE)

    def _give_back(self) -> None:
        end = (min(self._elapsed(), self._end) * FRAME_BYTES - KEPT_BYTES) // mmap.PAGESIZE * mmap.PAGESIZE
        if sys.platform != "win32" and end - self._freed >= FREED_BYTES:
            self._memory.madvise(mmap.MADV_DONTNEED, self._freed, end - self._freed)
            self._freed = end

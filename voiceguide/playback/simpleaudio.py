"""Speakers through simpleaudio, which plays whole buffers: a silent one is filled with sound while it plays."""

import mmap
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples, to_int16
from voiceguide.errors import SpeakersError
from voiceguide.playback.speakers import LEAD_MS, START_MS, TAIL_MS, SpeakersName, device_lost, no_device
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, ms_at_frame, ms_from_frames

Pcm: TypeAlias = NDArray[np.int16]
"""Sound as the device takes it: 16-bit, shape (frames, channels)."""

BUFFER_FRAMES = 3600 * SAMPLE_RATE
"""One hour."""

LEAD_FRAMES = frames_from_ms(LEAD_MS)
TAKEN_FRAMES = frames_from_ms(150)
"""How far the system reads ahead of the clock; measured at 90 ms through ALSA and PulseAudio."""

FRAME_BYTES = CHANNELS * 2
HELD_BYTES = 2 * SAMPLE_RATE * FRAME_BYTES
"""Sound that was heard stays in memory for 2 s."""

FREED_BYTES = 1 << 20
"""Memory is given back in pieces of at least this size."""


class PlayObject(Protocol):
    """A buffer that plays: simpleaudio's PlayObject."""

    def stop(self) -> None: ...

    def is_playing(self) -> bool: ...


class SilentBuffer:
    """An hour of silence that plays from its start, and is filled with sound before the playing position reaches it.

    Where sound comes too late, silence is left before it, which is not counted. `play` plays a buffer and `clock` counts
    seconds. A page of memory is allocated when it is written, and given back to the system after it was heard.
    """

    def __init__(self, play: Callable[[memoryview], PlayObject], clock: Callable[[], float]) -> None:
        size = (LEAD_FRAMES + BUFFER_FRAMES) * FRAME_BYTES
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
        """Frames of sound that were added."""
        return self._before + self._end - self._begin

    @property
    def heard(self) -> int:
        """Frames of sound that were heard, by the clock."""
        return self._before + max(0, min(self._elapsed(), self._end) - self._begin)

    @property
    def dry(self) -> bool:
        """Whether sound that is added now would come too late, unless silence is left before it."""
        return self._elapsed() > 0 and self._elapsed() + TAKEN_FRAMES > self._end

    @property
    def over(self) -> bool:
        """Whether nothing more fits into it."""
        return self._elapsed() + 2 * TAKEN_FRAMES >= BUFFER_FRAMES or self._end >= BUFFER_FRAMES

    @property
    def quiet_at(self) -> float:
        """When the last frame of sound is heard, in seconds of the clock."""
        return self._started + self._end / SAMPLE_RATE

    @property
    def works(self) -> bool:
        """Whether it still plays: it lasts an hour, so an earlier end is a failure."""
        return self._player.is_playing() or self._elapsed() + TAKEN_FRAMES >= BUFFER_FRAMES

    def add(self, sound: Pcm) -> Pcm:
        """Add sound at the end; returns what does not fit."""
        if self.dry:
            self._before = self.filled
            self._begin = self._end = min(max(0, self._elapsed()) + 2 * TAKEN_FRAMES, BUFFER_FRAMES)
        fits, rest = np.split(sound, [BUFFER_FRAMES - self._end])
        self._pcm[self._end : self._end + len(fits)] = fits
        self._end += len(fits)
        self._give_back()
        return rest

    def take_back(self) -> Pcm:
        """Remove the sound that the system has not read yet, and return it."""
        end = max(self._begin, min(self._elapsed() + 2 * TAKEN_FRAMES, self._end))
        rest = self._pcm[end : self._end].copy()
        self._pcm[end : self._end] = 0
        self._end = end
        return rest

    def stop(self) -> None:
        """Stop playing."""
        self._player.stop()

    def _elapsed(self) -> int:
        return int((self._clock() - self._started) * SAMPLE_RATE)

    def _give_back(self) -> None:
        end = (min(self._elapsed(), self._end) * FRAME_BYTES - HELD_BYTES) // mmap.PAGESIZE * mmap.PAGESIZE
        if sys.platform != "win32" and end - self._freed >= FREED_BYTES:
            self._memory.madvise(mmap.MADV_DONTNEED, self._freed, end - self._freed)
            self._freed = end


PROBE_FRAMES = 441
FULL_SCALE = np.float32(32767)
NOTHING = np.zeros((0, CHANNELS), np.int16)
CLOSING_S = 3.0


class SimpleaudioSpeakers:
    """Speakers through simpleaudio; see `Speakers`. `clock` counts seconds.

    Raises:
        SpeakersError: simpleaudio is not installed, or finds no device.
    """

    name: SpeakersName = "simpleaudio"

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._players: list[PlayObject] = []
        self._buffer: SilentBuffer | None = None
        self._waiting: deque[Pcm] = deque()
        self._before = 0
        self._quiet_at = clock()
        self._finished = False
        self._play(memoryview(bytes(PROBE_FRAMES * FRAME_BYTES)))

    @property
    def position(self) -> Ms:
        with self._lock:
            self._go_on()
            return ms_at_frame(self._heard)

    @property
    def unheard(self) -> Ms:
        with self._lock:
            filled = self._before + (self._buffer.filled if self._buffer else 0)
            return ms_from_frames(filled + sum(map(len, self._waiting)) - self._heard)

    @property
    def done(self) -> bool:
        with self._lock:
            self._go_on()
            quiet_at = self._buffer.quiet_at if self._buffer else self._quiet_at
            return self._finished and not self._waiting and self._clock() >= quiet_at + TAIL_MS / 1000

    def write(self, block: Samples) -> None:
        with self._lock:
            if len(block):
                self._waiting.append(to_int16(block))
            self._go_on()

    def finish(self) -> None:
        with self._lock:
            self._finished = True
            self._go_on()

    def rewrite(self, change: Callable[[Samples], Samples]) -> None:
        with self._lock:
            taken_back = [self._buffer.take_back()] if self._buffer else []
            # These 16-bit values are the same after the change to float and back.
            rest = np.concatenate([NOTHING, *taken_back, *self._waiting]).astype(np.float32) / FULL_SCALE
            self._waiting = deque([to_int16(change(rest))])
            self._finished = False
            if self._buffer and not self._buffer.dry:
                self._fill(self._buffer)
            self._go_on()

    @property
    def _heard(self) -> int:
        return self._before + (self._buffer.heard if self._buffer else 0)

    def _go_on(self) -> None:
        """Leave a buffer that is full, begin one, and fill it, each if it is due."""
        if self._buffer and self._buffer.over:
            self._leave(self._buffer)
        if self._buffer and not self._buffer.works:
            raise device_lost(self.name)
        held = sum(map(len, self._waiting))
        if not held:
            return
        enough = self._finished or held >= frames_from_ms(START_MS)
        if self._buffer and (enough or not self._buffer.dry):
            self._fill(self._buffer)
        elif not self._buffer and enough and self._clock() >= self._quiet_at:
            self._buffer = SilentBuffer(self._play, self._clock)
            self._fill(self._buffer)

    def _fill(self, buffer: SilentBuffer) -> None:
        while self._waiting:
            rest = buffer.add(self._waiting.popleft())
            if len(rest):
                self._waiting.appendleft(rest)
                return

    def _leave(self, buffer: SilentBuffer) -> None:
        if self._clock() < buffer.quiet_at:
            return
        self._before += buffer.filled
        self._quiet_at = buffer.quiet_at
        self._buffer = None
        buffer.stop()

    def _play(self, memory: memoryview) -> PlayObject:
        try:
            import simpleaudio
            from simpleaudio._simpleaudio import SimpleaudioError
        except ImportError as error:
            raise SpeakersError(
                "simpleaudio is not installed: `pip install 'voiceguide[simpleaudio]'` brings it, "
                "and `--speakers miniaudio` does without."
            ) from error
        try:
            player: PlayObject = simpleaudio.play_buffer(memory, CHANNELS, 2, SAMPLE_RATE)
        except SimpleaudioError as error:
            raise no_device(self.name) from error
        self._players = [other for other in self._players if other.is_playing()] + [player]
        return player

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Play what the system has taken, and wait for simpleaudio's threads, which must end before Python does."""
        with suppress(SpeakersError):
            self.rewrite(lambda rest: rest if len(rest) <= frames_from_ms(TAIL_MS) else rest[:0])
            self.finish()
        if self._buffer:
            while self._buffer.works and self._clock() < self._buffer.quiet_at:
                time.sleep(0.01)
            self._buffer.stop()
        until = self._clock() + CLOSING_S
        while any(player.is_playing() for player in self._players) and self._clock() < until:
            time.sleep(0.01)

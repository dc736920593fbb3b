"""Speakers through simpleaudio, which plays one buffer and knows neither stream, pause nor place.

It reads its buffer only as it plays. So a long buffer of silence is started, and sound is written into it ahead of
the place that is played: sound starts at once and joins to the sample. The place is known by the clock.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Self

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.play.speakers import START_MS, TAIL_MS, SpeakersName, device_lost, no_device
from voiceguide.play.stretch import FRAME_BYTES, Pcm, Player, Stretch
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, ms_from_frames

PROBE_FRAMES = 441
CLOSING_S = 3.0


class SimpleaudioSpeakers:
    """See `Speakers`. `clock` counts seconds.

    Raises:
        SpeakersError: simpleaudio is not installed, or finds no device.
    """

    name: SpeakersName = "simpleaudio"

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._players: list[Player] = []
        self._stretch: Stretch | None = None
        self._quiet_at = clock()
        self._forget()
        self._play(memoryview(bytes(PROBE_FRAMES * FRAME_BYTES)))

    def _forget(self) -> None:
        self._waiting: deque[Pcm] = deque()
        self._before = 0
        self._paused = self._finished = False

    @property
    def position(self) -> Ms:
        with self._lock:
            self._go_on()
            return self._heard * 1000 // SAMPLE_RATE

    @property
    def unheard(self) -> Ms:
        with self._lock:
            filled = self._before + (self._stretch.filled if self._stretch else 0)
            return ms_from_frames(filled + self._held - self._heard)

    @property
    def done(self) -> bool:
        with self._lock:
            self._go_on()
            quiet_at = self._stretch.quiet_at if self._stretch else self._quiet_at
            return self._finished and not self._waiting and self._clock() >= quiet_at + TAIL_MS / 1000

    def write(self, block: Samples) -> None:
        with self._lock:
            if len(block):
                self._waiting.append(np.rint(np.clip(block, -1, 1) * 32767).astype(np.int16))
            self._go_on()

    def finish(self) -> None:
        with self._lock:
            self._finished = True
            self._go_on()

    def pause(self) -> None:
        with self._lock:
            self._paused = True
            self._cut()

    def resume(self) -> None:
        with self._lock:
            self._paused = False
            self._go_on()

    def stop(self) -> None:
        with self._lock:
            self._cut()
            self._forget()

    @property
    def _heard(self) -> int:
        return self._before + (self._stretch.heard if self._stretch else 0)

    @property
    def _held(self) -> int:
        return sum(map(len, self._waiting))

    def _go_on(self) -> None:
        """Do what is due: leave a stretch that ran dry or is full, begin one, fill it."""
        if self._stretch:
            if not self._stretch.works:
                raise device_lost(self.name)
            more_to_come = self._waiting or not self._finished
            if self._stretch.dry and more_to_come:
                self._cut()
            else:
                self._stretch.fill(self._waiting)
        enough = self._finished or self._held >= frames_from_ms(START_MS)
        free = not self._stretch and not self._paused and self._clock() >= self._quiet_at
        if self._waiting and enough and free:
            self._stretch = Stretch(self._waiting, self._play, self._clock)

    def _cut(self) -> None:
        if self._stretch:
            rest = self._stretch.cut()
            if len(rest):
                self._waiting.appendleft(rest)
            self._before += self._stretch.filled
            self._quiet_at = self._stretch.quiet_at
            self._stretch = None

    def _play(self, memory: memoryview) -> Player:
        try:
            import simpleaudio
            from simpleaudio._simpleaudio import SimpleaudioError
        except ImportError as error:
            raise SpeakersError(
                "simpleaudio is not installed: `pip install 'voiceguide[simpleaudio]'` brings it, "
                "and `--speakers miniaudio` does without."
            ) from error
        try:
            player: Player = simpleaudio.play_buffer(memory, CHANNELS, 2, SAMPLE_RATE)
        except SimpleaudioError as error:
            raise no_device(self.name) from error
        self._players = [other for other in self._players if other.is_playing()] + [player]
        return player

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Fall silent, and wait for simpleaudio's threads, which must end before the interpreter does."""
        self.stop()
        until = self._clock() + CLOSING_S
        while any(player.is_playing() for player in self._players) and self._clock() < until:
            time.sleep(0.01)

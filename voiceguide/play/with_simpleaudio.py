"""Speakers through simpleaudio, which plays one buffer and knows neither stream, pause nor place.

It reads its buffer only as it plays. So a long buffer of silence is started, and sound is written into it ahead of
the place that is played: sound starts at once and joins to the sample. The place is known by the clock.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Self

import numpy as np

from voiceguide.clip import Samples, to_int16
from voiceguide.errors import SpeakersError
from voiceguide.play.speakers import START_MS, TAIL_MS, SpeakersName, device_lost, no_device
from voiceguide.play.stretch import FRAME_BYTES, Pcm, Player, Stretch
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, ms_from_frames

PROBE_FRAMES = 441
FULL_SCALE = np.float32(32767)
NOTHING = np.zeros((0, CHANNELS), np.int16)
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
        self._waiting: deque[Pcm] = deque()
        self._before = 0
        self._quiet_at = clock()
        self._finished = False
        self._play(memoryview(bytes(PROBE_FRAMES * FRAME_BYTES)))

    @property
    def position(self) -> Ms:
        with self._lock:
            self._go_on()
            return self._heard * 1000 // SAMPLE_RATE

    @property
    def unheard(self) -> Ms:
        with self._lock:
            filled = self._before + (self._stretch.filled if self._stretch else 0)
            return ms_from_frames(filled + sum(map(len, self._waiting)) - self._heard)

    @property
    def done(self) -> bool:
        with self._lock:
            self._go_on()
            quiet_at = self._stretch.quiet_at if self._stretch else self._quiet_at
            return self._finished and not self._waiting and self._clock() >= quiet_at + TAIL_MS / 1000

    def write(self, block: Samples) -> None:
        with self._lock:
            if len(block):
                self._waiting.append(_pcm(block))
            self._go_on()

    def finish(self) -> None:
        with self._lock:
            self._finished = True
            self._go_on()

    def rewrite(self, change: Callable[[Samples], Samples]) -> None:
        with self._lock:
            taken_back = [self._stretch.take_back()] if self._stretch else []
            rest = np.concatenate([NOTHING, *taken_back, *self._waiting]).astype(np.float32) / FULL_SCALE
            self._waiting = deque([_pcm(change(rest))])
            self._finished = False
            if self._stretch and not self._stretch.dry:
                self._fill(self._stretch)
            self._go_on()

    @property
    def _heard(self) -> int:
        return self._before + (self._stretch.heard if self._stretch else 0)

    def _go_on(self) -> None:
        """Do what is due: leave a stretch that is over, begin one, fill it."""
        if self._stretch and self._stretch.over:
            self._leave(self._stretch)
        if self._stretch and not self._stretch.works:
            raise device_lost(self.name)
        held = sum(map(len, self._waiting))
        if not held:
            return
        enough = self._finished or held >= frames_from_ms(START_MS)
        if self._stretch and (enough or not self._stretch.dry):
            self._fill(self._stretch)
        elif not self._stretch and enough and self._clock() >= self._quiet_at:
            self._stretch = Stretch(self._play, self._clock)
            self._fill(self._stretch)

    def _fill(self, stretch: Stretch) -> None:
        while self._waiting:
            rest = stretch.add(self._waiting.popleft())
            if len(rest):
                self._waiting.appendleft(rest)
                return

    def _leave(self, stretch: Stretch) -> None:
        if self._clock() < stretch.quiet_at:
            return
        self._before += stretch.filled
        self._quiet_at = stretch.quiet_at
        self._stretch = None
        stretch.stop()

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
        """Let what the system has taken be heard, and wait for simpleaudio's threads, which must end before Python does."""
        with suppress(SpeakersError):
            self.rewrite(lambda rest: rest if len(rest) <= frames_from_ms(TAIL_MS) else rest[:0])
            self.finish()
        if self._stretch:
            while self._stretch.works and self._clock() < self._stretch.quiet_at:
                time.sleep(0.01)
            self._stretch.stop()
        until = self._clock() + CLOSING_S
        while any(player.is_playing() for player in self._players) and self._clock() < until:
            time.sleep(0.01)


def _pcm(sound: Samples) -> Pcm:
    """Sound as the device takes it; what was taken back comes out as it went in."""
    return to_int16(sound)

"""Speakers through miniaudio, whose device requests frames as it needs them."""

import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Self

import numpy as np

from voiceguide.clip import Samples
from voiceguide.playback.devices import Device, backends
from voiceguide.playback.speakers import LEAD_MS, START_MS, TAIL_MS, SpeakersName, device_lost, no_device
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, ms_at_frame, ms_from_frames

if TYPE_CHECKING:
    from miniaudio import PlaybackDevice

BUFFER_MS: Ms = 200
"""The device's buffer: short enough for a pause to be prompt, long enough for Python to fill it while it is busy."""

PERIOD_FRAMES = frames_from_ms(BUFFER_MS)
TAKEN_FRAMES = 2 * PERIOD_FRAMES
"""How much sound the system may have taken and not played yet."""

LEAD = np.zeros((frames_from_ms(LEAD_MS), CHANNELS), np.float32)
NOTHING = np.zeros((0, CHANNELS), np.float32)

TRIES = 3
RETRY_S = 0.3
"""A busy sound server may refuse the first connection."""

LOST_S = 3.0
"""A device that requests no frames for so long is lost, and the rep begins anew, as after a pause of this length. One that works
may take 2 s until its second request."""


def open_device(device: Device | None) -> "PlaybackDevice":
    """Open a device; None is the system's default.

    Raises:
        SpeakersError: it does not open.
    """
    from miniaudio import MiniaudioError, PlaybackDevice, SampleFormat

    form = (SampleFormat.FLOAT32, CHANNELS, SAMPLE_RATE, BUFFER_MS)
    handle = device.handle if device else None
    for tries_left in reversed(range(TRIES)):
        try:
            return PlaybackDevice(*form, device_id=handle, backends=backends(), app_name="voiceguide")
        except MiniaudioError as error:
            if not tries_left:
                raise no_device("miniaudio") from error
            time.sleep(RETRY_S)
    raise no_device("miniaudio")


class MiniaudioSpeakers:
    """Speakers through miniaudio; see `Speakers`. `clock` counts seconds; without a device, the system's default plays.

    `lead` plays at once, before what is written; `open_device` opens the device.

    Raises:
        SpeakersError: no device opens.
    """

    name: SpeakersName = "miniaudio"

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        device: Device | None = None,
        lead: Samples | None = None,
        open_device: Callable[[Device | None], "PlaybackDevice"] = open_device,
    ) -> None:
        before = LEAD if lead is None else np.concatenate([LEAD, lead])
        self._device = open_device(device)
        self._clock = clock
        self._lock = threading.Lock()
        self._requests = self._requests_before = 0
        self._checked_at = self._alive_at = clock()
        self._waiting: deque[Samples] = deque([before])
        self._taken = -len(before)
        self._written = self._heard = self._idle = 0
        self._requested_at = float("-inf")
        self._dry = lead is None
        self._finished = False

    @property
    def position(self) -> Ms:
        with self._lock:
            since = int(min((self._clock() - self._requested_at) * SAMPLE_RATE, PERIOD_FRAMES))
            place = self._taken - max(0, TAKEN_FRAMES - self._idle) + since
            return ms_at_frame(max(self._heard, min(place, self._taken)))

    @property
    def unheard(self) -> Ms:
        return ms_from_frames(self._written - self._heard)

    @property
    def done(self) -> bool:
        self._check()
        with self._lock:
            silence = self._heard == self._written and self._idle >= frames_from_ms(TAIL_MS)
            return self._finished and (silence or not self._written)

    def write(self, block: Samples) -> None:
        with self._lock:
            if len(block):
                self._waiting.append(block)
                self._written += len(block)
        self._start()

    def finish(self) -> None:
        with self._lock:
            self._finished = True
        self._start()

    def rewrite(self, change: Callable[[Samples], Samples]) -> None:
        with self._lock:
            rest = np.concatenate([NOTHING, *self._waiting])
            lead = min(max(0, -self._taken), len(rest))
            changed = np.concatenate([rest[:lead], change(rest[lead:])])
            self._written += len(changed) - len(rest)
            self._waiting = deque([changed])
            self._finished = False

    def _enough(self) -> bool:
        return self._finished or self._written - max(self._taken, 0) >= frames_from_ms(START_MS)

    def _start(self) -> None:
        from miniaudio import MiniaudioError

        if self._device.running or (self._dry and not (self._written and self._enough())):
            return
        blocks = self._requested_blocks()
        next(blocks)
        try:
            self._device.start(blocks)
        except MiniaudioError as error:
            raise device_lost(self.name) from error

    def _requested_blocks(self) -> Generator[Samples, int, None]:
        """The device sends the number of frames that it needs, on its own thread, and gets a block of them."""
        frames = yield NOTHING
        while True:
            with self._lock:
                self._requests += 1
                block = self._next(frames)
            frames = yield block

    def _next(self, frames: int) -> Samples:
        """The next frames, silent where there is no more sound. After running dry, there is none until `START_MS` are there."""
        block = np.zeros((frames, CHANNELS), np.float32)
        filled = 0
        self._dry = self._dry and not self._enough()
        while filled < frames and self._waiting and not self._dry:
            sound, rest = np.split(self._waiting.popleft(), [frames - filled])
            block[filled : filled + len(sound)] = sound
            filled += len(sound)
            if len(rest):
                self._waiting.appendleft(rest)
        self._taken += filled
        self._dry = self._dry or filled < frames
        self._idle = self._idle + frames - filled if filled < frames else 0
        self._heard = max(self._heard, self._taken - max(0, TAKEN_FRAMES - self._idle))
        self._requested_at = self._clock()
        return block

    def _check(self) -> None:
        """Raise SpeakersError if the device has requested no frames for `LOST_S`, unless this process slept meanwhile."""
        now = self._clock()
        slept = now - self._checked_at > LOST_S / 3
        if self._requests != self._requests_before or slept or not self._device.running:
            self._requests_before, self._alive_at = self._requests, now
        self._checked_at = now
        if now - self._alive_at > LOST_S:
            raise device_lost(self.name)

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *raised: object) -> None:
        """Play what the system has taken, and close."""
        self.rewrite(lambda rest: rest if len(rest) <= frames_from_ms(TAIL_MS) else rest[:0])
        self.finish()
        until = self._clock() + TAIL_MS / 1000
        while self._device.running and self._idle < TAKEN_FRAMES and self._clock() < until:
            time.sleep(0.01)
        self._device.close()

"""Devices that play by a clock that is passed in, and stand still when they are told to."""

import numpy as np

from voiceguide.playback.miniaudio import PERIOD_FRAMES, TAKEN_FRAMES
from voiceguide.units import CHANNELS, SAMPLE_RATE

BETWEEN_S = 0.015


class BufferDevice:
    """Plays buffers as simpleaudio does, by a clock, each from when it is given one; `speed` is its own, and it can stand still or break."""

    def __init__(self, clock):
        self.clock, self.speed, self.stood, self.broken = clock, 1.0, 0.0, False
        self.played = []

    def play(self, memory):
        self.played.append(Playing(self, memory))
        return self.played[-1]


class Playing:
    def __init__(self, device, memory):
        self.device, self.begun, self.stood = device, device.clock(), device.stood
        self.pcm = np.frombuffer(memory, np.int16).reshape(-1, 2)
        self.stopped, self.read = False, len(self.pcm)

    def stop(self):
        self.read = round(self.went * SAMPLE_RATE)
        self.stopped = True

    @property
    def went(self):
        return (self.device.clock() - self.begun - self.device.stood + self.stood) * self.device.speed

    def is_playing(self):
        went = self.went
        whole = len(self.pcm) / SAMPLE_RATE + BETWEEN_S
        return not (self.stopped or self.device.broken or went >= whole - 1e-6 or self is self.device.played[0])


class PullDevice:
    """Requests sound as miniaudio's does, period by period and two of them ahead; it plays whenever it is told that time
    has passed.

    Attributes:
        played: the sound that it has played.
    """

    def __init__(self):
        self.running, self.played = False, np.zeros((0, CHANNELS), np.float32)
        self._blocks, self._frames, self._taken = [], 0.0, 0

    def start(self, source):
        self._source, self.running = source, True
        self.pass_time(0)

    def pass_time(self, seconds):
        self._frames = min(self._frames + seconds * SAMPLE_RATE, self._taken)
        while self.running and self._taken - self._frames < TAKEN_FRAMES:
            self._blocks.append(self._source.send(PERIOD_FRAMES))
            self._taken += PERIOD_FRAMES

    def close(self):
        self.running = False
        self.played = np.concatenate([self.played, *self._blocks])[: round(self._frames)]

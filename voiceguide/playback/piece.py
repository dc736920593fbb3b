"""A piece of sound that plays as one buffer, and where sound is best cut into pieces."""

from collections.abc import Callable
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import CHANNELS, SAMPLE_RATE, frames_from_ms

Pcm: TypeAlias = NDArray[np.int16]
"""Sound as the device takes it: 16-bit, shape (frames, channels)."""

SHORTEST_FRAMES = frames_from_ms(2_000)
"""A piece is no shorter, unless there is no more sound."""

QUIET_FRAMES = frames_from_ms(200)
STEP_FRAMES = frames_from_ms(20)
"""A piece ends in the quietest `QUIET_FRAMES`, found in steps of `STEP_FRAMES`."""

LEAD_FRAMES = frames_from_ms(20)
"""Silence before each piece: PulseAudio drops up to 20 ms where a stream begins."""

PROMPT_FRAMES = frames_from_ms(600)
"""Silence is added to what is shorter: over PulseAudio the end of it would be told up to 2 s late."""

SILENCE = np.zeros((PROMPT_FRAMES, CHANNELS), np.int16)

TAKEN_FRAMES = frames_from_ms(150)
"""How far the system reads ahead of the clock; measured at 90 ms through ALSA and PulseAudio."""


class PlayObject(Protocol):
    """A buffer that plays: simpleaudio's PlayObject."""

    def stop(self) -> None: ...

    def is_playing(self) -> bool: ...


class Piece:
    """A piece of sound that plays. What the system has not read of it yet can be replaced.

    Inside a piece the place is the clock's. The piece has ended when the device has played all of it, however late.

    Args:
        sound: at least one frame.
        play: plays a buffer.
        clock: counts seconds.
    """

    def __init__(self, sound: Pcm, play: Callable[[memoryview], PlayObject], clock: Callable[[], float]) -> None:
        after = max(0, PROMPT_FRAMES - len(sound))
        self._pcm = np.concatenate([SILENCE[:LEAD_FRAMES], sound, SILENCE[:after]])
        self._sound = self._pcm[LEAD_FRAMES:]
        self._begin = self._before = 0
        self._end = len(sound)
        self._clock = clock
        self._player = play(self._pcm.data.cast("B"))
        self._started = clock() + LEAD_FRAMES / SAMPLE_RATE

    @property
    def filled(self) -> int:
        """Frames of sound in it."""
        return self._before + self._end - self._begin

    @property
    def heard(self) -> int:
        """Frames of its sound that were heard, by the clock."""
        return self._before + max(0, min(self._elapsed(), self._end) - self._begin)

    @property
    def unheard(self) -> int:
        """Frames of its sound that were not heard."""
        return self.filled - self.heard

    @property
    def ends_in(self) -> float:
        """Seconds until it ends, by the clock; less than 0 where it is late."""
        return self._started + len(self._sound) / SAMPLE_RATE - self._clock()

    @property
    def ended(self) -> bool:
        """Whether the device has played it, or plays no more."""
        return not self._player.is_playing()

    @property
    def dry(self) -> bool:
        """Whether its sound is over, or so soon that what is added now would come too late to follow it."""
        return self._elapsed() + TAKEN_FRAMES > self._end

    @property
    def room(self) -> int:
        """Frames of sound that fit into it."""
        return max(0, len(self._sound) - (self._elapsed() + 2 * TAKEN_FRAMES if self.dry else self._end))

    def add(self, sound: Pcm) -> Pcm:
        """Add sound after the sound that it has, or after silence where it is dry; returns what does not fit."""
        if self.dry:
            self._before = self.filled
            self._begin = self._end = min(max(0, self._elapsed()) + 2 * TAKEN_FRAMES, len(self._sound))
        fits, rest = np.split(sound, [len(self._sound) - self._end])
        self._sound[self._end : self._end + len(fits)] = fits
        self._end += len(fits)
        return rest

    def take_back(self) -> Pcm:
        """Remove the sound that the system has not read yet, and return it."""
        end = max(self._begin, min(self._elapsed() + 2 * TAKEN_FRAMES, self._end))
        rest = self._sound[end : self._end].copy()
        self._sound[end : self._end] = 0
        self._end = end
        return rest

    def stop(self) -> None:
        """Play no more of it."""
        self._player.stop()

    def _elapsed(self) -> int:
        return round((self._clock() - self._started) * SAMPLE_RATE)


def quiet_place(sound: Pcm) -> int:
    """The frame at which sound is cut best: shortly after the quietest part of it begins; the last one of several alike."""
    steps = len(sound) // STEP_FRAMES
    powers = np.square(sound[: steps * STEP_FRAMES].astype(np.float32)).reshape(steps, -1).mean(axis=1)
    width = QUIET_FRAMES // STEP_FRAMES
    windows = np.convolve(powers, np.ones(width), "valid")[SHORTEST_FRAMES // STEP_FRAMES :]
    if not len(windows):
        return len(sound)
    quietest = int(np.flatnonzero(windows <= windows.min() * 1.1)[-1])
    return SHORTEST_FRAMES + (quietest + 1) * STEP_FRAMES

"""Speakers through simpleaudio, which plays whole buffers and tells only whether one still plays."""

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
from voiceguide.playback.speakers import START_MS, TAIL_MS, SpeakersName, device_lost, faded, no_device
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, ms_at_frame, ms_from_frames

Pcm: TypeAlias = NDArray[np.int16]
"""Sound as the device takes it: 16-bit, shape (frames, channels)."""

LONGEST_FRAMES = frames_from_ms(10_000)
"""A piece is no longer: inside of it the place is the clock's, which a device that is 2 % slow leaves by 0.2 s."""

SHORTEST_FRAMES = frames_from_ms(2_000)
"""A piece is no shorter, unless there is no more sound."""

WORTH_FRAMES = frames_from_ms(1_000)
"""Sound that comes after a silence waits for the next piece if less of this one is left."""

QUIET_FRAMES = frames_from_ms(200)
STEP_FRAMES = frames_from_ms(20)
"""A piece ends in the quietest `QUIET_FRAMES`, found in steps of `STEP_FRAMES`."""

LEAD_FRAMES = frames_from_ms(20)
"""Silence before each piece: PulseAudio drops up to 20 ms where a stream begins."""

PROMPT_FRAMES = frames_from_ms(600)
"""Silence is added to what is shorter: over PulseAudio the end of it would be told up to 2 s late."""

SILENCE = np.zeros((PROMPT_FRAMES, CHANNELS), np.int16)
MOST_SKIPPED_FRAMES = QUIET_FRAMES - 2 * STEP_FRAMES
FADE_FRAMES = frames_from_ms(10)

TAKEN_FRAMES = frames_from_ms(150)
"""How far the system reads ahead of the clock; measured at 90 ms through ALSA and PulseAudio."""

LAG_S = 1.0
"""A piece that ends so much later than the clock says was played by a device that stood still."""

EARLY_SHARE = 0.1
EARLY_S = 0.3
"""A piece that ends earlier than by this share of it and this long was not played to its end."""


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


FULL_SCALE = np.float32(32767)
NOTHING = np.zeros((0, CHANNELS), np.int16)
CLOSING_S = 3.0
POLL_S = 0.05
SOON_S = 0.005


def play_buffer(memory: memoryview) -> PlayObject:
    """Play 16-bit sound through simpleaudio.

    Raises:
        SpeakersError: simpleaudio is not installed, or finds no device.
    """
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
        raise no_device("simpleaudio") from error
    return player


class SimpleaudioSpeakers:
    """Speakers through simpleaudio; see `Speakers`. `clock` counts seconds, `play` plays a buffer; `lead` plays at once,
    before what is written.

    The sound is played in pieces that are cut where it is quiet. At the end of each the device is waited for: there the
    place is the device's. So much quiet sound is left out as the system is silent between two pieces.

    Raises:
        SpeakersError: simpleaudio is not installed, or finds no device.
    """

    name: SpeakersName = "simpleaudio"

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        play: Callable[[memoryview], PlayObject] = play_buffer,
        lead: Samples | None = None,
    ) -> None:
        probe = SILENCE if lead is None else np.concatenate([SILENCE, to_int16(lead)])
        self._clock = clock
        self._play_buffer = play
        self._lock = threading.Lock()
        self._players: list[PlayObject] = []
        self._piece: Piece | None = None
        self._waiting: deque[Pcm] = deque()
        self._before = 0
        self._at_quiet_place = False
        self._late_frames = 0
        self._finished = False
        self._failure: SpeakersError | None = None
        self._closed = threading.Event()
        self._probe = self._play(probe.data.cast("B"))
        self._probed_until = clock() + len(probe) / SAMPLE_RATE + LAG_S

    @property
    def position(self) -> Ms:
        with self._lock:
            self._go_on()
            return ms_at_frame(self._heard)

    @property
    def unheard(self) -> Ms:
        with self._lock:
            filled = self._before + (self._piece.filled if self._piece else 0)
            return ms_from_frames(filled + self._held - self._heard)

    @property
    def done(self) -> bool:
        with self._lock:
            self._go_on()
            if self._failure:
                raise self._failure
            return self._finished and not self._waiting and not self._piece

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
            taken_back = [self._piece.take_back()] if self._piece else []
            # These 16-bit values are the same after the change to float and back.
            rest = np.concatenate([NOTHING, *taken_back, *self._waiting]).astype(np.float32) / FULL_SCALE
            changed = to_int16(change(rest))
            self._waiting = deque([changed] if len(changed) else [])
            self._finished = False
            self._go_on()

    @property
    def _heard(self) -> int:
        return self._before + (self._piece.heard if self._piece else 0)

    @property
    def _held(self) -> int:
        return sum(map(len, self._waiting))

    def _go_on(self) -> None:
        """Leave a piece that has ended, and begin the next one, each if it is due."""
        if self._failure:
            return
        if self._probe.is_playing():  # a device that stands still opens as well, but plays no silence to its end
            if self._clock() > self._probed_until:
                self._failure = device_lost(self.name)
            return
        if self._piece:
            self._leave(self._piece)
        if self._piece:
            self._fill(self._piece)
        if self._piece or self._failure or not self._waiting:
            return
        if self._finished or self._held >= LONGEST_FRAMES or (self._held >= 2 * SHORTEST_FRAMES):
            self._begin()

    def _leave(self, piece: Piece) -> None:
        if not piece.ended:
            if piece.ends_in < -LAG_S:
                # It stood still somewhere in this piece, of which no more than its beginning was surely heard.
                piece.stop()
                self._piece = None
                self._failure = device_lost(self.name)
            return
        if piece.ends_in > EARLY_S + EARLY_SHARE * piece.filled / SAMPLE_RATE:
            self._before += piece.heard
            self._failure = device_lost(self.name)
        else:
            self._before += piece.filled
            self._late_frames = max(0, int(-piece.ends_in * SAMPLE_RATE))
        self._piece = None

    def _begin(self) -> None:
        sound = np.concatenate(self._waiting)
        skipped = 0
        if self._at_quiet_place:
            skipped = min(self._late_frames + LEAD_FRAMES, MOST_SKIPPED_FRAMES, len(sound) - 1)
        is_last = self._finished and len(sound) <= LONGEST_FRAMES
        end = len(sound) if is_last else max(quiet_place(sound[:LONGEST_FRAMES]), skipped + 1)
        piece = sound[skipped:end]
        if self._at_quiet_place:
            piece = faded(piece, FADE_FRAMES, out=False)
        self._at_quiet_place = end < len(sound)
        if self._at_quiet_place:
            piece = faded(piece, FADE_FRAMES, out=True)
        self._waiting = deque([sound[end:]] if end < len(sound) else [])
        self._before += skipped
        try:
            self._piece = Piece(piece, self._play, self._clock)
        except SpeakersError:
            self._failure = device_lost(self.name)

    def _fill(self, piece: Piece) -> None:
        """Go on in the piece that plays, where it was rewritten, as far as it lasts."""
        worth = not piece.dry or (
            piece.room >= WORTH_FRAMES and (self._finished or self._held >= frames_from_ms(START_MS))
        )
        while worth and piece.room and self._waiting:
            rest = piece.add(self._waiting.popleft())
            self._at_quiet_place = False
            if len(rest):
                self._waiting.appendleft(rest)

    def _play(self, memory: memoryview) -> PlayObject:
        player = self._play_buffer(memory)
        self._players = [other for other in self._players if other.is_playing()] + [player]
        return player

    def _run(self) -> None:
        while not self._closed.wait(self._nap):
            with self._lock:
                self._go_on()

    @property
    def _nap(self) -> float:
        """How long to sleep: the next piece begins as soon as one has ended."""
        piece = self._piece
        soon = piece.ends_in < 2 * POLL_S + EARLY_SHARE * piece.filled / SAMPLE_RATE if piece else self._waiting
        return SOON_S if soon else POLL_S

    def __enter__(self) -> Self:
        threading.Thread(target=self._run, name="simpleaudio", daemon=True).start()
        return self

    def __exit__(self, *raised: object) -> None:
        """Play what the system has taken, and wait for simpleaudio's threads, which must end before Python does."""
        with suppress(SpeakersError):
            self.rewrite(lambda rest: rest if len(rest) <= frames_from_ms(TAIL_MS) else rest[:0])
            self.finish()
        self._closed.set()
        if self._probe.is_playing():
            self._probe.stop()
        until = self._clock() + TAIL_MS / 1000
        while self._piece and self.unheard and self._clock() < until:
            time.sleep(SOON_S)
        if self._piece:
            time.sleep(TAKEN_FRAMES / SAMPLE_RATE)
            self._piece.stop()
        until = self._clock() + CLOSING_S
        while any(player.is_playing() for player in self._players) and self._clock() < until:
            time.sleep(SOON_S)

"""Speakers through simpleaudio, which plays whole buffers and tells only whether one still plays."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Self

import numpy as np

from voiceguide.clip import Samples, to_int16
from voiceguide.errors import SpeakersError
from voiceguide.extras import command_for
from voiceguide.playback.piece import (
    LEAD_FRAMES,
    QUIET_FRAMES,
    SHORTEST_FRAMES,
    SILENCE,
    STEP_FRAMES,
    TAKEN_FRAMES,
    Pcm,
    Piece,
    PlayObject,
    quiet_place,
)
from voiceguide.playback.speakers import START_MS, TAIL_MS, SpeakersName, device_lost, faded, no_device
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, ms_at_frame, ms_from_frames

LONGEST_FRAMES = frames_from_ms(10_000)
"""A piece is no longer: inside of it the place is the clock's, which a device that is 2 % slow leaves by 0.2 s."""

WORTH_FRAMES = frames_from_ms(1_000)
"""Sound that comes after a silence waits for the next piece if less of this one is left."""

MOST_SKIPPED_FRAMES = QUIET_FRAMES - 2 * STEP_FRAMES
FADE_FRAMES = frames_from_ms(10)

LAG_S = 1.0
"""A piece that ends so much later than the clock says was played by a device that stood still."""

EARLY_SHARE = 0.1
EARLY_S = 0.3
"""A piece that ends earlier than by this share of it and this long was not played to its end."""

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
            f"simpleaudio is not installed: `{command_for('simpleaudio')}` brings it, "
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
        self._waiting: Pcm = NOTHING
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
            return ms_at_frame(self._before + (self._piece.heard if self._piece else 0))

    @property
    def unheard(self) -> Ms:
        with self._lock:
            return ms_from_frames(len(self._waiting) + (self._piece.unheard if self._piece else 0))

    @property
    def done(self) -> bool:
        with self._lock:
            self._go_on()
            if self._failure:
                raise self._failure
            return self._finished and not len(self._waiting) and not self._piece

    def write(self, block: Samples) -> None:
        with self._lock:
            self._waiting = np.concatenate([self._waiting, to_int16(block)])
            self._go_on()

    def finish(self) -> None:
        with self._lock:
            self._finished = True
            self._go_on()

    def rewrite(self, change: Callable[[Samples], Samples]) -> None:
        with self._lock:
            taken_back = self._piece.take_back() if self._piece else NOTHING
            # These 16-bit values are the same after the change to float and back.
            rest = np.concatenate([taken_back, self._waiting]).astype(np.float32) / FULL_SCALE
            self._waiting = to_int16(change(rest))
            self._finished = False
            self._go_on()

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
        elif not self._failure and len(self._waiting) >= (1 if self._finished else 2 * SHORTEST_FRAMES):
            self._begin()

    def _leave(self, piece: Piece) -> None:
        """Leave a piece that was played, or a device that stands still or plays no more."""
        is_still = not piece.ended
        if is_still and piece.ends_in >= -LAG_S:
            return
        self._piece = None
        if is_still:  # somewhere in this piece, of which no more than its beginning was surely heard
            piece.stop()
            self._failure = device_lost(self.name)
        elif piece.ends_in > EARLY_S + EARLY_SHARE * piece.filled / SAMPLE_RATE:
            self._before += piece.heard
            self._failure = device_lost(self.name)
        else:
            self._before += piece.filled
            self._late_frames = max(0, int(-piece.ends_in * SAMPLE_RATE))

    def _begin(self) -> None:
        sound, skipped = self._waiting, 0
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
        self._waiting = sound[end:]
        self._before += skipped
        try:
            self._piece = Piece(piece, self._play, self._clock)
        except SpeakersError:
            self._failure = device_lost(self.name)

    def _fill(self, piece: Piece) -> None:
        """Go on in the piece that plays, where it was rewritten, as far as it lasts."""
        waits = len(self._waiting)
        worth = not piece.dry or (piece.room >= WORTH_FRAMES and (self._finished or waits >= frames_from_ms(START_MS)))
        if waits and worth and piece.room:
            self._waiting = piece.add(self._waiting)
            self._at_quiet_place = False

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
        soon = piece.ends_in < 2 * POLL_S + EARLY_SHARE * piece.filled / SAMPLE_RATE if piece else len(self._waiting)
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

"""The play queue: excerpts that play through speakers, made in advance, and replaced at any time."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from voiceguide.clip import Samples
from voiceguide.playback.speakers import FADE_MS, Speakers, faded
from voiceguide.timeline.model import Chapter, Excerpt
from voiceguide.units import CHANNELS, Ms, frames_from_ms, ms_at_frame

BUFFERED_MS: Ms = 30_000
"""Sound is written this far in advance: later chapters are made while earlier ones play, in bounded memory."""

SOON_MS: Ms = 500
"""Sound that plays within this time cannot be replaced: the system has it already, or will have it first."""

MOST_PLACED = 64
"""How many excerpts are remembered. Fewer are ever written but unheard, since each lasts half a second or longer."""

POLL_S = 0.05
FADE_FRAMES = frames_from_ms(FADE_MS)
NOTHING = np.zeros((0, CHANNELS), np.float32)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an excerpt. `elapsed` is in milliseconds from the start of its chapter."""

    excerpt: Excerpt
    elapsed: Ms


NOWHERE = Excerpt(Chapter("", None, 0))


class PlayQueue:
    """Plays excerpts one after the other through open speakers.

    Args:
        speakers: the queue writes to them, and does not close them.
        sound: makes an excerpt's sound; it is called on a thread of the queue's own.
    """

    def __init__(self, speakers: Speakers, sound: Callable[[Excerpt], Iterator[Samples]]) -> None:
        self._speakers = speakers
        self._sound = sound
        self._lock = threading.Lock()
        self._generation = 0
        self._written = 0
        self._since = 0
        self._is_finished = False
        self._placed: list[tuple[int, Excerpt]] = []
        self._failure: BaseException | None = None
        self._stopped = threading.Event()

    @property
    def done(self) -> bool:
        """Whether the last excerpt was heard to its end.

        Raises:
            SpeakersError: the device stopped working.
            VoiceguideError: an excerpt could not be made.
        """
        done = self._speakers.done
        if failure := self._failure:
            raise failure
        return done

    @property
    def spot(self) -> Spot | None:
        """The place that is heard; None before the first excerpt, and after `play` until the new excerpts are heard."""
        position = self._speakers.position
        with self._lock:
            return self._spot(frames_from_ms(position))

    def play(
        self, excerpts: Iterable[Excerpt], response: Samples = NOTHING, noise: Iterable[Samples] = ()
    ) -> Spot | None:
        """Fade out what is heard, mixed with `response`, and go on with other excerpts.

        Args:
            response: the sound that confirms the command, float32 of shape (frames, 2).
            noise: blocks that are heard after the excerpts, and are no place in the session.

        Returns:
            The place to go on from, so that nothing is lost or heard twice; None if there is none.
        """
        with self._lock:
            spot = self._cut(response)
            self._make(chain(_sounds(excerpts, self._sound, fade_in=True), ((NOWHERE, block) for block in noise)))
            return spot

    def hush(self, response: Samples = NOTHING) -> Spot | None:
        """Fade out what is heard, mixed with `response`, and stop; returns what `play` does."""
        with self._lock:
            spot = self._cut(response)
            self._finish()
            return spot

    def mix(self, response: Samples) -> None:
        """Let `response` sound with what is heard, and change nothing else. It is cut where less than it is written."""
        with self._lock:
            is_finished = self._is_finished

            def add(_begin: int, rest: Samples) -> Samples:
                more = max(0, len(response) - len(rest)) if is_finished else 0
                mixed = np.concatenate([rest, np.zeros((more, CHANNELS), np.float32)])
                sounding = min(len(mixed), len(response))
                mixed[:sounding] = np.clip(mixed[:sounding] + response[:sounding], -1, 1)
                return mixed

            self._rewrite(add)
            if is_finished:
                self._finish()

    def follow(self, change: Callable[[Spot], Iterable[Excerpt]]) -> None:
        """Replace what is heard next, as soon as possible, without a gap or a fade.

        Args:
            change: returns the excerpts that follow a spot, at least one; the first one begins there. It is called again with
                a later spot if they took too long to make.
        """
        soon = SOON_MS
        while True:
            position = self._speakers.position
            with self._lock:
                spot = self._spot(min(frames_from_ms(position + soon), self._written))
            if spot is None:
                return
            sounds = _sounds(change(spot), self._sound, fade_in=False)
            excerpt, block = next(sounds)
            with self._lock:
                at = self._frame_of(spot)
                if self._replace(at, block):
                    self._placed.append((at, excerpt))
                    self._make(sounds)
                    return
            soon *= 2

    def close(self) -> None:
        """Make no more sound. What was written stays with the speakers."""
        with self._lock:
            self._generation += 1
        self._stopped.set()

    def _spot(self, frame: int) -> Spot | None:
        for begin, excerpt in reversed(self._placed):
            if self._since <= begin <= frame:
                return Spot(excerpt, min(excerpt.start + ms_at_frame(frame - begin), excerpt.until))
        return None

    def _frame_of(self, spot: Spot) -> int:
        begin = next(begin for begin, excerpt in reversed(self._placed) if excerpt is spot.excerpt)
        return begin + frames_from_ms(spot.elapsed) - frames_from_ms(spot.excerpt.start)

    def _cut(self, response: Samples) -> Spot | None:
        """Replace all unheard sound by a fade-out and the response, and end the thread that writes."""

        def fade(_begin: int, rest: Samples) -> Samples:
            ending = faded(rest[:FADE_FRAMES], FADE_FRAMES, out=True)
            tail = np.zeros((max(len(response), len(ending)), CHANNELS), np.float32)
            tail[: len(ending)] += ending
            tail[: len(response)] += response
            return tail

        self._generation += 1
        at = self._rewrite(fade)
        spot = self._spot(at)
        self._since = self._written
        self._forget(at)
        return spot

    def _replace(self, at: int, sound: Samples) -> bool:
        """Replace all sound from frame `at` on; False if it is too late for that."""

        def change(begin: int, rest: Samples) -> Samples:
            return np.concatenate([rest[: at - begin], sound]) if begin <= at else rest

        in_time = self._rewrite(change) <= at
        if in_time:
            self._generation += 1
            self._forget(at)
        return in_time

    def _rewrite(self, change: Callable[[int, Samples], Samples]) -> int:
        """Change the unheard sound, by the frame at which it begins and what it is; returns that frame."""
        begin = 0

        def changed(rest: Samples) -> Samples:
            nonlocal begin
            begin = self._written - len(rest)
            made = change(begin, rest)
            self._written = begin + len(made)
            return made

        self._speakers.rewrite(changed)
        return begin

    def _forget(self, frame: int) -> None:
        self._placed = [(begin, excerpt) for begin, excerpt in self._placed if begin < frame]
        self._failure = None

    def _finish(self) -> None:
        self._is_finished = True
        self._speakers.finish()

    def _make(self, sounds: Iterator[tuple[Excerpt, Samples]]) -> None:
        self._is_finished = False
        generation = self._generation
        threading.Thread(target=self._write_all, args=(generation, sounds), name="sound", daemon=True).start()

    def _write_all(self, generation: int, sounds: Iterator[tuple[Excerpt, Samples]]) -> None:
        """Write the sound of all excerpts, `BUFFERED_MS` in advance at most, until a newer generation begins."""
        try:
            for excerpt, block in sounds:
                while not self._write(generation, excerpt, block):
                    if generation != self._generation:
                        return
                    self._stopped.wait(POLL_S)
            with self._lock:
                if generation == self._generation:
                    self._finish()
        except BaseException as error:  # noqa: BLE001 - `done` raises it on the player's thread
            with self._lock:
                if generation == self._generation:
                    self._failure = error
                    self._finish()  # nothing more is to be waited for

    def _write(self, generation: int, excerpt: Excerpt, block: Samples) -> bool:
        with self._lock:
            if generation != self._generation or self._speakers.unheard > BUFFERED_MS:
                return False
            if not self._placed or self._placed[-1][1] is not excerpt:
                self._placed = [*self._placed[-MOST_PLACED:], (self._written, excerpt)]
            self._speakers.write(block)
            self._written += len(block)
            return True


def _sounds(
    excerpts: Iterable[Excerpt], sound: Callable[[Excerpt], Iterator[Samples]], *, fade_in: bool
) -> Iterator[tuple[Excerpt, Samples]]:
    """Every block with its excerpt. An excerpt is faded where it begins or ends inside its chapter, unless it joins another
    one there; `fade_in` is whether the first one is faded in."""
    for excerpt in excerpts:
        blocks = sound(excerpt)
        held = next(blocks, NOTHING)
        if fade_in and (excerpt.start or not excerpt.chapter.bed_fades[0]):
            held = faded(held, FADE_FRAMES, out=False)
        for block in blocks:
            yield excerpt, held
            held = block
        if excerpt.until < excerpt.chapter.duration and not excerpt.joins:
            held = faded(held, FADE_FRAMES, out=True)
        yield excerpt, held
        fade_in = not excerpt.joins

"""A session through speakers, and what a listener can ask of it."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Literal

from voiceguide.errors import SpeakersError
from voiceguide.playback.awake import signals_interrupt
from voiceguide.playback.keys import Command
from voiceguide.playback.output import Output
from voiceguide.playback.playable import Playable, PlaybackPosition, playback_position
from voiceguide.playback.queue import Spot
from voiceguide.playback.speakers import Speakers
from voiceguide.playback.tempo import at_tempo, place_at_tempo
from voiceguide.timeline.model import Excerpt
from voiceguide.timeline.reps import beginning, last_said
from voiceguide.units import Ms

Ending = Literal["finished", "stopped", "interrupted"]
"""How a session ended: by itself, because the listener stopped it, or by Ctrl-C or a signal."""

POLL_S = 0.1
LONG_PAUSE_S = 3.0
"""After a longer pause nobody knows any more where they were."""

RETRY_S = 2.0
"""How often to look for a device that vanished."""

START_OVER_MS: Ms = 4_000
"""So far into a chapter, `previous` means its start; before that, the chapter before it."""

LONGEST_POLL_MS: Ms = 2_000


class Player:
    """Plays one session, once.

    Args:
        session: what to play.
        open_speakers: opens them, at the start and when their device vanished.
        ask: the listener's next command, waiting for it so many seconds at most.
        watch: told where the session is, about ten times a second.
        slept: for how many seconds, if for any, this process or its machine stood still since the last time it was asked.
        clock: counts seconds.

    Attributes:
        here: the place in the session, once there is one.
        tempo: how many steps slower than was asked for the breath goes now.
        heard: how much of each chapter was heard, in milliseconds, by its number.
    """

    def __init__(
        self,
        session: Playable,
        open_speakers: Callable[[], Speakers],
        ask: Callable[[float], Command | None],
        watch: Callable[[PlaybackPosition], None] = lambda _: None,
        slept: Callable[[], float | None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.here: Spot | None = None
        self.tempo = 0
        self.heard: dict[int, Ms] = {}
        self._session = session
        self._output = Output(open_speakers, session.sound)
        self._ask = ask
        self._watch = watch
        self._slept = slept
        self._clock = clock
        self._paused_at: float | None = None
        self._remark: str | None = None
        self._before: tuple[Excerpt, ...] = ()
        self._begins_at = 0.0
        self._is_heard = False
        self._ending: Ending | None = None

    def play(self, number: int = 0, elapsed: Ms = 0, *, tempo: int = 0, before: Iterable[Excerpt] = ()) -> Ending:
        """Play from a place in a chapter to the session's end, or until it is stopped.

        Args:
            number: the chapter to begin with, counted from 0.
            elapsed: where in that chapter, in milliseconds.
            tempo: see `Playable`.
            before: what is heard before.

        Raises:
            SpeakersError: no device opens. One that vanishes later is waited for.
            VoiceguideError: whatever keeps the session from being made.
        """
        with signals_interrupt(), self._output:
            try:
                self.tempo = tempo
                self._output.open()
                self._before = tuple(before)
                self.here = Spot(next(self._session.excerpts(number, tempo, elapsed)), elapsed)
                self._begin()
                while self._ending is None:
                    self._step()
                return self._ending
            except KeyboardInterrupt:
                return "interrupted"
            finally:
                if self._ending != "stopped":
                    self._output.hush()

    def _step(self) -> None:
        """One tenth of a second of a session."""
        try:
            if self._slept():
                self._wake_up()
            self._look()
            self._tell()
            command = self._ask(POLL_S)
            if command and self._ending is None:
                self._obey(command)
                self._slept()  # making a chapter may take long, and is no sleep
        except SpeakersError as error:
            self._find_again(error)

    def _look(self) -> None:
        """Where the session is now."""
        if self._paused_at is not None:
            return
        if self._output.queue.done:
            self._ending = "finished"
        spot = self._output.queue.spot
        if spot and not self._is_heard:
            self._is_heard = True
            self._session.make_ahead(self._number, self.tempo)
        if spot is None or spot.excerpt.number is None:
            return
        self._before = ()
        if self.here and spot.excerpt.number == self.here.excerpt.number:
            went = spot.elapsed - self.here.elapsed
            if 0 < went <= LONGEST_POLL_MS:
                self.heard[spot.excerpt.number] = self.heard.get(spot.excerpt.number, 0) + went
        self.here = spot

    def _tell(self) -> None:
        if self.here is not None:
            paused, remark = self._paused_at is not None, self._remark or self._until_it_begins()
            self._watch(playback_position(self.here, self._session, self.tempo, paused=paused, remark=remark))

    def _until_it_begins(self) -> str | None:
        left = self._begins_at - self._clock()
        return f"Begins in {left:.0f} s." if self._before and left > 0 else None

    def _obey(self, command: Command) -> None:
        paused = self._paused_at is not None
        match command:
            case "toggle":
                (self._resume if paused else self._pause)()
            case "play" if paused:
                self._resume()
            case "pause" if not paused:
                self._pause()
            case "next":
                self._go_to(self._number + 1)
            case "previous":
                assert self.here
                self._go_to(max(0, self._number - (self.here.elapsed < START_OVER_MS)))
            case "again" if self._before:
                self._paused_at = None
                self._begin()
            case "again":
                assert self.here
                said = last_said(self.here.excerpt.chapter, self.here.elapsed)
                self._go_to(self._number, place_at_tempo(self.here.excerpt, said, self._part(self._number))[1])
            case "slower":
                self._change_tempo(self.tempo + 1)
            case "faster":
                self._change_tempo(self.tempo - 1)
            case "help":
                self._interject(self._session.said("help"))
            case "stop":
                self._output.queue.hush(self._session.tick)
                self._ending = "stopped"
            case "interrupt":
                self._ending = "interrupted"
            case "play" | "pause":
                pass

    def _pause(self) -> None:
        spot = self._output.queue.hush(self._session.tick)
        if spot and spot.excerpt.number is not None:
            self.here = spot
        self._paused_at = self._clock()

    def _resume(self) -> None:
        assert self.here
        assert self._paused_at is not None
        paused = self._clock() - self._paused_at
        self._paused_at = None
        if self._before:
            self._begin()
        elif paused > LONG_PAUSE_S or self.here.excerpt.tempo != self.tempo:
            self._go_on()
        else:
            self._output.queue.play(self._from_here())

    def _begin(self, words: Iterable[Excerpt] = ()) -> None:
        """What comes before the session, and then the session."""
        self._begins_at = (
            self._clock() + sum(excerpt.until - excerpt.start for excerpt in (*words, *self._before)) / 1000
        )
        self._output.queue.play(chain(words, self._before, self._from_here()))

    def _go_on(self, before: Iterable[Excerpt] = ()) -> None:
        """Say where the listener is, and begin that rep."""
        if self._before:
            self._begin(tuple(before))
            return
        excerpt, elapsed = self._here_now()
        at = beginning(excerpt.chapter, elapsed)
        self.here = Spot(excerpt, at)
        self._output.queue.play(
            chain(before, [self._session.where(excerpt.chapter, at)], self._onward(self._number, at))
        )

    def _go_to(self, number: int, elapsed: Ms = 0) -> None:
        """Leave this place for another; where there is none, a tick is all that happens."""
        if number >= len(self._session.titles):
            self._refuse(None)
            return
        self._paused_at = None
        self._before = ()
        excerpt = self._part(number)
        self.here = Spot(excerpt, min(elapsed, excerpt.chapter.duration))
        self._output.queue.play(self._onward(number, self.here.elapsed), self._session.tick)

    def _interject(self, words: Excerpt) -> None:
        """Say something. The session waits, and then goes on with the rep."""
        if self._paused_at is None:
            self._go_on([words])
        else:
            self._output.queue.play([words])

    def _change_tempo(self, tempo: int) -> None:
        """Breathe slower or faster from the next rep on, and say so where there is room."""
        if not self._session.can_go(tempo):
            self._refuse("slowest" if tempo > self.tempo else "fastest")
            return
        words = self._session.said("slower" if tempo > self.tempo else "faster")
        self.tempo = tempo
        self._session.make_ahead(self._number, tempo)
        spot = None if self._paused_at is not None else self._output.queue.spot
        if spot is None or spot.excerpt.number is None:
            self._interject(words)
            return

        def onward(spot: Spot) -> Iterable[Excerpt]:
            if spot.excerpt.number is None:
                return self._from_here()
            excerpts = at_tempo(self._in_whole(spot), self._part(spot.excerpt.number), words.chapter.cues[0])
            return chain(excerpts, self._onward(spot.excerpt.number + 1))

        self._output.queue.follow(onward)

    def _refuse(self, phrase: str | None) -> None:
        if phrase:
            self._interject(self._session.said(phrase))
        elif self._paused_at is None:
            self._output.queue.play(self._from_here(), self._session.tick)

    def _wake_up(self) -> None:
        """Whoever slept begins the rep anew, once told where they are; the device may have been away too."""
        self._output.open()
        if self._paused_at is None:
            self._go_on()

    def _find_again(self, error: SpeakersError) -> None:
        """Wait for a device that vanished, or for another, and go on with the rep."""
        self._remark = f"{error} Trying again."
        look_at = self._clock()
        while self._ending is None:
            self._tell()
            command = self._ask(POLL_S)
            if command in ("stop", "interrupt"):
                self._ending = "stopped" if command == "stop" else "interrupted"
            elif self._clock() >= look_at:
                look_at = self._clock() + RETRY_S
                with suppress(SpeakersError):
                    self._output.open()
                    break
        self._remark = None
        if self._ending is None and self._paused_at is None:
            self._go_on()

    def _in_whole(self, spot: Spot) -> Spot:
        """The same place in the whole chapter, of which only the beginning may have been made yet."""
        excerpt = spot.excerpt
        if excerpt.number is None or not excerpt.joins:
            return spot
        whole = self._part_at(excerpt.tempo, excerpt.number, excerpt.start)
        return Spot(whole, spot.elapsed)

    def _here_now(self) -> tuple[Excerpt, Ms]:
        """This place at the tempo of now, which may have changed since it was heard."""
        assert self.here
        return place_at_tempo(self.here.excerpt, self.here.elapsed, self._part(self._number))

    def _from_here(self) -> Iterator[Excerpt]:
        """From this place to the session's end. At the tempo of now it waits for nothing that is still being made."""
        assert self.here
        here = self.here if self.here.excerpt.tempo == self.tempo else Spot(*self._here_now())
        return self._onward(self._number, here.elapsed)

    def _onward(self, number: int, elapsed: Ms = 0) -> Iterator[Excerpt]:
        """From a place to the session's end, at the tempo of now; chapters are made when their turn comes.

        The reel takes the parts on a thread of its own, while the listener may ask for another tempo: other parts follow then.
        """
        tempo, numbers = self.tempo, range(number, len(self._session.titles))
        return chain.from_iterable(
            self._session.excerpts(each, tempo, elapsed if each == number else 0) for each in numbers
        )

    def _part(self, number: int) -> Excerpt:
        return self._part_at(self.tempo, number)

    def _part_at(self, tempo: int, number: int, start: Ms = 0) -> Excerpt:
        return Excerpt(self._session.chapter(number, tempo), start, number=number, tempo=tempo)

    @property
    def _number(self) -> int:
        assert self.here
        assert self.here.excerpt.number is not None
        return self.here.excerpt.number

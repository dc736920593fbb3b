"""Plays a session through speakers, and obeys the listener's commands."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, repeat
from math import ceil
from typing import Literal

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.playback.awake import signals_interrupt
from voiceguide.playback.controls import USUAL
from voiceguide.playback.keys import Command, GoTo, Seek, SeekTo
from voiceguide.playback.output import Output
from voiceguide.playback.playable import Playable, PlaybackPosition, Revise, playback_position
from voiceguide.playback.queue import NOTHING, Spot
from voiceguide.playback.speakers import Speakers
from voiceguide.playback.tempo import at_tempo, place_at_tempo
from voiceguide.timeline.model import Chapter, Excerpt
from voiceguide.timeline.reps import beginning, last_said, rep_at
from voiceguide.timeline.seek import seek
from voiceguide.units import SAMPLE_RATE, Ms

Ending = Literal["finished", "stopped", "interrupted"]
"""How a session ended: by itself, because the listener stopped it, or by Ctrl-C or a signal."""

POLL_S = 0.1
LONG_PAUSE_S = 3.0
"""After a longer pause, the listener is told where the session is, and the rep begins again."""

LET_GO_S = 120.0
"""In a pause, noise keeps headphones awake for so long; then the device is let go, until the session goes on."""

SILENT_S = 0.7
"""After so long, nothing is heard any more of what the system had taken."""

WHEN_GONE = ("toggle", "play", "stop", "interrupt")
"""What is obeyed while headphones are gone, beside a revision: all else would be answered aloud, on another device."""

RETRY_S = 2.0
"""How often to look for a device that was lost."""

START_OVER_MS: Ms = 4_000
"""From here on in a chapter, `previous` goes to its start; before, to the chapter before it."""

LONGEST_POLL_MS: Ms = 2_000
"""A longer step from one look to the next is a jump, and does not count as heard."""


class Player:
    """Plays one session, once.

    Args:
        session: what to play.
        open_speakers: called at the start, and when the device was lost.
        ask: returns the listener's next command, or None; waits for it as many seconds as it is given, at most.
        watch: called with the playback position about ten times a second.
        slept: returns for how many seconds this process or its machine stood still since the last call, if it did.
        clock: counts seconds.
        keys: the key of every action, for the help.
        gone: returns the name of headphones that are gone, once; their sound has been silenced.
        let_go: called when the device is let go after that.
        let_go_after: the seconds of a pause after which the device is let go.

    Attributes:
        here: the place in the session; None before it begins.
        tempo: how many steps slower than was asked for the breath is now.
        session: what is played, in its last version.
        heard: how much of each chapter was heard, in milliseconds, by its number from 0.
    """

    def __init__(
        self,
        session: Playable,
        open_speakers: Callable[[], Speakers],
        ask: Callable[[float], Command | Revise | None],
        watch: Callable[[PlaybackPosition], None] = lambda _: None,
        slept: Callable[[], float | None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        *,
        keys: Mapping[str, str] = USUAL.main,
        gone: Callable[[], str | None] = lambda: None,
        let_go: Callable[[], None] = lambda: None,
        let_go_after: float = LET_GO_S,
    ) -> None:
        self.here: Spot | None = None
        self.tempo = 0
        self.heard: dict[int, Ms] = {}
        self.session = session
        self._output = Output(open_speakers, session.sound)
        self._ask = ask
        self._watch = watch
        self._slept = slept
        self._clock = clock
        self._keys = keys
        self._gone = gone
        self._let_go = let_go
        self._let_go_after = let_go_after
        self._paused_at: float | None = None
        self._is_gone = False
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
            before: what to play first, such as a countdown.

        Raises:
            SpeakersError: no device opens. If one is lost later, the player waits for it.
            VoiceguideError: the session could not be made.
        """
        with signals_interrupt(), self._output:
            try:
                self.tempo = tempo
                self._output.open()
                self._before = tuple(before)
                self.here = Spot(next(self.session.excerpts(number, tempo, elapsed)), elapsed)
                self._begin()
                while self._ending is None:
                    self._step()
                return self._ending
            except KeyboardInterrupt:
                return "interrupted"
            finally:
                if self._ending != "stopped":
                    self._hush()

    def _step(self) -> None:
        """Follow the session, and wait a tenth of a second for a command."""
        try:
            if self._slept():
                self._wake_up()
                self._slept()  # a device may take long to be closed and opened, and that is no sleep
            if headphones := self._gone():
                self._lose(headphones)
            self._look()
            self._tell()
            command = self._ask(POLL_S)
            if command and self._ending is None:
                self._obey(command)
                self._slept()  # making a chapter may take long, and is no sleep
        except SpeakersError as error:
            self._find_again(error)
            self._slept()

    def _look(self) -> None:
        """Find out where the session is, and what was heard."""
        if self._paused_at is not None:
            if self._output.is_open and self._clock() - self._paused_at > self._let_go_after:
                self._output.close()
            return
        if self._output.queue.done:
            self._ending = "finished"
        self._follow()

    def _follow(self, *, back: bool = False) -> None:
        """Take the place that is heard now. It goes `back` only where the device played less than was thought."""
        spot = self._output.queue.spot
        if spot and not self._is_heard:
            self._is_heard = True
            self.session.make_ahead(self._number, self.tempo)
        self._take(spot, back=back)

    def _take(self, spot: Spot | None, *, back: bool = False) -> None:
        """Take a place that is heard, if it is one of the session, and count what was heard up to it."""
        if spot is None or spot.excerpt.number is None:
            return
        self._before = ()
        if self.here and spot.excerpt.number == self.here.excerpt.number:
            went = spot.elapsed - self.here.elapsed
            if 0 < went <= LONGEST_POLL_MS or back:
                self.heard[spot.excerpt.number] = max(0, self.heard.get(spot.excerpt.number, 0) + went)
        self.here = spot

    def _hush(self, response: Samples = NOTHING) -> None:
        """Fade out and stop; the place is where the sound ends, which is later than where it was heard last."""
        self._take(self._output.hush(response))

    def _tell(self) -> None:
        if self.here is not None:
            paused, remark = self._paused_at is not None, self._remark or self._until_it_begins()
            self._watch(playback_position(self.here, self.session, self.tempo, paused=paused, remark=remark))

    def _until_it_begins(self) -> str | None:
        left = self._begins_at - self._clock()
        return f"Begins in {left:.0f} s." if self._before and left > 0 else None

    def _obey(self, command: Command | Revise) -> None:
        paused = self._paused_at is not None
        if self._is_gone and command not in WHEN_GONE and not isinstance(command, Revise):
            return
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
                self._go_to(self._number, place_at_tempo(self.here.excerpt, said, self._excerpt(self._number))[1])
            case "slower":
                self._change_tempo(self.tempo + 1)
            case "faster":
                self._change_tempo(self.tempo - 1)
            case "help":
                self._interject(self.session.announcer.help(self._keys))
            case "stop":
                self._hush(self.session.announcer.tick)
                self._ending = "stopped"
            case "interrupt":
                self._ending = "interrupted"
            case Seek(by):
                self._seek(self._number, self._here_now()[1], by)
            case SeekTo(number, elapsed):
                self._seek(number, -1, elapsed + 1)
            case GoTo(number):
                self._go_to(number if number < len(self.session.titles) - 1 else len(self.session.titles))
            case Revise():
                self._revise(command)
            case "unknown":
                self._refuse(None)
            case "play" | "pause":
                pass

    def _pause(self) -> None:
        self._take(self._output.queue.hush(self.session.announcer.tick, self._noise()))
        self._paused_at = self._clock()

    def _noise(self) -> Iterator[Samples]:
        """The noise that keeps headphones awake through a pause, until the device is let go."""
        noise = self.session.announcer.noise
        return repeat(noise, ceil(self._let_go_after * SAMPLE_RATE / len(noise)))

    def _lose(self, headphones: str) -> None:
        """Pause, since others would hear what follows, and let the device go."""
        if self._paused_at is None:
            self._follow()
            self._paused_at = self._clock() - LONG_PAUSE_S - POLL_S  # it was not the listener who paused
        self._output.hush()
        until = self._clock() + SILENT_S
        while self._clock() < until and self._ending is None:  # what the system has taken is not heard
            command = self._ask(POLL_S)
            if command in ("stop", "interrupt"):
                self._ending = "stopped" if command == "stop" else "interrupted"
        self._let_go()
        self._output.close()
        self._is_gone = True
        key = self._keys["pause"].capitalize()
        self._remark = f"{headphones} is gone. {key} goes on through the device that is there now."

    def _resume(self) -> None:
        assert self.here
        assert self._paused_at is not None
        self._remark = None
        self._is_gone = False
        paused = self._clock() - self._paused_at
        self._paused_at = None
        if self._before:
            self._begin()
        elif paused > LONG_PAUSE_S or self.here.excerpt.tempo != self.tempo:
            self._go_on()
        else:
            self._output.queue.play(self._from_here())

    def _begin(self, words: Iterable[Excerpt] = ()) -> None:
        """Play what comes before the session, and then the session."""
        self._begins_at = (
            self._clock() + sum(excerpt.until - excerpt.start for excerpt in (*words, *self._before)) / 1000
        )
        self._output.queue.play(chain(words, self._before, self._from_here()))

    def _go_on(self, before: Iterable[Excerpt] = ()) -> None:
        """Say where the session is, and begin that rep."""
        if self._before:
            self._begin(tuple(before))
            return
        excerpt, elapsed = self._here_now()
        at = beginning(excerpt.chapter, elapsed)
        self.here = Spot(excerpt, at)
        self._output.queue.play(
            chain(before, [self.session.announcer.where(excerpt.chapter, at)], self._onward(self._number, at))
        )

    def _go_to(self, number: int, elapsed: Ms = 0) -> None:
        """Go to a place in a chapter; if there is no such chapter, only a dull tick sounds."""
        if number >= len(self.session.titles):
            self._refuse(None)
            return
        self._paused_at = None
        self._before = ()
        excerpt = self._excerpt(number)
        self.here = Spot(excerpt, min(elapsed, excerpt.chapter.duration))
        self._output.queue.play(self._onward(number, self.here.elapsed), self.session.announcer.tick)

    def _seek(self, number: int, elapsed: Ms, by: Ms) -> None:
        """Go by so many milliseconds from a place in a chapter, and say where that is if the rep is another one.

        In a pause, the session waits there. In a countdown, or beyond the session's end, only a dull tick sounds.
        """
        assert self.here
        found = None if self._before else seek(self._chapter, len(self.session.titles), number, elapsed, by)
        if found is None:
            self._refuse(None)
            return
        before = self._number, rep_at(self.here.excerpt.chapter, self.here.elapsed)
        number, elapsed = found
        excerpt = self._excerpt(number)
        self.here = Spot(excerpt, elapsed)
        rep = rep_at(excerpt.chapter, elapsed)
        is_new = (number, rep) != before if rep else number != before[0] and elapsed > 0
        words = [self.session.announcer.where(excerpt.chapter, elapsed)] if is_new else []
        if self._paused_at is None:
            self._output.queue.play(chain(words, self._onward(number, elapsed)), self.session.announcer.tick)
        else:
            self._output.queue.play(words, self.session.announcer.tick, self._noise())

    def _revise(self, revision: Revise) -> None:
        """Go on with another version of the session; in a pause, it waits there."""
        assert self.here
        was, before, self.session = self.here, self.session, revision.session
        number = revision.number
        if number is None:
            title = before.titles[self._number]
            number = self.session.titles.index(title) if title in self.session.titles else 0
        excerpt = self._excerpt(number)
        if revision.find:
            elapsed = revision.find(excerpt.chapter)
        else:
            elapsed = place_at_tempo(was.excerpt, was.elapsed, excerpt)[1]
        self._before = ()
        self.here = Spot(excerpt, elapsed)
        if self._paused_at is None:
            self._output.queue.play(self._onward(number, elapsed), self.session.announcer.tick)
        elif not self._is_gone:
            self._output.queue.hush(self.session.announcer.tick, self._noise())
        self.session.make_ahead(number, self.tempo)

    def _interject(self, words: Excerpt) -> None:
        """Say something while the session waits, and then go on with the rep."""
        if self._paused_at is None:
            self._go_on([words])
        else:
            self._output.queue.play([words], noise=self._noise())

    def _change_tempo(self, tempo: int) -> None:
        """Breathe slower or faster from the next rep on, and say so where there is room."""
        if not self.session.can_go(tempo):
            self._refuse("slowest" if tempo > self.tempo else "fastest")
            return
        words = self.session.announcer.said("slower" if tempo > self.tempo else "faster")
        self.tempo = tempo
        self.session.make_ahead(self._number, tempo)
        spot = None if self._paused_at is not None else self._output.queue.spot
        if spot is None or spot.excerpt.number is None:
            self._interject(words)
            return

        def onward(spot: Spot) -> Iterable[Excerpt]:
            if spot.excerpt.number is None:
                return self._from_here()
            excerpts = at_tempo(self._in_whole(spot), self._excerpt(spot.excerpt.number), words.chapter.cues[0])
            return chain(excerpts, self._onward(spot.excerpt.number + 1))

        self._output.queue.follow(onward)

    def _refuse(self, phrase: str | None) -> None:
        """Say why a command is not obeyed or, without a phrase, let a dull tick sound while the session goes on."""
        if phrase:
            self._interject(self.session.announcer.said(phrase))
        elif self._paused_at is None:
            self._output.queue.mix(dull(self.session.announcer.tick))
        else:
            self._output.queue.hush(dull(self.session.announcer.tick), self._noise())

    def _wake_up(self) -> None:
        """After sleep, open the device again, say where the session is, and begin the rep."""
        if self._paused_at is not None and not self._output.is_open:
            return
        self._output.open()
        if self._paused_at is None:
            self._go_on()

    def _find_again(self, error: SpeakersError) -> None:
        """Wait for the device that was lost, or for another, and go on with the rep."""
        with suppress(SpeakersError):
            self._follow(back=True)
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
        """The same place in the whole chapter; the excerpt may be from one of which only the beginning was made."""
        excerpt = spot.excerpt
        if excerpt.number is None or not excerpt.joins:
            return spot
        whole = self._excerpt_at(excerpt.tempo, excerpt.number, excerpt.start)
        return Spot(whole, spot.elapsed)

    def _here_now(self) -> tuple[Excerpt, Ms]:
        """This place at the current tempo, which may have changed since it was heard."""
        assert self.here
        here = self.here if self.here.excerpt.tempo == self.tempo else self._in_whole(self.here)
        return place_at_tempo(here.excerpt, here.elapsed, self._excerpt(self._number))

    def _from_here(self) -> Iterator[Excerpt]:
        """From this place to the session's end. If the tempo has not changed, it waits for nothing to be made."""
        assert self.here
        here = self.here if self.here.excerpt.tempo == self.tempo else Spot(*self._here_now())
        return self._onward(self._number, here.elapsed)

    def _onward(self, number: int, elapsed: Ms = 0) -> Iterator[Excerpt]:
        """From a place to the session's end, at the current tempo; each chapter is made when the play queue takes it.

        The play queue does so on its own thread. If the tempo changes meanwhile, it is given other excerpts.
        """
        tempo, numbers = self.tempo, range(number, len(self.session.titles))
        return chain.from_iterable(
            self.session.excerpts(each, tempo, elapsed if each == number else 0) for each in numbers
        )

    def _chapter(self, number: int) -> Chapter:
        return self.session.chapter(number, self.tempo)

    def _excerpt(self, number: int) -> Excerpt:
        return self._excerpt_at(self.tempo, number)

    def _excerpt_at(self, tempo: int, number: int, start: Ms = 0) -> Excerpt:
        return Excerpt(self.session.chapter(number, tempo), start, number=number, tempo=tempo)

    @property
    def _number(self) -> int:
        assert self.here
        assert self.here.excerpt.number is not None
        return self.here.excerpt.number


def dull(tick: Samples) -> Samples:
    """A tick an octave lower and half as loud, for what is not obeyed."""
    slow = np.repeat(tick, 2, axis=0) * np.float32(0.5)
    slow[1:-1:2] = (slow[:-2:2] + slow[2::2]) * np.float32(0.5)
    return slow

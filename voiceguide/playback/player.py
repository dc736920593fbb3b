"""Plays a session through speakers: follows it, asks for commands, and finds a device that was lost."""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from voiceguide.errors import SpeakersError
from voiceguide.playback.awake import signals_interrupt
from voiceguide.playback.controls import USUAL
from voiceguide.playback.course import Course
from voiceguide.playback.keys import Command
from voiceguide.playback.output import Output
from voiceguide.playback.playable import Playable, PlaybackPosition, Revise
from voiceguide.playback.speakers import Speakers
from voiceguide.playback.steering import ENDINGS, Ending, Steering
from voiceguide.timeline.model import Excerpt
from voiceguide.units import Ms

POLL_S = 0.1

SILENT_S = 0.7
"""After so long, nothing is heard any more of what the system had taken."""

RETRY_S = 2.0
"""How often to look for a device that was lost."""


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

    Attributes:
        course: where the session is, and what was heard.
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
    ) -> None:
        self.course = Course(session)
        self._output = Output(open_speakers, session.sound)
        self._steering = Steering(self.course, self._output, clock, keys)
        self._ask = ask
        self._watch = watch
        self._slept = slept
        self._clock = clock
        self._gone = gone
        self._let_go = let_go
        self._is_heard = False

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
                self._output.open()
                self.course.begin(number, elapsed, tempo)
                self._steering.begin(before)
                while self._steering.ending is None:
                    self._step()
                return self._steering.ending
            except KeyboardInterrupt:
                return "interrupted"
            finally:
                if self._steering.ending is None:
                    self._steering.hush()

    def _step(self) -> None:
        """Follow the session, and wait a tenth of a second for a command."""
        try:
            self._slept()  # what was done since the last step may have taken long, and is no sleep
            if headphones := self._gone():
                self._lose(headphones)
            self._look()
            self._tell()
            command = self._ask(POLL_S)
            if self._slept():
                self._wake_up()
            if command and self._steering.ending is None:
                self._steering.obey(command)
        except SpeakersError as error:
            self._find_again(error)

    def _look(self) -> None:
        """Find out where the session is, and what was heard."""
        if self._steering.paused_at is not None:
            self._steering.rest()
            return
        if self._output.queue.done:
            self._steering.ending = "finished"
        self._follow()

    def _follow(self, *, back: bool = False) -> None:
        """Take the place that is heard now; see `Course.follow`. Once something is heard, the rest of the session is made."""
        spot = self._output.queue.spot
        if spot and not self._is_heard:
            self._is_heard = True
            self.course.make_ahead()
        self._steering.take(spot, back=back)

    def _tell(self) -> None:
        is_paused = self._steering.paused_at is not None
        self._watch(self.course.position(paused=is_paused, remark=self._steering.remark))

    def _ask_only_to_end(self) -> None:
        """Wait a tenth of a second for a command, and obey it if it ends the session."""
        self._steering.ending = ENDINGS.get(self._ask(POLL_S))

    def _lose(self, headphones: str) -> None:
        """Pause, since others would hear what follows, and let the device go."""
        if self._steering.paused_at is None:
            self._follow()
        self._output.hush()
        until = self._clock() + SILENT_S
        while self._clock() < until and self._steering.ending is None:  # what the system has taken is not heard
            self._ask_only_to_end()
        self._let_go()
        self._output.close()
        self._steering.wait_for_headphones(headphones)

    def _wake_up(self) -> None:
        """After sleep, open the device again, say where the session is, and begin the rep."""
        if self._steering.paused_at is not None and not self._output.is_open:
            return
        self._output.open()
        if self._steering.paused_at is None:
            self._steering.begin_rep()

    def _find_again(self, error: SpeakersError) -> None:
        """Wait for the device that was lost, or for another, and go on with the rep."""
        with suppress(SpeakersError):
            self._follow(back=True)
        self._steering.note = f"{error} Trying again."
        look_at = self._clock()
        while self._steering.ending is None:
            self._tell()
            self._ask_only_to_end()
            if self._steering.ending is None and self._clock() >= look_at:
                look_at = self._clock() + RETRY_S
                with suppress(SpeakersError):
                    self._output.open()
                    break
        self._steering.note = None
        if self._steering.ending is None and self._steering.paused_at is None:
            self._steering.begin_rep()

"""Steers a playing session: what each command of a listener does, while it plays and while it is paused."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, repeat
from math import ceil
from typing import TYPE_CHECKING, Literal

import numpy as np

from voiceguide.clip import Samples
from voiceguide.playback.course import Course
from voiceguide.playback.keys import Command, GoTo, Seek, SeekTo
from voiceguide.playback.output import Output
from voiceguide.playback.playable import Revise
from voiceguide.playback.queue import NOTHING, Spot
from voiceguide.timeline.model import Excerpt
from voiceguide.timeline.reps import RepSpan, rep_at
from voiceguide.units import SAMPLE_RATE, Ms

if TYPE_CHECKING:
    from voiceguide.playback.announcer import Announcer

Ending = Literal["finished", "stopped", "interrupted"]
"""How a session ended: by itself, because the listener stopped it, or by Ctrl-C or a signal."""

ENDINGS: dict[object, Ending] = {"stop": "stopped", "interrupt": "interrupted"}
"""The commands that end it."""

LONG_PAUSE_S = 3.0
"""After a longer pause, the listener is told where the session is, and the rep begins again."""

LET_GO_S = 120.0
"""In a pause, noise keeps headphones awake for so long; then the device is let go, until the session goes on."""

WHEN_GONE = ("toggle", "play", "stop", "interrupt")
"""What is obeyed while headphones are gone, beside a revision: all else would be answered aloud, on another device."""

START_OVER_MS: Ms = 4_000
"""From here on in a chapter, `previous` goes to its start; before, to the chapter before it."""


class Steering:
    """Carries out the commands of a listener.

    Args:
        course: where the session is.
        output: plays it.
        clock: counts seconds.
        keys: the key of every action, for the help.

    Attributes:
        paused_at: when it was paused, by the clock; None while it plays.
        note: something to show, such as that headphones are gone.
        ending: how the session ended, once it has.
    """

    def __init__(self, course: Course, output: Output, clock: Callable[[], float], keys: Mapping[str, str]) -> None:
        self.paused_at: float | None = None
        self.note: str | None = None
        self.ending: Ending | None = None
        self._course = course
        self._output = output
        self._clock = clock
        self._keys = keys
        self._is_gone = False
        self._before: tuple[Excerpt, ...] = ()
        self._begins_at = 0.0

    @property
    def remark(self) -> str | None:
        """Something to show: the note, or how long until the session begins."""
        if self.note:
            return self.note
        left = self._begins_at - self._clock()
        return f"Begins in {left:.0f} s." if self._before and left > 0 else None

    def obey(self, command: Command | Revise) -> None:
        if self._is_gone and command not in WHEN_GONE and not isinstance(command, Revise):
            return
        course, is_paused = self._course, self.paused_at is not None
        match command:
            case "toggle" | "play" if is_paused:
                self._resume()
            case "toggle" | "pause" if not is_paused:
                self._pause()
            case "next":
                self._go_to(course.number + 1)
            case "previous":
                self._go_to(max(0, course.number - (course.here.elapsed < START_OVER_MS)))
            case "again" if self._before:
                self.paused_at = None
                self._begin()
            case "again":
                course.go_to_last_words()
                self._go_on_from_here()
            case "slower":
                self._change_tempo(course.tempo + 1)
            case "faster":
                self._change_tempo(course.tempo - 1)
            case "help":
                self._interject(self._announcer.help(self._keys))
            case "stop" | "interrupt":
                self.hush(self._announcer.tick if command == "stop" else NOTHING)
                self.ending = ENDINGS[command]
            case Seek(by):
                self._seek(by)
            case SeekTo(number, elapsed):
                self._seek(elapsed + 1, (number, -1))
            case GoTo(number):
                self._go_to(number if number < len(course.session.titles) - 1 else len(course.session.titles))
            case Revise():
                self._revise(command)
            case "unknown":
                self._refuse()

    def take(self, spot: Spot | None, *, back: bool = False) -> None:
        """Take a place that is heard; see `Course.follow`."""
        if spot and spot.excerpt.number is not None:
            self._before = ()
        self._course.follow(spot, back=back)

    def hush(self, response: Samples = NOTHING) -> None:
        """Fade out and stop; the place is where the sound ends, which is later than where it was heard last."""
        self.take(self._output.hush(response))

    def _pause(self) -> None:
        self.paused_at = self._clock()
        self.take(self._play(response=self._announcer.tick))

    def _play(self, words: Iterable[Excerpt] = (), response: Samples = NOTHING) -> Spot | None:
        """Say words and go on from here; or, in a pause, say them while noise keeps headphones awake."""
        if self.paused_at is None:
            return self._output.queue.play(chain(words, self._course.onward()), response)
        noise = self._announcer.noise
        return self._output.queue.play(words, response, repeat(noise, ceil(LET_GO_S * SAMPLE_RATE / len(noise))))

    @property
    def _announcer(self) -> "Announcer":
        return self._course.session.announcer

    def _resume(self) -> None:
        assert self.paused_at is not None
        self.note = None
        self._is_gone = False
        paused = self._clock() - self.paused_at
        self.paused_at = None
        if self._before:
            self._begin()
        elif paused > LONG_PAUSE_S or self._course.here.excerpt.tempo != self._course.tempo:
            self.begin_rep()
        else:
            self._play()

    def begin(self, before: Iterable[Excerpt]) -> None:
        """Play what comes before the session, and then the session."""
        self._before = tuple(before)
        self._begin()

    def rest(self) -> None:
        """Let the device go, if the pause is long."""
        if self.paused_at is not None and self._output.is_open and self._clock() - self.paused_at > LET_GO_S:
            self._output.close()

    def wait_for_headphones(self, name: str) -> None:
        """Be paused until the listener goes on without the headphones of that name."""
        if self.paused_at is None:
            self.paused_at = float("-inf")  # whenever it goes on, it is told where the session is
        self._is_gone = True
        key = self._keys["pause"].capitalize()
        self.note = f"{name} is gone. {key} goes on through the device that is there now."

    def _begin(self, words: Iterable[Excerpt] = ()) -> None:
        before = (*words, *self._before)
        self._begins_at = self._clock() + sum(excerpt.until - excerpt.start for excerpt in before) / 1000
        self._play(before)

    def begin_rep(self, *words: Excerpt) -> None:
        """Say where the session is, after other words, and begin that rep."""
        if self._before:
            self._begin(words)
            return
        self._course.go_to_rep()
        self._play([*words, self._where()])

    def _where(self) -> Excerpt:
        here = self._course.here
        return self._announcer.where(here.excerpt.chapter, here.elapsed)

    def _go_to(self, number: int) -> None:
        """Go to a chapter; if there is no such chapter, only a dull tick sounds."""
        if number >= len(self._course.session.titles):
            self._refuse()
            return
        self._course.go_to(number)
        self._go_on_from_here()

    def _go_on_from_here(self) -> None:
        self.paused_at = None
        self._before = ()
        self._play(response=self._announcer.tick)

    def _seek(self, by: Ms, start: tuple[int, Ms] | None = None) -> None:
        """Go by so many milliseconds from a place, and say where that is if the rep is another one.

        In a pause, the session waits there. In a countdown, or beyond the session's end, only a dull tick sounds.
        """
        found = None if self._before else self._course.sought(by, start)
        if found is None:
            self._refuse()
            return
        before = self._course.number, self._rep()
        self._course.go_to(*found)
        number, elapsed = found
        rep = self._rep()
        is_new = (number, rep) != before if rep else number != before[0] and elapsed > 0
        self._play([self._where()] if is_new else [], self._announcer.tick)

    def _rep(self) -> RepSpan | None:
        return rep_at(self._course.here.excerpt.chapter, self._course.here.elapsed)

    def _revise(self, revision: Revise) -> None:
        """Go on with another version of the session; in a pause, it waits there."""
        self._course.revise(revision)
        self._before = ()
        if not self._is_gone:
            self._play(response=self._announcer.tick)
        self._course.make_ahead()

    def _interject(self, words: Excerpt) -> None:
        """Say something while the session waits, and then go on with the rep."""
        if self.paused_at is None:
            self.begin_rep(words)
        else:
            self._play([words])

    def _change_tempo(self, tempo: int) -> None:
        """Breathe slower or faster from the next rep on, and say so where there is room."""
        is_slower = tempo > self._course.tempo
        if not self._course.session.can_go(tempo):
            self._interject(self._announcer.said("slowest" if is_slower else "fastest"))
            return
        words = self._announcer.said("slower" if is_slower else "faster")
        self._course.tempo = tempo
        self._course.make_ahead()
        spot = None if self.paused_at is not None else self._output.queue.spot
        if spot is None or spot.excerpt.number is None:
            self._interject(words)
        else:
            self._output.queue.follow(lambda spot: self._course.onward_at_tempo(spot, words.chapter.cues[0]))

    def _refuse(self) -> None:
        """Let a dull tick sound, while the session goes on."""
        if self.paused_at is None:
            self._output.queue.mix(dull(self._announcer.tick))
        else:
            self._play(response=dull(self._announcer.tick))


def dull(tick: Samples) -> Samples:
    """A tick an octave lower and half as loud, for what is not obeyed."""
    slow = np.repeat(tick, 2, axis=0) * np.float32(0.5)
    slow[1:-1:2] = (slow[:-2:2] + slow[2::2]) * np.float32(0.5)
    return slow

"""A session through speakers, with its keys."""

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Literal

from voiceguide.mix.chapter import Mix
from voiceguide.play.keys import Keys
from voiceguide.play.speakers import Speakers
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import Ms

Ending = Literal["finished", "stopped", "interrupted"]
"""How a session ended: by itself, by its key, or by Ctrl-C or a signal."""

PAUSE_KEYS = (" ", "\r", "\n")
STOP_KEYS = ("q", "Q")
INTERRUPT_KEY = "\x03"

AHEAD_MS: Ms = 30_000
"""Sound is made this far ahead of the ear: later chapters while earlier ones play, in bounded memory."""

POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a session is: `elapsed` counts from the chapter's start, `position` from the session's, in milliseconds."""

    chapter: Chapter
    elapsed: Ms
    position: Ms
    paused: bool


def _unwatched(_moment: Moment) -> None:
    """Nobody looks: eyes are closed."""


def play_session(
    timeline: Timeline,
    sound: Mix,
    speakers: Speakers,
    keys: Keys,
    watch: Callable[[Moment], None] = _unwatched,
) -> Ending:
    """Play a session to its end, or until it is stopped; the speakers are closed and the terminal is given back.

    Space and Enter pause and go on, q stops. `watch` is told the moment about ten times a second. SIGTERM and SIGHUP count
    as an interrupt.

    Raises:
        SpeakersError: the device stopped working.
        VoiceguideError: whatever `sound` raises.
    """
    stopping = threading.Event()
    with _signals_interrupt(), keys, speakers, ThreadPoolExecutor(1, "sound") as maker:
        try:
            making = maker.submit(_make, timeline, sound, speakers, stopping)
            return _follow(timeline, making, speakers, keys, watch)
        except KeyboardInterrupt:
            return "interrupted"
        finally:
            stopping.set()
            speakers.pause()  # silent from here on, whatever the maker still writes


def _make(timeline: Timeline, sound: Mix, speakers: Speakers, stopping: threading.Event) -> None:
    """Write every chapter's sound, no further ahead than is allowed."""
    try:
        for chapter in timeline.chapters:
            for block in sound(chapter):
                while speakers.unheard > AHEAD_MS and not stopping.is_set():
                    stopping.wait(POLL_S)
                if stopping.is_set():
                    return
                speakers.write(block)
    finally:
        speakers.finish()


def _follow(
    timeline: Timeline, making: Future[None], speakers: Speakers, keys: Keys, watch: Callable[[Moment], None]
) -> Ending:
    """Answer keys until the sound was heard."""
    paused = False
    while not speakers.done:
        if making.done():
            making.result()
        watch(_moment(timeline, speakers.position, paused))
        key = keys.read(POLL_S)
        if key in PAUSE_KEYS:
            paused = not paused
            (speakers.pause if paused else speakers.resume)()
        elif key in STOP_KEYS:
            return "stopped"
        elif key == INTERRUPT_KEY:
            return "interrupted"
    making.result()
    return "finished"


def _moment(timeline: Timeline, position: Ms, paused: bool) -> Moment:
    """The chapter that is heard at a position, the last one for what follows it."""
    start, chapter = [(start, chapter) for start, chapter in timeline.placed() if start <= position][-1]
    return Moment(chapter, position - start, position, paused)


@contextmanager
def _signals_interrupt() -> Iterator[None]:
    """A closed window (SIGHUP) and SIGTERM end a session as Ctrl-C does, so that the terminal is given back."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, interrupt) for number in (getattr(signal, name) for name in names)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

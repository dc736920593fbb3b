"""Prefetching speech: predicts what a session will say, and speaks it on threads of its own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product

from voiceguide.breath import parse_pace
from voiceguide.errors import ChoiceError
from voiceguide.script.model import Session
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import Ms

THREADS = 3
"""While one thread waits for the engine, two trim and level what was spoken before."""


class Prefetch:
    """Speaks utterances that will probably be asked for, in the background, once `begin` is called.

    Args:
        utterances: in the order in which they will be asked for. They are read when it begins.
        speak: speaks one utterance and caches it. If it fails, prefetching stops; whoever asks for the utterance gets the error.
    """

    def __init__(self, utterances: Iterable[Utterance], speak: Callable[[Utterance], object]) -> None:
        self._utterances = utterances
        self._speak = speak
        self._waiting: deque[Utterance] = deque()
        self._threads: list[threading.Thread] = []
        self._begun = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Start the threads. Does nothing after an earlier `begin` or `end`."""
        with self._lock:
            if self._begun:
                return
            self._begun = True
            self._waiting.extend(dict.fromkeys(self._utterances))
            self._threads = [threading.Thread(target=self._run, name="prefetch", daemon=True) for _ in range(THREADS)]
            for thread in self._threads:
                thread.start()

    def end(self) -> None:
        """Stop, and wait for the utterances that are being spoken."""
        with self._lock:
            self._begun = True
            self._waiting.clear()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while True:
            try:
                self._speak(self._waiting.popleft())
            except IndexError:
                return
            except Exception:  # noqa: BLE001 - it is raised again for whoever asks for the utterance
                self._waiting.clear()


SPEEDS = (0.6, 1.0, 1.6)
"""Speeds of speech at which words are collected, > 1 is faster: slow and quick speakers need different short forms."""

COMMON_OPTIONS = (
    Options(),
    Options(reps="low"),
    Options(reps="high"),
    *(Options(pace=parse_pace(pace)) for pace in ("5-7", "6-9")),
)
"""Options that listeners often choose. A slower pace has time for more words, and the number of reps changes the countdown."""


def predicted(session: Session, options: Options, speed: float = 1.0) -> Iterator[Utterance]:
    """The utterances that compiling a session will probably measure, in that order.

    The session is compiled with estimated durations (`measure_by_words`) when the first utterance is taken.

    Args:
        session: the session to compile.
        options: what the listener chose.
        speed: how quickly the words are spoken, > 1 is faster.

    Raises:
        ChoiceError, PaceError, ScriptError: as compiling does.
    """
    asked: dict[Utterance, None] = {}

    def measure(utterance: Utterance) -> Ms:
        asked[utterance] = None
        return round(measure_by_words(utterance) / speed)

    try:
        compile_session(session, replace(options, strict=False), measure)
    except ChoiceError:
        if options.minutes is None:
            raise
        # With estimated words a length may be out of reach that is not, with those of the voice.
    yield from asked


def everything(session: Session) -> tuple[Utterance, ...]:
    """All that a session says, with short forms and variations, each utterance once and at rate 1.

    It is collected at several paces, numbers of reps and speeds of speech. Words that only other options need are missing.
    """
    names = {variation.name for item in session.items for variation in item.exercise.variations}
    choices: Iterable[tuple[str, ...]] = ((), *((name,) for name in sorted(names)))
    asked: dict[Utterance, None] = {}
    for variations, options, speed in product(choices, COMMON_OPTIONS, SPEEDS):
        with suppress(ChoiceError):  # the variation does not go with all of the session
            said = predicted(session, replace(options, variations=variations), speed)
            asked |= dict.fromkeys(replace(utterance, rate=1.0) for utterance in said)
    return tuple(asked)

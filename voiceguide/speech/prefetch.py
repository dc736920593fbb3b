"""Speaking ahead: what a session will probably say, spoken on threads of its own."""

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
"""One that is spoken for, and two that finish what was spoken."""


class Prefetch:
    """Utterances that will probably be asked for, each spoken by `speak` once there is a reason to begin.

    Args:
        utterances: in the order in which they will be asked for; looked at only when it begins.
        speak: speaks and keeps one. What it refuses is left for whoever asks for it, and so is all that follows.
    """

    def __init__(self, utterances: Iterable[Utterance], speak: Callable[[Utterance], object]) -> None:
        self._utterances = utterances
        self._speak = speak
        self._waiting: deque[Utterance] = deque()
        self._threads: list[threading.Thread] = []
        self._begun = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Begin, unless it was begun or ended before."""
        with self._lock:
            if self._begun:
                return
            self._begun = True
            self._waiting.extend(dict.fromkeys(self._utterances))
            self._threads = [threading.Thread(target=self._run, name="prefetch", daemon=True) for _ in range(THREADS)]
            for thread in self._threads:
                thread.start()

    def end(self) -> None:
        """Speak nothing more, and wait for what is being spoken."""
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
            except Exception:  # noqa: BLE001 - whoever asks for it meets it again; nobody does after an interrupt
                self._waiting.clear()


SPEEDS = (0.6, 1.0, 1.6)
"""A slow speaker needs short forms that a quick one does not, and the other way round."""

USUAL = (
    Options(),
    Options(reps="low"),
    Options(reps="high"),
    *(Options(pace=parse_pace(pace)) for pace in ("5-7", "6-9")),
)
"""What listeners choose: at a slower pace there is time for more words, and fewer reps count down from elsewhere."""


def predicted(session: Session, options: Options, speed: float = 1.0) -> Iterator[Utterance]:
    """What compiling a session asks to be measured, in that order, when its words last as long as such words do. Found out
    when the first is taken.

    Args:
        session: what its scripts say.
        options: what the listener chose.
        speed: how quickly the words are spoken; > 1 is faster.

    Raises:
        ChoiceError, PaceError, ScriptError: as compiling itself.
    """
    asked: dict[Utterance, None] = {}

    def measure(utterance: Utterance) -> Ms:
        asked[utterance] = None
        return round(measure_by_words(utterance) / speed)

    compile_session(session, replace(options, strict=False), measure)
    yield from asked


def everything(session: Session) -> tuple[Utterance, ...]:
    """All that a session says, short forms and variations included, each once and at rate 1.

    It is gathered at several paces, counts of reps and speeds of speech; what only other choices say is not in it.
    """
    names = {variation.name for item in session.items for variation in item.exercise.variations}
    choices: Iterable[tuple[str, ...]] = ((), *((name,) for name in sorted(names)))
    asked: dict[Utterance, None] = {}
    for variations, usual, speed in product(choices, USUAL, SPEEDS):
        with suppress(ChoiceError):  # a variation that is not for all of it
            said = predicted(session, replace(usual, variations=variations), speed)
            asked |= dict.fromkeys(replace(utterance, rate=1.0) for utterance in said)
    return tuple(asked)

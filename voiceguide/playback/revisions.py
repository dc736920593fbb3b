"""Follows the files of a session while it plays: what is saved is heard at once, in its place."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from voiceguide.errors import ScriptError, VoiceguideError
from voiceguide.playback.playable import Revise
from voiceguide.script.load import load
from voiceguide.script.model import Session
from voiceguide.timeline.script_lines import first_change, line_start

if TYPE_CHECKING:
    from voiceguide.playback.live import LiveSession
    from voiceguide.timeline.model import Chapter
    from voiceguide.units import Ms

STILL_PLAYS = "The last good version plays on."


class Revisions:
    """Makes a session anew whenever one of its files is saved; a context in which a thread does so.

    Args:
        session: the session that plays first.
        script: the path that it was loaded from.
        saves: waits for saves, as `script.saves.saves` does.

    Attributes:
        remark: what keeps the last save from being played, to be shown; None where nothing does.
    """

    def __init__(
        self,
        session: LiveSession,
        script: Path,
        saves: Callable[[Callable[[], Iterable[Path]], threading.Event], Iterator[object]],
    ) -> None:
        self.remark: str | None = None
        self._live = session
        self._script = script
        self._saves = saves
        self._made: deque[Revise] = deque(maxlen=1)  # a save that was not played yet gives way to the next one
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="revisions", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._stop.set()

    def wait(self) -> None:
        """Wait until the saves end."""
        self._thread.join()

    def read(self) -> Revise | None:
        """The last revision, if it was not taken yet."""
        return self._made.popleft() if self._made else None

    def _follow(self) -> None:
        for _ in self._saves(lambda: self._live.session.files, self._stop):
            try:
                self._made.append(self._revise(load(self._script)))
                self.remark = None
            except ScriptError as error:
                first = next(problem for problem in error.problems if problem.severity == "error")
                self.remark = f"{first}. {STILL_PLAYS}"
            except VoiceguideError as error:
                self.remark = f"{error} {STILL_PLAYS}"

    def _revise(self, session: Session) -> Revise:
        old, new = self._live, self._live.revised(session)
        self._live = new
        number, find = _change(old, new)
        if number is not None:
            new.chapter(number, 0)  # its words are spoken here, while the session plays on
        return Revise(new, number, find)


def _change(old: LiveSession, new: LiveSession) -> tuple[int | None, Callable[[Chapter], Ms] | None]:
    """The chapter in which something else is said, and how to find it there; None where only numbers changed, or nothing."""
    if old.session.welcome != new.session.welcome or old.session.title != new.session.title:
        return 0, lambda _: 0
    before = {item.exercise.name: item.exercise for item in old.items}
    for number, item in enumerate(new.items, 1):
        exercise = item.exercise
        if exercise.name not in before or exercise.title != before[exercise.name].title:
            return number, lambda _: 0
        line = first_change(before[exercise.name], exercise)
        if line is not None:
            return number, lambda chapter, exercise=exercise, line=line: line_start(chapter, exercise, line)
    return None, None

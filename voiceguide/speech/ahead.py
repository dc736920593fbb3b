"""Speaking ahead, on threads of its own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable

from voiceguide.timeline.model import Utterance

THREADS = 3
"""One that is spoken for, and two that finish what was spoken."""


class Ahead:
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

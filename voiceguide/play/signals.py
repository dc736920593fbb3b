"""Signals answered for as long as a context lasts."""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import TypeAlias

Answer: TypeAlias = Callable[[int, FrameType | None], None]


@contextmanager
def answering(answers: Mapping[str, Answer]) -> Iterator[None]:
    """Answer signals, given by name; their handlers are put back at the end.

    Those that this system does not have, or that somebody chose to ignore, are left alone, and all of them outside the
    main thread, where Python lets nobody answer.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        numbers = {getattr(signal, name): answer for name, answer in answers.items() if hasattr(signal, name)}
        heeded = {number: answer for number, answer in numbers.items() if signal.getsignal(number) != signal.SIG_IGN}
        before = {number: signal.signal(number, answer) for number, answer in heeded.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def signals_interrupt() -> AbstractContextManager[None]:
    """A closed window (SIGHUP; SIGBREAK on Windows) and SIGTERM interrupt as Ctrl-C does, so that everything is given back.

    Once: whoever is impatient must not interrupt what gives it back.
    """
    interrupted = False

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal interrupted
        if not interrupted:
            interrupted = True
            raise KeyboardInterrupt

    return answering(dict.fromkeys(("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"), interrupt))

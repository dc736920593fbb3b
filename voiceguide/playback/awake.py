"""A playing session and the system: keeping the machine awake, noticing that it slept, and handling signals."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from types import FrameType
from typing import TypeAlias

DELAY_S = 2.0
"""Seconds before the system is asked: no machine sleeps so soon, and the import (0.05 s) would delay the first sound."""

TIMEOUT_S = 5.0
"""How long to wait at the end for a slow system to release the request; it does so by itself when the process ends."""


def _wakepy() -> AbstractContextManager[object]:
    from wakepy import keep

    return keep.running(on_fail="pass")


@contextmanager
def staying_awake(
    hold: Callable[[], AbstractContextManager[object]] = _wakepy,
    timeout: float = TIMEOUT_S,
    delay: float = DELAY_S,
) -> Iterator[None]:
    """Keep the machine awake inside this context, if the system can be asked for it.

    A thread of its own asks, so that playing never waits for the system; a refusal is ignored.

    Args:
        hold: makes the context in which the machine stays awake; one thread makes, enters and leaves it, as wakepy
            requires.
        timeout: seconds to wait at the end, at most.
        delay: seconds after which the system is asked, unless the context was left by then.
    """
    over = threading.Event()

    def keep() -> None:
        if not over.wait(delay):
            with suppress(Exception), hold():
                over.wait()

    keeper = threading.Thread(target=keep, name="awake", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(timeout)


NOTICED_S = 2.0
"""A shorter gap is not sleep: a busy machine may make a process wait."""

Clock = Callable[[], float]
"""Seconds from some point; never goes back."""


def since_boot() -> float:
    """Seconds that also pass while the machine is suspended.

    `time.monotonic` leaves that time out on Linux and macOS, where another clock counts it (clock_gettime in their manuals),
    and counts it on Windows.
    """
    name = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
    number = getattr(time, name, None)
    return time.monotonic() if number is None else time.clock_gettime(number)


class SleepWatch:
    """Notices that the machine or the process slept, if `slept` is called about ten times a second.

    Args:
        clocks: the one that has advanced most since the last call counts.
    """

    def __init__(self, *clocks: Clock) -> None:
        self._clocks = clocks or (time.monotonic, since_boot)
        self._before = self._now()

    def slept(self) -> float:
        """The seconds since the last call if they are more than `NOTICED_S`, else 0."""
        now = self._now()
        gap = max(after - before for before, after in zip(self._before, now, strict=True))
        self._before = now
        return gap if gap > NOTICED_S else 0.0

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)


SignalHandler: TypeAlias = Callable[[int, FrameType | None], None]


@contextmanager
def handling_signals(handlers: Mapping[str, SignalHandler]) -> Iterator[None]:
    """Handle signals, given by name, inside this context; the handlers of before are restored at its end.

    Signals that this system does not have, or that are ignored, are left alone. So are all of them outside the main
    thread, since Python allows handlers only there.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        numbers = {getattr(signal, name): handler for name, handler in handlers.items() if hasattr(signal, name)}
        handled = {number: handler for number, handler in numbers.items() if signal.getsignal(number) != signal.SIG_IGN}
        before = {number: signal.signal(number, handler) for number, handler in handled.items()}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, signal.SIG_DFL if earlier is None else earlier)


def signals_interrupt() -> AbstractContextManager[None]:
    """A closed window (SIGHUP; SIGBREAK on Windows) and SIGTERM interrupt as Ctrl-C does, so that all is restored.

    Only the first signal interrupts: a second one must not interrupt the restoring.
    """
    interrupted = False

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal interrupted
        if not interrupted:
            interrupted = True
            raise KeyboardInterrupt

    return handling_signals(dict.fromkeys(("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"), interrupt))

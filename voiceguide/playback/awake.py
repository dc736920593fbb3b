"""What the system does to a playing session: sleep, signals, and keeping it awake."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from types import FrameType
from typing import TypeAlias

DELAY_S = 2.0
"""So long after it begins nothing falls asleep yet, and what asks for it (0.05 s to import) would hold the first sound up."""

TIMEOUT_S = 5.0
"""How long a session waits at its end for a system that is slow to take note; it does so by itself when the process ends."""


def _wakepy() -> AbstractContextManager[object]:
    from wakepy import keep

    return keep.running(on_fail="pass")


@contextmanager
def staying_awake(
    hold: Callable[[], AbstractContextManager[object]] = _wakepy,
    timeout: float = TIMEOUT_S,
    delay: float = DELAY_S,
) -> Iterator[None]:
    """Keep the machine from going to sleep by itself inside this context, where the system can be asked for it.

    It is asked on a thread of its own: what plays neither waits for an answer nor hears of a refusal.

    Args:
        hold: makes the context in which the machine stays awake; it is made, entered and left by that one thread, as
            wakepy wants it.
        timeout: seconds to wait at the end, at most.
        delay: seconds after which the system is asked, unless all is over by then.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(hold, over, delay), name="awake", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(timeout)


def _keep(hold: Callable[[], AbstractContextManager[object]], over: threading.Event, delay: float) -> None:
    if over.wait(delay):
        return
    with suppress(Exception), hold():
        over.wait()


NOTICED_S = 2.0
"""Less is no sleep: a busy machine may let a process wait."""

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
    """Notices sleep when it is asked about ten times a second.

    Args:
        clocks: what is compared; the one that has gone furthest since the last time tells.
    """

    def __init__(self, *clocks: Clock) -> None:
        self._clocks = clocks or (time.monotonic, since_boot)
        self._before = self._now()

    def slept(self) -> float:
        """Seconds that went by since this was asked the last time if they were more than `NOTICED_S`, else 0."""
        now = self._now()
        gap = max(after - before for before, after in zip(self._before, now, strict=True))
        self._before = now
        return gap if gap > NOTICED_S else 0.0

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)


SignalHandler: TypeAlias = Callable[[int, FrameType | None], None]


@contextmanager
def handling_signals(handlers: Mapping[str, SignalHandler]) -> Iterator[None]:
    """Answer signals, given by name; their handlers are put back at the end.

    Those that this system does not have, or that somebody chose to ignore, are left alone, and all of them outside the
    main thread, where Python lets nobody answer.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        numbers = {getattr(signal, name): response for name, response in handlers.items() if hasattr(signal, name)}
        handled = {
            number: response for number, response in numbers.items() if signal.getsignal(number) != signal.SIG_IGN
        }
        before = {number: signal.signal(number, response) for number, response in handled.items()}
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

    return handling_signals(dict.fromkeys(("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"), interrupt))

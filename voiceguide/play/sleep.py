"""Whether this process slept: the lid of a laptop was closed, or the process was stopped (SIGSTOP) and went on."""

import sys
import time
from collections.abc import Callable

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

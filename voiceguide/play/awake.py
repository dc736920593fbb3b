"""The machine stays awake while a session plays. Its screen may sleep: eyes are closed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

DELAY_S = 2.0
"""So long after it begins nothing falls asleep yet, and what asks for it (0.05 s to import) would hold the first sound up."""

PATIENCE_S = 5.0
"""How long a session waits at its end for a system that is slow to take note; it does so by itself when the process ends."""


def _wakepy() -> AbstractContextManager[object]:
    from wakepy import keep

    return keep.running(on_fail="pass")


@contextmanager
def staying_awake(
    hold: Callable[[], AbstractContextManager[object]] = _wakepy,
    patience: float = PATIENCE_S,
    delay: float = DELAY_S,
) -> Iterator[None]:
    """Keep the machine from going to sleep by itself inside this context, where the system can be asked for it.

    It is asked on a thread of its own: what plays neither waits for an answer nor hears of a refusal.

    Args:
        hold: makes the context in which the machine stays awake; it is made, entered and left by that one thread, as
            wakepy wants it.
        patience: seconds to wait at the end, at most.
        delay: seconds after which the system is asked, unless all is over by then.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(hold, over, delay), name="awake", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(patience)


def _keep(hold: Callable[[], AbstractContextManager[object]], over: threading.Event, delay: float) -> None:
    if over.wait(delay):
        return
    with suppress(Exception), hold():
        over.wait()

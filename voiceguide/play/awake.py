"""The machine stays awake while a session plays. Its screen may sleep: eyes are closed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

PATIENCE_S = 3.0
"""How long a session waits at its end for the system to take note; it does so by itself when the process ends."""


def _wakepy() -> AbstractContextManager[object]:
    from wakepy import keep

    return keep.running(on_fail="pass")


@contextmanager
def staying_awake(hold: Callable[[], AbstractContextManager[object]] = _wakepy) -> Iterator[None]:
    """Keep the machine from going to sleep by itself inside this context, where the system can be asked for it.

    It is asked on a thread of its own: what plays neither waits for an answer nor hears of a refusal.

    Args:
        hold: makes the context in which the machine stays awake; it is made, entered and left by that one thread, as
            wakepy wants it.
    """
    held, over = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep, args=(hold, held, over), name="awake", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        if held.is_set():
            keeper.join(PATIENCE_S)


def _keep(hold: Callable[[], AbstractContextManager[object]], held: threading.Event, over: threading.Event) -> None:
    with suppress(Exception), hold():
        held.set()
        over.wait()

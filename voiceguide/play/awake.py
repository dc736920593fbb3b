"""The machine stays awake while a session plays. Its screen may sleep: eyes are closed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

PATIENCE_S = 5.0
"""How long a session waits at its end for a system that is slow to take note; it does so by itself when the process ends."""


def _wakepy() -> AbstractContextManager[object]:
    from wakepy import keep

    return keep.running(on_fail="pass")


@contextmanager
def staying_awake(
    hold: Callable[[], AbstractContextManager[object]] = _wakepy, patience: float = PATIENCE_S
) -> Iterator[None]:
    """Keep the machine from going to sleep by itself inside this context, where the system can be asked for it.

    It is asked on a thread of its own: what plays neither waits for an answer nor hears of a refusal.

    Args:
        hold: makes the context in which the machine stays awake; it is made, entered and left by that one thread, as
            wakepy wants it.
        patience: seconds to wait at the end, at most.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(hold, over), name="awake", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(patience)


def _keep(hold: Callable[[], AbstractContextManager[object]], over: threading.Event) -> None:
    with suppress(Exception), hold():
        over.wait()

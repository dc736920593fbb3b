"""A thread that runs one call at a time, for libraries that must always be called from the same one."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Worker:
    """Runs calls one after the other on a thread of its own, which never keeps the program from ending.

    Calls wait in line, so that the next one begins as soon as one is done. A call that is not done `patience` seconds
    after the one before it is given up: it cannot be stopped, so the worker refuses all others after it.

    Raises:
        TimeoutError: from `run`, for the call that hangs and for every call after it.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._starting = threading.Lock()
        self._done = 0
        self._stuck = False
        self._thread: threading.Thread | None = None

    def run(self, call: Callable[[], T]) -> T:
        """What `call` returns or raises, run on the worker's thread."""
        future: Future[T] = Future()
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="voice", daemon=True)
                self._thread.start()
            if not self._stuck:
                self._calls.put((future, call))
        while not self._stuck:
            done = self._done
            try:
                return future.result(self._patience)
            except TimeoutError:
                if future.done():
                    raise
                if self._done == done:
                    self._stuck = True
        raise TimeoutError("a call never came back")

    def _serve(self) -> None:
        while True:
            future, call = self._calls.get()
            if self._stuck:
                continue
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 - it is raised again where the result is awaited
                future.set_exception(error)
            self._done += 1

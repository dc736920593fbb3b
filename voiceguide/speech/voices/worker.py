"""A thread of its own for calls to a voice, one after the other."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

TIMEOUT_S = 60.0
"""Seconds after which a call to a voice is given up."""

LEAVE_S = 5.0
"""Seconds that the end of the program waits for a call, at most. Loading a voice takes one, a sentence less."""


class Worker:
    """Runs calls one after the other on a daemon thread of its own.

    Calls are queued, so that the next one starts as soon as one is done. A call that is not done `timeout` seconds after the
    one before it is given up. It cannot be stopped, so the worker refuses every later call.

    The program ends when the running call has returned, or `LEAVE_S` later: onnxruntime aborts if its thread is killed.

    Raises:
        TimeoutError: from `run`, for the call that hangs and for every later call.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._starting = threading.Lock()
        self._done = 0
        self._stuck = False
        self._leaving = False
        self._thread: threading.Thread | None = None

    def run(self, call: Callable[[], T]) -> T:
        """Run `call` on the worker's thread, and return or raise what it does."""
        future: Future[T] = Future()
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="voice", daemon=True)
                self._thread.start()
                atexit.register(self._leave)
            if not self._stuck:
                self._calls.put((future, call))
        while not self._stuck:
            done = self._done
            try:
                return future.result(self._timeout)
            except TimeoutError:
                if future.done():
                    raise
                if self._done == done:
                    self._stuck = True
        raise TimeoutError("a call did not return")

    def _leave(self) -> None:
        assert self._thread
        self._leaving = True
        self._calls.put((Future(), lambda: None))
        if not self._stuck:
            self._thread.join(LEAVE_S)

    def _serve(self) -> None:
        while True:
            future, call = self._calls.get()
            if self._leaving:
                return
            if self._stuck:
                continue
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 - `run` raises it again
                future.set_exception(error)
            self._done += 1

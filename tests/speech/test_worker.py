import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from voiceguide.speech.voices.worker import Worker


def test_calls_run_one_at_a_time_on_one_thread() -> None:
    worker = Worker(timeout=10)
    running: list[int] = []
    seen = []

    def call() -> None:
        running.append(1)
        seen.append((threading.get_ident(), len(running)))
        running.pop()

    threads = [threading.Thread(target=lambda: worker.run(call)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1
    assert seen[0][0] != threading.get_ident()


def test_results_and_errors_come_back_to_the_caller() -> None:
    worker = Worker(timeout=10)
    assert worker.run(lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        worker.run(lambda: 1 // 0)
    assert worker.run(lambda: 43) == 43


def test_a_call_that_hangs_is_given_up_and_so_are_those_after_it() -> None:
    release = threading.Event()
    worker = Worker(timeout=0.05)
    with pytest.raises(TimeoutError):
        worker.run(release.wait)
    release.set()
    with pytest.raises(TimeoutError, match="did not return"):
        worker.run(lambda: 42)


def test_calls_queued_behind_one_that_hangs_are_given_up_too_and_never_run() -> None:
    release, begun = threading.Event(), threading.Event()
    worker = Worker(timeout=0.2)
    ran: list[str] = []
    given_up = []

    def ask(name: str, call: Callable[[], object]) -> None:
        try:
            worker.run(call)
        except TimeoutError:
            given_up.append(name)

    def hang() -> None:
        begun.set()
        release.wait(60)

    asking = [threading.Thread(target=ask, args=("hangs", hang))]
    asking[0].start()
    assert begun.wait(60)
    asking += [threading.Thread(target=ask, args=("waits", lambda: ran.append("waits"))) for _ in range(2)]
    for thread in asking[1:]:
        thread.start()
    for thread in asking:
        thread.join(60)
    assert sorted(given_up) == ["hangs", "waits", "waits"]
    release.set()
    with pytest.raises(TimeoutError):
        worker.run(lambda: ran.append("late"))
    assert ran == []


def test_waiting_for_other_calls_does_not_count_towards_the_timeout() -> None:
    """Together the calls take longer than the timeout."""
    worker = Worker(timeout=0.6)
    naps = [threading.Thread(target=worker.run, args=(partial(time.sleep, 0.1),)) for _ in range(8)]
    for nap in naps:
        nap.start()
    assert worker.run(lambda: 42) == 42
    for nap in naps:
        nap.join()

import threading

import pytest

from voiceguide.speech.worker import Worker


def test_calls_run_one_at_a_time_on_one_thread() -> None:
    worker = Worker(patience=10)
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
    worker = Worker(patience=10)
    assert worker.run(lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        worker.run(lambda: 1 // 0)
    assert worker.run(lambda: 43) == 43


def test_a_call_that_hangs_is_given_up_and_so_are_those_after_it() -> None:
    release = threading.Event()
    worker = Worker(patience=0.05)
    with pytest.raises(TimeoutError):
        worker.run(release.wait)
    release.set()
    with pytest.raises(TimeoutError, match="never came back"):
        worker.run(lambda: 42)

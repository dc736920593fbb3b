"""Makes jobs on this machine's cores, each in a process of its own that lasts."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from voiceguide.batch.executor import Progress, WorkerDied
from voiceguide.batch.job import BatchJob, Failed, Made, make
from voiceguide.units import Ms


@dataclass
class _Worker:
    """A pool of one process, so that a process that dies takes no other job with it; the job that it has, if any.

    `told` is shared with it: the milliseconds of its session that are done, and all of them.
    """

    pool: ProcessPoolExecutor
    told: Any
    job: BatchJob | None = None


class Cores:
    """See `JobExecutor`. A process is started for the first job that needs it; one that dies is replaced.

    Args:
        count: how many processes, each with about the memory of one export.
        folder: the batch's folder.
        beside: the plan's folder, which paths in jobs are relative to.
    """

    def __init__(self, count: int, folder: Path, beside: Path) -> None:
        self._spawning = multiprocessing.get_context("spawn")  # a fork would copy threads and locks of the voice
        self._folder, self._beside, self._count = folder, beside.absolute(), count
        self._others = multiprocessing.active_children()
        self._idle: list[_Worker] = []
        self._busy: dict[Future[Made | Failed], _Worker] = {}

    @property
    def width(self) -> int:
        return self._count

    def submit(self, job: BatchJob, cores: int) -> Future[Made | Failed]:
        worker = self._idle.pop() if self._idle else self._start()
        worker.job = job
        worker.told[:] = [0, 0]
        try:
            future = worker.pool.submit(_work, job, self._folder, cores)
        except BrokenProcessPool:  # it was killed while it had nothing to do
            return self.submit(job, cores)
        self._busy[future] = worker
        return future

    def result(self, future: Future[Made | Failed]) -> Made | Failed:
        worker = self._busy.pop(future)
        try:
            made = future.result()
        except BrokenProcessPool as error:
            worker.pool.shutdown(wait=False)
            raise WorkerDied("the process that made it was killed, perhaps for want of memory") from error
        self._idle.append(worker)
        return made

    def progress(self) -> list[Progress]:
        return [Progress(worker.job.name, *worker.told) for worker in self._busy.values() if worker.job]

    def close(self) -> None:
        """Stop all processes at once; what they have half written does not come into its place."""
        for process in multiprocessing.active_children():
            if process not in self._others:
                process.terminate()
        for worker in (*self._idle, *self._busy.values()):
            worker.pool.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> _Worker:
        told = self._spawning.RawArray("q", 2)
        return _Worker(ProcessPoolExecutor(1, self._spawning, _begin, (told, str(self._beside))), told)


_told: Any = None


def _begin(told: Any, beside: str) -> None:
    """Prepare a new process: it stops with the one that started it, which alone hears Ctrl-C."""
    global _told
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="parent", daemon=True).start()
    os.chdir(beside)
    _told = told


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _work(job: BatchJob, folder: Path, cores: int) -> Made | Failed:
    def tell(done: Sequence[Ms], whole: Ms) -> None:
        _told[:] = [sum(done), whole]

    return make(job, folder, cores, tell)

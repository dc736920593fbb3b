"""Makes jobs on the workers of a Dask cluster, which need no disk in common with this machine."""

# mypy: untyped-calls-exclude=distributed

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from distributed import Client, KilledWorker, get_worker
from distributed.comm.addressing import get_address_host_port

from voiceguide.batch.executor import ExecutorGone, Progress, Resubmit, WorkerDied
from voiceguide.batch.job import BatchJob, Failed, Made
from voiceguide.batch.payload import Delivered, JobPayload, Lacking, WorkerNeeds, open_and_make, packed, put_in_place
from voiceguide.errors import ChoiceError, blaming
from voiceguide.units import Ms

CONNECT_S = 10.0
"""Seconds that a scheduler, and its first worker, is waited for."""

LOOK_S = 1.0
"""Seconds between two looks at which workers there are."""

TELL_S = 0.5
"""Seconds between two reports of a worker about its job."""


class Cluster:
    """See `JobExecutor`. Workers may come and go; one that lacks a version or a voice is an error at the beginning, and left out later.

    Args:
        address: of the scheduler; None starts one on this machine.
        count: how many workers are started where None is given.
        folder: the batch's folder, which only this machine writes.
        jobs: those that will be made.
        tell: told, in whole sentences, when a worker is left out.

    Raises:
        ChoiceError: there is no scheduler, or no worker, or one lacks something.
    """

    def __init__(
        self, address: str | None, count: int, folder: Path, jobs: Sequence[BatchJob], tell: Callable[[str], None]
    ) -> None:
        for name in list(logging.root.manager.loggerDict):
            if name.startswith("distributed"):  # what matters is told in our words
                logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._folder, self._tell = folder, tell
        self._needs = WorkerNeeds.of(jobs)
        self._asked: dict[Future[Any], tuple[BatchJob, Mapping[str, Path]]] = {}
        self._lacks: dict[str, tuple[str, ...]] = {}
        self._told: dict[str, Progress] = {}
        self._unfit: set[str] = set()
        self._topic = f"voiceguide-{uuid.uuid4().hex}"
        local = {"n_workers": count, "threads_per_worker": 1, "host": "127.0.0.1", "memory_limit": 0}
        # The client starts a cluster of its own where it gets no address.
        own: dict[str, Any] = {} if address else {**local, "dashboard_address": None}
        with blaming("scheduler"):
            try:
                if address:  # a client that cannot read it closes badly, after a long time
                    get_address_host_port(address)
                self._client = Client(address, timeout=CONNECT_S, set_as_default=False, **own)
            except (OSError, ValueError, TypeError) as error:
                raise ChoiceError(
                    f"No scheduler answers at '{str(address)[:80]}': expected one, as 'dask scheduler' starts it, such as "
                    "tcp://192.168.1.2:8786."
                ) from error
            self._address = str(self._client.scheduler.address)  # type: ignore[union-attr]
            try:
                self._check()
            except BaseException:
                self.close()
                raise
        self._client.subscribe_topic(self._topic, self._heard)
        self._executor = self._client.get_executor(pure=False)
        self._threads: Mapping[str, int] = {}
        self._looked = -LOOK_S

    @property
    def width(self) -> int:
        if time.monotonic() - self._looked >= LOOK_S:
            self._looked = time.monotonic()
            self._threads = self._client.nthreads() if self._client.status == "running" else {}
        return max(1, sum(count for worker, count in self._threads.items() if worker not in self._unfit))

    def submit(self, job: BatchJob, cores: int) -> Future[Any]:  # noqa: ARG002 - a worker makes one on each of its threads
        payload, files = packed(job, self._needs)
        lacked = self._lacks.pop(job.name, ())
        payload = replace(payload, content={name: files[name].read_bytes() for name in lacked})
        fit: dict[str, Any] = {}
        if self._unfit:
            fit["workers"] = [worker for worker in self._client.nthreads() if worker not in self._unfit]
            if not fit["workers"]:
                raise ExecutorGone(f"No worker of {self._address} has all that is needed: mend them, and run it again.")
        future: Future[Any] = self._executor.submit(_work, payload, self._topic, **fit)
        self._asked[future] = job, files
        return future

    def result(self, future: Future[Any]) -> Made | Failed:
        job, _ = self._asked.pop(future)
        self._told.pop(job.name, None)
        try:
            worker, answer = future.result()
        except KilledWorker as error:
            raise WorkerDied("the workers that made it died, perhaps for want of memory") from error
        except (CancelledError, OSError) as error:
            raise ExecutorGone(
                f"The scheduler at {self._address} is gone. What was made is kept: run it again to go on."
            ) from error
        except Exception as error:  # noqa: BLE001 - from a worker whose versions or modules are others
            return Failed(f"A worker could not make it: {type(error).__name__}: {error}")
        if isinstance(answer, Delivered):
            return put_in_place(job, answer, self._folder)
        if isinstance(answer, Failed):
            return answer
        if answer.files:
            self._lacks[job.name] = answer.files
        elif worker not in self._unfit:
            self._unfit.add(worker)
            self._tell(f"The worker {worker} is left out: it has {answer.reason}.")
        raise Resubmit

    def progress(self) -> list[Progress]:
        return list(self._told.values())

    def close(self) -> None:
        self._client.close(timeout=CONNECT_S)

    def _check(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_S)
        except TimeoutError:
            raise ChoiceError(
                f"The scheduler at {self._address} has no workers: start some, as with 'dask worker {self._address}'."
            ) from None
        answers = self._client.run(WorkerNeeds.lacking, self._needs, on_error="return")
        lacking = []
        for worker, answer in sorted(answers.items()):
            if isinstance(answer, BaseException):
                lacking.append(f"The worker {worker} cannot run voiceguide: {answer}.")
            elif answer:
                lacking.append(f"The worker {worker} has {answer}.")
        if lacking:
            raise ChoiceError("\n".join(lacking))

    def _heard(self, event: tuple[float, Any]) -> None:
        name, done, whole = event[1]
        if any(job.name == name for job, _ in list(self._asked.values())):
            self._told[name] = Progress(name, done, whole)


def _work(payload: JobPayload, topic: str) -> tuple[str, Delivered | Failed | Lacking]:
    """What a worker does: it makes what is in a payload, and tells how far it is."""
    worker = get_worker()
    told = time.monotonic()

    def tell(done: Sequence[Ms], whole: Ms) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_S:
            told = time.monotonic()
            worker.log_event(topic, [payload.job.name, sum(done), whole])

    return worker.address, open_and_make(payload, tell)

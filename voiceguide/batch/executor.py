"""What carries out the jobs of a batch: the cores of this machine, or the workers of a cluster."""

from concurrent.futures import Future
from typing import NamedTuple, Protocol

from voiceguide.batch.job import BatchJob, Failed, Made
from voiceguide.units import Ms


class Progress(NamedTuple):
    """How far a running job is: the milliseconds that are done, and all of them; 0 while its words are spoken."""

    name: str
    done: Ms
    whole: Ms


class WorkerDied(Exception):
    """The process or the machine that had a job is gone."""


class Resubmit(Exception):
    """A job has to be submitted once more, for a reason that is not its own."""


class ExecutorGone(Exception):
    """Nothing can be made any more; the message says why, and what to do."""


class JobExecutor(Protocol):
    """Carries out jobs, several at a time, as futures. Its methods are called from one thread."""

    @property
    def width(self) -> int:
        """How many jobs it makes at a time, now."""
        ...

    def submit(self, job: BatchJob, cores: int) -> Future[Made | Failed]:
        """Begin a job, with at most so many cores for it if it is made on this machine."""
        ...

    def result(self, future: Future[Made | Failed]) -> Made | Failed:
        """What came of a job that is done.

        Raises:
            WorkerDied, Resubmit, ExecutorGone: it was not made.
        """
        ...

    def progress(self) -> list[Progress]:
        """The jobs that are running, and how far they are."""
        ...

    def close(self) -> None:
        """End; what is running is given up."""
        ...

"""Runs the jobs of a batch: what is there stays, what fails is told, and a summary is written."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from voiceguide import __version__
from voiceguide.batch.executor import JobExecutor, Resubmit, WorkerDied
from voiceguide.batch.job import BatchJob, Failed, Made, in_the_way
from voiceguide.batch.records import Records
from voiceguide.errors import ExportError
from voiceguide.storage.atomic import making_folder, replacing
from voiceguide.storage.names import in_unicode
from voiceguide.units import Ms

SUMMARY = "batch.json"
FORMAT = "voiceguide-batch/1"

TICK_S = 0.2
"""Seconds between two looks at what is running."""

MOST_TRIES = 2
"""A job whose worker died is tried once more; then it is probably the job that kills it."""

State = Literal["made", "skipped", "failed", "left"]


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of an item: `left` is what was not begun, or not finished, when the batch was stopped."""

    name: str
    state: State
    reason: str = ""
    duration: Ms = 0
    size: int = 0
    notes: tuple[str, ...] = ()


def in_turn(jobs: Sequence[BatchJob]) -> list[BatchJob]:
    """Jobs in an order in which those that run together have other words to speak, as far as there are others."""
    seen: Counter[tuple[str, str | None, float]] = Counter()
    ranked = []
    for job in jobs:
        words = (job.session.place.file, job.voice, job.options.rate)
        ranked.append((seen[words], job))
        seen[words] += 1
    return [job for _, job in sorted(ranked, key=lambda each: each[0])]


def run(
    jobs: Sequence[BatchJob], executor: JobExecutor, records: Records, watch: Callable[[], None] = lambda: None
) -> Iterator[BatchOutcome]:
    """Make jobs, and yield what becomes of each, as it is known. It ends early, with jobs not made, if the disk is full.

    Args:
        watch: called several times a second.

    Raises:
        ExecutorGone: nothing can be made any more.
    """
    waiting = deque((job, 1) for job in in_turn(jobs))
    running: dict[Future[Made | Failed], tuple[BatchJob, int]] = {}
    while waiting or running:
        while waiting and len(running) < executor.width:
            job, tries = waiting.popleft()
            if there := records.found(job):  # another batch has made it meanwhile
                yield outcome_of(job, there, "skipped")
                continue
            job = records.with_own(job)
            if reason := in_the_way(job, records.folder):
                yield outcome_of(job, Failed(reason))
                continue
            at_once = min(executor.width, len(running) + 1 + len(waiting))
            running[executor.submit(job, max(1, executor.width // at_once))] = job, tries
        done, _ = wait(running, timeout=TICK_S, return_when=FIRST_COMPLETED)
        watch()
        for future in done:
            job, tries = running.pop(future)
            try:
                made = executor.result(future)
                if isinstance(made, Made):
                    records.keep(job, made)
            except Resubmit:
                waiting.appendleft((job, tries))
                continue
            except WorkerDied as error:
                if tries < MOST_TRIES:
                    waiting.appendleft((job, tries + 1))
                    continue
                made = Failed(f"It was tried {MOST_TRIES} times: {error}.")
            except ExportError as error:
                made = Failed(str(error), full=True)
            yield outcome_of(job, made)
            if isinstance(made, Failed) and made.full:
                return


def outcome_of(job: BatchJob, made: Made | Failed, state: State = "made") -> BatchOutcome:
    """What became of a job; `state` is what it is if it has not failed."""
    if isinstance(made, Failed):
        return BatchOutcome(job.name, "failed", made.reason)
    return BatchOutcome(job.name, state, "", made.duration, sum(file.size for file in made.files), made.notes)


def write_summary(folder: Path, plan: str, outcomes: Collection[BatchOutcome]) -> None:
    """Write `batch.json`: what became of each item, in the order of the plan.

    Raises:
        ExportError: the folder cannot be written.
    """
    counts = Counter(each.state for each in outcomes)
    items = [
        {
            "name": each.name,
            "state": each.state,
            **({"reason": in_unicode(each.reason)} if each.reason else {}),
            **({"duration_ms": each.duration, "bytes": each.size} if each.size else {}),
            **({"notes": [in_unicode(note.splitlines()[0]) for note in each.notes]} if each.notes else {}),
        }
        for each in outcomes
    ]
    summary: Mapping[str, Any] = {
        "format": FORMAT,
        "version": __version__,
        "plan": in_unicode(plan),
        **{state: counts[state] for state in ("made", "skipped", "failed", "left")},
        "items": items,
    }
    making_folder(folder)
    with replacing(folder / SUMMARY) as file:
        file.write(json.dumps(summary, ensure_ascii=False, indent=1).encode() + b"\n")


def failed_before(folder: Path) -> set[str] | None:
    """The names of what failed in the last run, by its summary; None if there is none that can be read."""
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        summary = json.loads((folder / SUMMARY).read_bytes())
        if summary["format"] == FORMAT:
            return {str(each["name"]) for each in summary["items"] if each["state"] == "failed"}
    return None

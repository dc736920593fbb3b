"""`voiceguide batch`"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from voiceguide.batch.cores import Cores
from voiceguide.batch.executor import ExecutorGone
from voiceguide.batch.records import Records
from voiceguide.batch.run import SUMMARY, BatchOutcome, failed_before, outcome_of, run, write_summary
from voiceguide.cli.batch_jobs import JobReader, export_flags
from voiceguide.cli.batch_progress import print_summary, watched
from voiceguide.cli.console import print_results, report, say, table
from voiceguide.cli.flags import only_one
from voiceguide.errors import ChoiceError, ExportError, PlanError
from voiceguide.extras import command_for
from voiceguide.problems import Problems
from voiceguide.storage.atomic import sweep
from voiceguide.storage.names import as_on_disk, safe_name

if TYPE_CHECKING:
    from voiceguide.batch.executor import JobExecutor
    from voiceguide.batch.job import BatchJob, Made


def batch(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan, in TOML.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="Where the files go; by default a folder named as the plan."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the plan and show what would be made, and make nothing.")
    ] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Make only what failed the last time.")] = False,
    cores: Annotated[
        int | None, typer.Option("--cores", min=1, max=1024, metavar="N", help="Use so many cores; by default all.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Make them on the workers of this Dask scheduler."),
    ] = None,
    cluster: Annotated[
        Literal["local"] | None, typer.Option("--cluster", help="Start a Dask cluster on this machine, and use it.")
    ] = None,
) -> None:
    """Make many exports by a plan: scripts, paces and voices, on all cores or on a cluster.

    What is there already, made from the same script with the same flags, is left as it is: after an interruption, run it again.
    Exits with 1 if anything failed; batch.json in the folder tells what became of each item.

    A plan has lists that are multiplied, and flags for all. Paths in it are relative to it:

    [bold][defaults][/bold]
    mono = true
    [bold][matrix][/bold]
    script = ["back-mobility", "my-exercise.md"]
    pace = ["4-6", "5-7"]

    [bold]voiceguide batch library.toml --dry-run[/bold]   the table of what would be made
    [bold]voiceguide batch library.toml -o phone[/bold]
    [bold]voiceguide batch library.toml -o phone --retry-failed[/bold]   only what failed the last time
    [bold]voiceguide batch library.toml --scheduler tcp://192.168.1.2:8786[/bold]   on other machines
    """
    only_one({"--scheduler": scheduler, "--cluster": cluster}, "both choose a cluster")
    plan = as_on_disk(plan)
    folder = as_on_disk(output or Path(safe_name(plan.stem, "batch"))).absolute()
    jobs = _jobs(plan, folder, cast(typer.Context, context.find_root()))
    records = Records(folder)
    found = _found(jobs, records)
    if dry_run:
        _print_table(jobs, found, records)
        return
    only = {job.name for job in jobs}
    if retry_failed:
        only &= _failed(folder)
        if not only:
            say("Nothing in this plan failed the last time. To make what is not there, leave out --retry-failed.")
            return
    left = [job for job, made in zip(jobs, found, strict=True) if not made and job.name in only]
    count = min(cores or os.cpu_count() or 1, max(1, len(left)))

    def open_executor() -> JobExecutor:
        if left and (scheduler or cluster):
            return _cluster(scheduler, count, folder, left)
        return Cores(count, folder, Path())

    outcomes = {
        job.name: outcome_of(job, made, "skipped") if made else BatchOutcome(job.name, "left")
        for job, made in zip(jobs, found, strict=True)
    }
    with chdir(plan.parent):  # which paths in jobs are relative to
        _make(left, outcomes, records, folder, plan.name, open_executor)
    if any(each.state == "failed" for each in outcomes.values()):
        raise typer.Exit(1)


def _make(
    left: Sequence[BatchJob],
    outcomes: dict[str, BatchOutcome],
    records: Records,
    folder: Path,
    plan: str,
    open_executor: Callable[[], JobExecutor],
) -> None:
    """Make jobs, set what becomes of them in `outcomes`, and tell what became of all.

    Raises:
        ExportError: the batch was stopped, or its folder cannot be written.
        ChoiceError: what would make them is not there.
    """
    begun = False
    try:
        with closing(open_executor()) as executor:
            write_summary(folder, plan, outcomes.values())  # if it cannot be written, nothing is spoken for it
            begun = True
            with records.used() as alone, watched(executor, len(left)) as (watch, tell):
                if not alone:
                    say(
                        "Another batch makes files in this folder: this one begins at the end, and leaves what is made."
                    )
                for outcome in run(left if alone else left[::-1], executor, records, watch):
                    outcomes[outcome.name] = outcome
                    tell(outcome)
    except ExecutorGone as error:
        raise ExportError(str(error)) from error
    finally:
        if begun:
            for inside in {folder, *((folder / job.name).parent for job in left)}:
                sweep(inside)
            print_summary(outcomes.values())
            write_summary(folder, plan, outcomes.values())
            say(f"In {folder}; {SUMMARY} there tells of each.")


def _cluster(scheduler: str | None, count: int, folder: Path, jobs: Sequence[BatchJob]) -> JobExecutor:
    """The workers of a cluster.

    Raises:
        ChoiceError: Dask is not installed, a voice is a program of this machine, or the cluster is not as it must be.
    """
    from voiceguide.config import load_config

    voices = load_config().voices
    for job in jobs:
        if program := next((name for name in (job.voice or "").split(",") if name.strip() in voices), None):
            raise ChoiceError(
                f"'{program.strip()}' is a program of this machine, and workers run none: choose another voice for {job.name}, "
                "or leave out --scheduler and --cluster."
            )
    try:
        from voiceguide.batch.cluster import Cluster
    except ImportError as error:
        raise ChoiceError(
            f"Clusters need Dask, which is not installed. Please run, on every machine: {command_for('cluster')}"
        ) from error
    return Cluster(scheduler, count, folder, jobs, say)


def _failed(folder: Path) -> set[str]:
    """The names of the items that failed in the last run."""
    names = failed_before(folder)
    if names is None:
        raise ExportError(
            f"{folder / SUMMARY} does not tell what failed the last time: run it without --retry-failed, which makes all that "
            "is not there."
        )
    return names


def _jobs(plan: Path, folder: Path, program: typer.Context) -> list[BatchJob]:
    """The jobs of a plan, all of it checked.

    Raises:
        PlanError: it has problems.
    """
    from voiceguide.batch.plan_file import read_plan
    from voiceguide.cli.defaults import known_flags
    from voiceguide.config import load_config

    problems = Problems()
    config = load_config(flags=lambda: known_flags(program))
    read = read_plan(plan, export_flags(), problems)
    jobs = []
    if read.items:
        with chdir(plan.parent):  # paths in a plan are relative to it
            jobs = list(JobReader(read, folder, config, program, problems).jobs())
    if problems.has_errors:
        raise PlanError(sorted(problems, key=lambda each: (each.place.file, each.place.line, each.place.column)))
    report(problems)
    return jobs


def _found(jobs: Sequence[BatchJob], records: Records) -> list[Made | None]:
    """What was made of each job before."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        return list(pool.map(records.found, jobs))


def _print_table(jobs: Sequence[BatchJob], found: Sequence[Made | None], records: Records) -> None:
    from voiceguide.batch.job import in_the_way

    rows, reasons = [], []
    for job, made in zip(jobs, found, strict=True):
        reason = "" if made else in_the_way(records.with_own(job), records.folder)
        reasons += [reason] if reason else []
        state = "there already" if made else "in the way" if reason else "to make"
        rows.append((job.name, state, shlex.join(_words(job))))
    print_results(table(rows, "file", "", "made by"))
    for reason in reasons:
        say(reason)


def _words(job: BatchJob) -> Iterator[str]:
    """The words of the command line that makes what a job does, but for the name of its file."""
    yield from shlex.split(job.request.comment)[2:]
    yield from (f"--{form}" for form in job.request.texts)
    yield from (["--verify"] if job.verify else [])
    yield from (["--force"] if job.request.force else [])

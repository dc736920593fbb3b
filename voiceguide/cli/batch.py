"""`voiceguide batch`"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from voiceguide.batch.cores import Cores
from voiceguide.cli.batch_jobs import JobReader, export_flags
from voiceguide.cli.batch_progress import tell_summary, watched
from voiceguide.cli.console import print_results, report
from voiceguide.errors import ExportError, PlanError
from voiceguide.problems import Problems
from voiceguide.storage.names import as_on_disk, safe_name

if TYPE_CHECKING:
    from voiceguide.batch.job import BatchJob, Made
    from voiceguide.batch.records import Records


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
) -> None:
    """Make many exports by a plan: scripts, paces and voices, on all cores or on a cluster.

    What is there already, made from the same script with the same flags, is left as it is: after an interruption, run it again.
    Exits with 1 if anything failed; batch.json in the folder tells what became of each item.

    [bold]voiceguide batch library.toml --dry-run[/bold]   the table of what would be made
    [bold]voiceguide batch library.toml -o phone[/bold]
    [bold]voiceguide batch library.toml -o phone --retry-failed[/bold]   only what failed the last time
    """
    from voiceguide.batch.records import Records

    plan = as_on_disk(plan)
    folder = as_on_disk(output or Path(safe_name(plan.stem, "batch"))).absolute()
    jobs = _jobs(plan, folder, cast(typer.Context, context.find_root()))
    only = _failed(folder) if retry_failed else None
    records = Records(folder)
    found = _found(jobs, records)
    if dry_run:
        _print_table(jobs, found)
    else:
        _make(plan, folder, jobs, found, only, records, cores or os.cpu_count() or 1)


def _make(
    plan: Path,
    folder: Path,
    jobs: Sequence[BatchJob],
    found: Sequence[Made | None],
    only: Collection[str] | None,
    records: Records,
    cores: int,
) -> None:
    """Make what is not there, and tell what became of each item.

    Args:
        only: the names of the items to make, if not all.

    Raises:
        typer.Exit: with 1, if anything failed.
    """
    from voiceguide.batch.makers import MakersGone
    from voiceguide.batch.run import BatchOutcome, run, write_summary
    from voiceguide.storage.atomic import making_folder, sweep

    outcomes = {job.name: BatchOutcome(job.name, "left") for job in jobs}
    for job, made in zip(jobs, found, strict=True):
        if made:
            size = sum(file.size for file in made.files)
            outcomes[job.name] = BatchOutcome(job.name, "skipped", "", made.duration, size)
    left = [job for job, made in zip(jobs, found, strict=True) if not made and (only is None or job.name in only)]
    making_folder(folder)
    gone = ""
    makers = Cores(min(cores, len(left) or 1), folder, plan.parent.absolute())
    try:
        with watched(makers, len(left)) as (watch, tell):
            for outcome in run(left, makers, records, watch):
                outcomes[outcome.name] = outcome
                tell(outcome)
    except MakersGone as error:
        gone = str(error)
    finally:
        makers.close()
        for inside in {folder, *((folder / job.name).parent for job in left)}:
            sweep(inside)
        tell_summary(list(outcomes.values()), folder)
        write_summary(folder, plan.name, list(outcomes.values()))
    if gone:
        raise ExportError(gone)
    if any(each.state == "failed" for each in outcomes.values()):
        raise typer.Exit(1)


def _failed(folder: Path) -> set[str]:
    """The names of the items that failed in the last run."""
    from voiceguide.batch.run import SUMMARY, failed_before

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
    from voiceguide.batch.plan import read_plan
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


def _print_table(jobs: Sequence[BatchJob], found: Sequence[Made | None]) -> None:
    import shlex

    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("file", "", "made by"):
        table.add_column(heading)
    for job, made in zip(jobs, found, strict=True):
        words = shlex.split(job.request.comment)
        table.add_row(Text(job.name), "there already" if made else "to make", Text(shlex.join(words[2:])))
    print_results(table)

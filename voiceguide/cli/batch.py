"""`voiceguide batch`"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from voiceguide.cli.batch_jobs import JobReader, export_flags
from voiceguide.cli.console import print_results, report
from voiceguide.errors import PlanError
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
) -> None:
    """Make many exports by a plan: scripts, paces and voices, on all cores or on a cluster.

    What is there already, made from the same script with the same flags, is left as it is: after an interruption, run it again.

    [bold]voiceguide batch library.toml --dry-run[/bold]   the table of what would be made
    [bold]voiceguide batch library.toml -o phone[/bold]
    """
    from voiceguide.batch.records import Records

    plan = as_on_disk(plan)
    folder = as_on_disk(output or Path(safe_name(plan.stem, "batch"))).absolute()
    jobs = _jobs(plan, folder, cast(typer.Context, context.find_root()))
    records = Records(folder)
    found = _found(jobs, records)
    if dry_run:
        _print_table(jobs, found)
        return


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

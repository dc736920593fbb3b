"""`voiceguide verify`"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.console import print_results
from voiceguide.mix.sound import LOUDNESS

if TYPE_CHECKING:
    from voiceguide.verify.report import Report


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exported MP3 or WAV.", show_default=False)],
    loudness: Annotated[float, typer.Option(metavar="LUFS", help="What it was exported for.")] = LOUDNESS,
    json: Annotated[bool, typer.Option("--json", help="Print what was found, for other programs.")] = False,
) -> None:
    """Listen to an exported file and hold it against the cue sheet inside it.

    Exits with 1 when anything is at fault.

    [bold]voiceguide verify back-mobility.mp3[/bold]
    """
    if not json:
        verify_all([file], loudness)
        return
    from json import dumps

    from voiceguide.verify.check import verify as checked

    report = checked(file, loudness)
    typer.echo(dumps(report.as_json(), ensure_ascii=False, indent=1))
    if report.faults:
        raise typer.Exit(1)


def verify_all(files: Sequence[Path], loudness: float) -> None:
    """Verify files and show a table for each.

    Raises:
        typer.Exit: with 1, when anything in any of them is at fault.
        SoundError: one cannot be decoded.
    """
    from voiceguide.verify.check import verify as checked

    faults = 0
    for file in files:
        report = checked(file, loudness)
        if len(files) > 1:
            typer.echo(file)
        _print_table(report)
        faults += report.faults
    if faults:
        raise typer.Exit(1)


def _print_table(report: "Report") -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("", "found", "expected", ""):
        table.add_column(heading)
    for finding in report.findings:
        verdict = Text("fault", style="bold red") if finding.fault else Text("good", style="green")
        table.add_row(finding.what, Text(finding.found), Text(finding.expected), verdict)
    print_results(table)

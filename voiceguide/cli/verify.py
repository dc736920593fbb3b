"""`voiceguide verify`"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.console import print_data, print_path, print_results, say, table
from voiceguide.errors import SoundError
from voiceguide.storage.names import as_on_disk, in_unicode

if TYPE_CHECKING:
    from voiceguide.verify.check import Report

VERIFIED = (".mp3", ".wav")
"""The suffixes of files that carry their cue sheet."""


def verify(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="An exported MP3 or WAV, or a folder of them.", show_default=False),
    ],
    loudness: Annotated[
        float | None,
        typer.Option(metavar="LUFS", help="The expected loudness, if not that of its export.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs; of a folder, by file.")] = False,
) -> None:
    """Listen to an exported file and compare it with the cue sheet inside it.

    Exits with 1 when anything is at fault.

    [bold]voiceguide verify back-mobility.mp3[/bold]
    [bold]voiceguide verify phone[/bold]   every file that --split made
    """
    file = as_on_disk(file)
    if not json:
        verify_all(_files(file), loudness)
        return
    from json import dumps

    from voiceguide.verify.check import verify as checked

    if not file.is_dir():
        found = checked(file, loudness).as_json()
        faults = found["faults"]
    else:
        found, faults = {}, 0
        for each in _files(file):
            try:
                told = checked(each, loudness).as_json()
            except SoundError as error:
                told = {"faults": 1, "error": in_unicode(str(error))}
            found[in_unicode(each.name)] = told
            faults += told["faults"]
    print_data(dumps(found, ensure_ascii=False, indent=1) + "\n")
    if faults:
        raise typer.Exit(1)


def _files(place: Path) -> list[Path]:
    """The MP3s and WAVs in a folder, in the order of their names; what is no folder is returned as it is."""
    if not place.is_dir():
        return [place]
    inside = sorted(path for path in place.iterdir() if path.suffix.lower() in VERIFIED)
    found = [path for path in inside if path.is_file() and not path.name.startswith(".")]
    if not found:
        raise SoundError(
            f"There is nothing to verify in the folder {place}: expected MP3s or WAVs from 'voiceguide export'."
        )
    return found


def verify_all(files: Sequence[Path], loudness: float | None) -> None:
    """Verify files and show a table for each.

    Raises:
        typer.Exit: with 1, when anything in any of them is at fault.
        SoundError: the only file cannot be decoded. Among several files, that counts as a fault.
    """
    from voiceguide.verify.check import verify as checked

    faults = 0
    for file in files:
        if len(files) > 1:
            print_path(file)
        try:
            report = checked(file, loudness)
        except SoundError as error:
            if len(files) == 1:
                raise
            say(str(error))
            faults += 1
            continue
        _print_table(report)
        faults += report.faults
    if faults:
        raise typer.Exit(1)


def _print_table(report: "Report") -> None:
    from rich.text import Text

    fault, good = Text("fault", style="bold red"), Text("good", style="green")
    rows = [(each.what, each.found, each.expected, fault if each.fault else good) for each in report.findings]
    print_results(table(rows, "", "found", "expected", ""))

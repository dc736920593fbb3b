"""`voiceguide verify`"""

from collections.abc import Iterator, Sequence
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.console import print_data, print_path, print_results, say, table
from voiceguide.errors import SoundError
from voiceguide.storage.names import as_on_disk, in_unicode

if TYPE_CHECKING:
    from voiceguide.verify.comparison import Report

VERIFIED = (".mp3", ".wav")
"""The suffixes of files that carry their cue sheet."""


def verify(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="An exported MP3 or WAV, or a folder of them.", show_default=False),
    ],
    loudness: Annotated[
        float | None,
        typer.Option(
            min=-70, max=0, metavar="LUFS", help="The expected loudness, if not that of its export.", show_default=False
        ),
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
    found = {in_unicode(each.name): told for each, told in _verified(_files(file), loudness, of_several=file.is_dir())}
    sheets = {
        name: {"faults": 1, "error": in_unicode(str(told))} if isinstance(told, SoundError) else told.as_json()
        for name, told in found.items()
    }
    print_data(dumps(sheets if file.is_dir() else next(iter(sheets.values())), ensure_ascii=False, indent=1) + "\n")
    if any(sheet["faults"] for sheet in sheets.values()):
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
    faults = 0
    for file, told in _verified(files, loudness, of_several=len(files) > 1):
        if len(files) > 1:
            print_path(file)
        if isinstance(told, SoundError):
            say(str(told))
            faults += 1
        else:
            _print_table(told)
            faults += told.faults
    if faults:
        raise typer.Exit(1)


def _verified(
    files: Sequence[Path], loudness: float | None, *, of_several: bool
) -> "Iterator[tuple[Path, Report | SoundError]]":
    """What is found of each file; why it cannot be decoded, if it is one of several."""
    from voiceguide.verify.comparison import verify as checked

    for file in files:
        try:
            yield file, checked(file, loudness)
        except SoundError as error:
            if not of_several:
                raise
            yield file, error


def _print_table(report: "Report") -> None:
    from rich.text import Text

    fault, good = Text("fault", style="bold red"), Text("good", style="green")
    rows = [(each.what, each.found, each.expected, fault if each.fault else good) for each in report.findings]
    print_results(table(rows, "", "found", "expected", ""))

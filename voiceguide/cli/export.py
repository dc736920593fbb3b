"""`voiceguide export`"""

from pathlib import Path
from typing import Annotated

import typer

from voiceguide.cli.console import progress, report, say
from voiceguide.cli.flags import SessionFlags, with_flags
from voiceguide.cli.voice import prepared
from voiceguide.units import clock_text


@with_flags
def export(
    script: Annotated[str, typer.Argument(help="A script, or the name of a bundled one.", show_default=False)],
    flags: SessionFlags,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="An .mp3 or .wav; without it SCRIPT.mp3 in this folder."),
    ] = None,
) -> None:
    """Make an MP3 with chapters for the phone.

    [bold]voiceguide export back-mobility[/bold]
    [bold]voiceguide export my-exercise.md --pace 5-7 -o slower.mp3[/bold]
    """
    from voiceguide.export.session import export_session

    target = _target(script, output)
    made = prepared(script, flags)
    report(made.problems)
    with progress() as display:
        exporting = display.add_task("Exporting", total=made.timeline.duration)
        written = export_session(
            made.timeline, made.mix, target, on_progress=lambda done: display.update(exporting, completed=done)
        )
    typer.echo(written.path)
    chapters = len(made.timeline.chapters)
    say(f"{clock_text(written.duration)} in {chapters} chapters, {written.size / 1_000_000:.1f} MB")


def _target(script: str, output: Path | None) -> Path:
    default = f"{Path(script).stem}.mp3"
    if output is None:
        return Path(default)
    return output / default if output.is_dir() else output

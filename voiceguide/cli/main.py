"""Runs the commands."""

import sys
from typing import Annotated

import typer

from voiceguide import __version__
from voiceguide.cli.caught import caught
from voiceguide.cli.commands import Program
from voiceguide.cli.defaults import WITH_DEFAULTS, load_defaults
from voiceguide.cli.help import WIDEST
from voiceguide.cli.streams import set_streams

app = typer.Typer(
    name="voiceguide",
    cls=Program,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"voiceguide {__version__}")
        raise typer.Exit


@app.callback()
def voiceguide(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback handles it
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Written exercises become a spoken session that breathes with you.

    [bold]voiceguide play back-mobility[/bold]   plays a session that comes with the program
    [bold]voiceguide export my-exercise.md -o my-exercise.mp3[/bold]   makes an MP3 for the phone
    """
    if context.invoked_subcommand in WITH_DEFAULTS:
        load_defaults(context)


def run() -> int:
    """Run the command that was asked for; returns the exit status once its results are written."""
    set_streams()
    status = caught(app)
    unwritten = caught(sys.stdout.flush)
    return status or unwritten

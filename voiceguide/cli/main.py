"""The commands put together, and the one place where errors end."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from voiceguide import __version__
from voiceguide.cli.commands import Program
from voiceguide.cli.console import say
from voiceguide.cli.defaults import WITH_DEFAULTS, load_defaults
from voiceguide.cli.help import WIDEST
from voiceguide.errors import ScriptError, VoiceguideError

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
    version: Annotated[  # noqa: ARG001 - its callback has answered already
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Written exercises become a spoken session that breathes with you.

    [bold]voiceguide play back-mobility[/bold]   plays a session that comes with the program
    [bold]voiceguide export my-exercise.md -o my-exercise.mp3[/bold]   makes an MP3 for the phone
    """
    if context.invoked_subcommand in WITH_DEFAULTS:
        load_defaults(context)


def _open_what_is_closed() -> None:
    """Read nothing and write nowhere, where a program was started without stdin, stdout or stderr (`>&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - as long as the program


def run() -> None:
    """Run the command that was asked for, and say what the user can mend; exits with 1 then."""
    _open_what_is_closed()
    try:
        app()
    except ScriptError as error:
        for problem in error.problems:
            say(problem.report())
        errors = sum(problem.severity == "error" for problem in error.problems)
        say(f"{errors} {'error' if errors == 1 else 'errors'}: nothing was made. Mend the script and try again.")
        sys.exit(1)
    except VoiceguideError as error:
        say(f"voiceguide: {error}")
        sys.exit(1)
    except BrokenPipeError:
        raise
    except OSError as error:
        what = f"'{str(error.filename)[:80]}': " if error.filename else ""
        say(f"voiceguide: {what}{error.strerror or error}. Check the place and the space on its disk, and try again.")
        sys.exit(1)

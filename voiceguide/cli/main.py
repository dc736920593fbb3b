"""Runs the commands, and is the one place that catches errors."""

import codecs
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from voiceguide import __version__
from voiceguide.cli.commands import Program
from voiceguide.cli.console import counted, say
from voiceguide.cli.defaults import WITH_DEFAULTS, load_defaults
from voiceguide.cli.help import WIDEST
from voiceguide.cli.streams import ReaderGone, set_streams
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
    status = _caught(app)
    unwritten = _caught(sys.stdout.flush)
    return status or unwritten


def _caught(work: Callable[[], object]) -> int:
    """Call `work`, report the errors that a user can mend, and return the exit status."""
    try:
        work()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except ScriptError as error:
        for problem in error.problems:
            say(problem.report())
        errors = sum(problem.severity == "error" for problem in error.problems)
        say(f"{counted(errors, 'error')}: nothing was made. Mend the script and try again.")
        return 1
    except ReaderGone:
        return 1
    except VoiceguideError as error:
        say(f"voiceguide: {error}")
        return 1
    except UnicodeEncodeError as error:
        names = codecs.lookup(sys.getfilesystemencoding()).name
        if names == "utf-8" or codecs.lookup(error.encoding).name != names:
            raise
        say(
            f"voiceguide: A file would have '{error.object[error.start : error.end]}' in its name, which this machine's "
            f"locale ({error.encoding}) cannot write. Set a UTF-8 locale, as in LC_ALL=C.UTF-8, and try again."
        )
        return 1
    except OSError as error:
        what = f"'{str(error.filename)[:80]}': " if error.filename else ""
        say(f"voiceguide: {what}{error.strerror or error}. Check the place and the space on its disk, and try again.")
        return 1
    return 0

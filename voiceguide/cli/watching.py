"""Does a command's work again whenever a script is saved."""

import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import typer

from voiceguide.cli.caught import caught
from voiceguide.cli.console import counted, say
from voiceguide.errors import ScriptNotFound
from voiceguide.script.find import find_script
from voiceguide.script.load import files_of
from voiceguide.script.saves import saves


def after_each_save(scripts: Callable[[], Iterable[str]], work: Callable[[], object]) -> None:
    """Do some work now and after each save, until Ctrl-C. Errors are told, and end nothing.

    Args:
        scripts: names the scripts whose files, and those that they link, are watched; asked again after each save.
    """

    def files() -> dict[Path, None]:
        found: dict[Path, None] = {}
        for script in scripts():
            with suppress(ScriptNotFound):  # it is told by the work
                found |= dict.fromkeys(files_of(find_script(script)))
        return found

    def once() -> None:
        with suppress(typer.Exit):
            caught(work)
        sys.stdout.flush()
        say(f"Waiting for a save of {counted(len(files()), 'file')}. Ctrl-C stops.")

    with suppress(KeyboardInterrupt):
        saved = saves(files, threading.Event())
        once()
        for _ in saved:
            once()

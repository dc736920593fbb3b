"""Where words go: results to stdout, everything else to stderr; colour on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDE = 200
"""Columns of a table that goes into a pipe or a file: nobody sees where it would wrap."""


def print_results(*results: RenderableType) -> None:
    """Print tables and text on stdout; in a pipe without colour, without wrapping, and without padding at line ends."""
    from rich.console import Console

    if sys.stdout.isatty():
        Console(highlight=False).print(*results, sep="\n")
        return
    console = Console(highlight=False, width=WIDE)
    with console.capture() as captured:
        console.print(*results, sep="\n")
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def print_data(text: str) -> None:
    """Print what programs read on stdout: UTF-8 with line feeds, whatever the encoding and the line ends of text are.

    What is no character, such as a byte of a file's name, is written as in JSON: `\\udcff`.
    """
    _print_bytes(text.encode("utf-8", "backslashreplace"))


def print_path(path: Path) -> None:
    """Print a path alone on a line of stdout, in the very bytes by which the system knows it."""
    _print_bytes(os.fsencode(path) + b"\n")


def _print_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def columns() -> int:
    """How many characters wide results may be."""
    from rich.console import Console

    return Console().width if sys.stdout.isatty() else WIDE


def can_show(text: str) -> bool:
    """Whether stdout takes such characters: on some systems its encoding has few."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def stderr() -> Console:
    """The console for everything else."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """A line on stderr."""
    print(message, file=sys.stderr)  # noqa: T201


def report(problems: Iterable[Problem], *, notes: bool = False) -> None:
    """Problems on stderr, each with its line quoted; mere notes only when asked for."""
    for problem in problems:
        if notes or problem.severity != "note":
            say(problem.report())

"""Output: results go to stdout, everything else to stderr; colour on a terminal only."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voiceguide.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress
    from rich.table import Table
    from rich.text import Text

WIDE = 200
"""Columns of a table in a pipe or a file, where lines should not wrap."""


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


def table(rows: Iterable[Sequence[str | Text]], *headings: str, no_wrap: bool = False) -> Table:
    """Rows in columns, under headings if there are any. Cells are shown as they are, whatever brackets they have."""
    from rich.table import Table
    from rich.text import Text

    made = Table(*headings, box=None, pad_edge=False, show_header=bool(headings))
    for row in rows:
        made.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    for column in made.columns:
        column.no_wrap = no_wrap
    return made


def give(text: str, output: Path | None, encoding: str = "utf-8") -> None:
    """Print data for programs; or write it to a file, and print its path.

    Raises:
        ExportError: it cannot be written.
    """
    from voiceguide.storage.atomic import replacing

    if output is None:
        print_data(text)
        return
    with replacing(output) as file:
        file.write(text.encode(encoding, "backslashreplace"))
    print_path(output)


def print_data(text: str) -> None:
    """Print data for programs on stdout: UTF-8 with line feeds, whatever the encoding and the line ends of text are.

    A surrogate, as from a byte of a file name that is not UTF-8, is written as in JSON: `\\udcff`.
    """
    _print_bytes(text.encode("utf-8", "backslashreplace"))


def print_path(path: Path) -> None:
    """Print a path on a line of stdout, in the bytes that the system has for it."""
    _print_bytes(os.fsencode(path) + b"\n")


def _print_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()  # what is said on stderr after it comes after it


def columns() -> int:
    """The width that results may have, in characters."""
    from rich.console import Console

    return Console().width if sys.stdout.isatty() else WIDE


def can_show(text: str) -> bool:
    """Whether the encoding of stdout has these characters."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def accessible() -> bool:
    """Whether the user asked, by `ACCESSIBLE=1`, for output that a screen reader can follow."""
    return os.environ.get("ACCESSIBLE", "").lower() not in ("", "0", "false", "no")


def stderr() -> Console:
    """A console on stderr, for everything else."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """Print a line on stderr."""
    print(message, file=sys.stderr)  # noqa: T201


def quoted(word: str, platform: str = sys.platform) -> str:
    """A word as it is typed on a command line, in quotes where it needs them. `platform` is as `sys.platform`."""
    return subprocess.list2cmdline([word]) if platform == "win32" else shlex.quote(word)


def counted(number: int, word: str) -> str:
    """A number with a word: `1 script`, `2 scripts`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def report(problems: Iterable[Problem], *, notes: bool = False) -> None:
    """Print problems on stderr, each with its line quoted; notes only if `notes`."""
    for problem in problems:
        if notes or problem.severity != "note":
            say(problem.report())


SHOWN_AFTER_S = 0.3
"""Work that takes less shows no display: one that only flashes up tells nothing, and takes time."""


class ProgressLines:
    """Lines of a progress display. Each has a `description` and, if known, a `total` and how much of it is `completed`.

    Args:
        seen: whether to show them, as on a terminal.
        clock: counts seconds.
    """

    def __init__(self, seen: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._seen = seen
        self._clock = clock
        self._begun = clock()
        self._lines: list[dict[str, Any]] = []
        self._display: Progress | None = None

    @property
    def shown(self) -> bool:
        """Whether they can be seen, as on a terminal."""
        return self._seen

    def add(self, description: str, total: int | None = None, *, visible: bool = True) -> int:
        """Add a line; returns its number, for `change`."""
        self._lines.append({"description": description, "total": total, "visible": visible})
        if self._display:
            self._display.add_task(**self._lines[-1])
        return len(self._lines) - 1

    def change(self, line: int, **fields: Any) -> None:
        """Change what a line says: its description, total or completed, or whether it is visible."""
        self._lines[line] |= fields
        if self._display:
            self._display.update(self._display.task_ids[line], **fields)
        elif self._seen and self._clock() - self._begun >= SHOWN_AFTER_S:
            self._display = _display()
            for each in self._lines:
                self._display.add_task(**each)
            self._display.start()

    def close(self) -> None:
        """Remove the lines."""
        if self._display:
            self._display.stop()


@contextmanager
def progress() -> Iterator[ProgressLines]:
    """Progress lines that last as long as the `with` block."""
    lines = ProgressLines(sys.stderr.isatty() and not accessible())
    try:
        yield lines
    finally:
        lines.close()


def _display() -> Progress:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    described = TextColumn("{task.description}", markup=False)
    columns = (described, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=stderr(), transient=True)

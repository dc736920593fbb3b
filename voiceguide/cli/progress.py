"""What is under way, line by line on stderr: on a terminal only, and only once the work takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress

SHOWN_AFTER_S = 0.3
"""What is done sooner shows nothing: a display that only flashes up tells nobody anything, and takes its time."""


class Lines:
    """Lines of a progress display. Each has a `description`, and if known a `total` and how much of it is `completed`.

    Args:
        seen: whether anybody would see them.
        clock: seconds from any start.
    """

    def __init__(self, seen: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._seen = seen
        self._clock = clock
        self._begun = clock()
        self._lines: list[dict[str, Any]] = []
        self._display: Progress | None = None

    def add(self, description: str, total: int | None = None, *, visible: bool = True) -> int:
        """Add a line, and say by which number it is changed."""
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
        """Take the lines away."""
        if self._display:
            self._display.stop()


@contextmanager
def progress() -> Iterator[Lines]:
    """Lines that last as long as the `with` block."""
    lines = Lines(sys.stderr.isatty())
    try:
        yield lines
    finally:
        lines.close()


def _display() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    described = TextColumn("{task.description}", markup=False)
    columns = (described, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True, highlight=False), transient=True)

"""Places in a script, and the problems found there."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A character in a file. `line` and `column` count from 1; `source` is the whole line, to be quoted."""

    file: str
    line: int
    column: int = 1
    source: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something for the author to mend or to know. The message says what was found and what was expected."""

    severity: Severity
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"

    def report(self) -> str:
        """The problem, below it the line, and below that a caret under the column."""
        if not self.place.source.strip():
            return str(self)
        quoted, caret = _window(self.place.source, self.place.column)
        return f"{self}\n    {quoted}\n    {' ' * caret}^"


class Problems(list[Problem]):
    """The problems found so far. Passes add to it and go on, so that one run reports all problems."""

    def error(self, place: Place, message: str) -> None:
        self.append(Problem("error", place, message))

    def warning(self, place: Place, message: str) -> None:
        self.append(Problem("warning", place, message))

    def note(self, place: Place, message: str) -> None:
        self.append(Problem("note", place, message))

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self)


def nearest(word: str, known: Iterable[str]) -> str:
    """The hint `; did you mean 'x'?` with the known word nearest to `word`; empty where none is near."""
    by_lower = {unicodedata.normalize("NFC", name).lower(): name for name in known}
    close = get_close_matches(unicodedata.normalize("NFC", word).lower()[:80], by_lower, n=1, cutoff=0.6)
    return f"; did you mean '{by_lower[close[0]]}'?" if close else ""


QUOTED_WIDTH = 96
"""At most so many characters of a line are quoted."""


def _window(source: str, column: int) -> tuple[str, int]:
    """The part of a line that is quoted, and how many terminal cells are left of the caret."""
    caret = min(max(column - 1, 0), len(source))
    start = max(0, caret - QUOTED_WIDTH * 2 // 3) if len(source) > QUOTED_WIDTH else 0
    cut = source[start : start + QUOTED_WIDTH]
    line = "".join(char if char.isprintable() or _cells(char) == 0 else " " for char in cut)
    head, tail = "…" if start else "", "…" if start + QUOTED_WIDTH < len(source) else ""
    return head + line + tail, len(head) + sum(map(_cells, line[: caret - start]))


def _cells(char: str) -> int:
    """The width of a character in terminal cells: combining marks take none, wide characters two."""
    if unicodedata.combining(char) or char in "\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

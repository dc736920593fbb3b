"""Draws a view as lines of a terminal."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from voiceguide.playback.view import HINTS, Marks, View

COLUMN = 68
"""Cells of the widest column: lines longer than this are tiring to read."""

SAID_LINES = 3
APART = "   "
BAR = "cyan"
QUIET = "dim"


class Size(NamedTuple):
    """The size of a terminal, in cells."""

    width: int
    height: int


class Line(NamedTuple):
    """A line and its rank: where there is little room, lines of a higher rank stay longer."""

    text: Text
    rank: int


def draw(view: View, size: Size, marks: Marks, keys: Mapping[str, str] | None = None) -> list[Text]:
    """The lines of a whole screen, from the top; none reaches the last cell, where terminals would wrap.

    Where there is little room, blank lines go first and the breath goes last. The lines that stay keep their places from
    frame to frame. `keys` is the key of every action, for the hints; None shows none.
    """
    margin = 4 if size.width >= 48 else 2 if size.width >= 32 else 0
    width = max(1, min(COLUMN, size.width - 2 * margin - 1))
    lines = _fitting(list(_lines(view, width, marks, keys)), size.height)
    left, top = (size.width - 1 - width) // 2, (size.height - len(lines)) // 3
    shifted = [Text(" " * left).append_text(line.text) if line.text else line.text for line in lines]
    blank = [Text()]
    return blank * top + shifted + blank * (size.height - top - len(lines))


def _lines(view: View, width: int, marks: Marks, keys: Mapping[str, str] | None) -> Iterator[Line]:
    blank = Text()
    yield Line(_both_ends(view.session, view.left, width, marks), 6)
    yield Line(blank, 0)
    yield Line(blank, 2)
    yield Line(_one_line(view.heading, "bold", width, marks), 9)
    yield Line(_one_line(view.place, "", width, marks), 10)
    yield Line(blank, 0)
    yield Line(blank, 2)
    yield Line(_one_line("Paused" if view.paused else view.breath, _breath_style(view), width, marks), 12)
    yield Line(_bar(view, width, marks), 13)
    yield Line(blank, 0)
    yield Line(blank, 2)
    said = wrapped(view.said, width, SAID_LINES, marks.ellipsis)
    for row in range(SAID_LINES):
        words = said[row] if row < len(said) else ""
        yield Line(Text(words, "" if view.speaking else QUIET), (8, 4, 3)[row])
    yield Line(blank, 1)
    yield Line(_one_line(f"Next: {view.coming}" if view.coming else "", QUIET, width, marks), 7)
    yield Line(blank, 0)
    yield Line(_one_line(view.remark, "yellow", width, marks), 11 if view.remark else 1)
    yield Line(blank, 1)
    if keys:
        yield Line(_hints(view.paused, width, marks, keys), 5)


def _fitting(lines: list[Line], height: int) -> list[Line]:
    """The lines of the highest ranks, as many as fit, in their order."""
    shown = sorted(range(len(lines)), key=lambda at: -lines[at].rank)[:height]
    return [lines[at] for at in sorted(shown)]


def _breath_style(view: View) -> str:
    if view.paused:
        return "bold yellow"
    return QUIET if view.full is None else f"bold {BAR}"


def _bar(view: View, width: int, marks: Marks) -> Text:
    """A bar as full as the lungs."""
    halves = round((view.full or 0.0) * width * 2)
    whole, half = divmod(halves, 2)
    tip = marks.tip if half else ""
    filled = marks.full * whole + tip
    return Text.assemble((filled, QUIET if view.paused else BAR), (marks.empty * (width - len(filled)), QUIET))


def _both_ends(left: str, right: str, width: int, marks: Marks) -> Text:
    right = right if cell_len(right) + 4 <= width else ""
    line = _one_line(left, QUIET, width - cell_len(right) - 2 if right else width, marks)
    return line.append(" " * (width - line.cell_len - cell_len(right))).append(right, QUIET)


def _one_line(text: str, style: str, width: int, marks: Marks) -> Text:
    return Text("".join(wrapped(text, width, 1, marks.ellipsis)), style)


def _hints(paused: bool, width: int, marks: Marks, keys: Mapping[str, str]) -> Text:
    """As many hints as fit, the most needed ones, in their order."""
    hints: dict[int, Text] = {}
    for actions, meaning, need in HINTS:
        shown = " ".join(marks.keys.get(keys[action], keys[action]) for action in actions)
        meaning = "go on" if paused and "pause" in actions else meaning
        hints[need] = Text.assemble((shown, Style(bold=True, dim=True)), (f" {meaning}", Style(dim=True)))
    room, fitting = width, []
    for need, hint in sorted(hints.items()):
        if hint.cell_len <= room:
            room -= hint.cell_len + len(APART)
            fitting.append(need)
    return Text(APART).join(hint for need, hint in hints.items() if need in fitting)


def wrapped(text: str, width: int, lines: int, ellipsis: str) -> tuple[str, ...]:
    """A text in at most `lines` lines of `width` cells; one that does not fit ends in an ellipsis."""
    folded = Text(text).wrap(Console(width=width), width, overflow="fold", tab_size=1)
    rows = [line.plain.rstrip() for line in folded]
    if len(rows) <= lines:
        return tuple(rows)
    last = Text(" ".join(rows[lines - 1 :]))
    last.truncate(max(0, width - len(ellipsis)))
    return (*rows[: lines - 1], last.plain.rstrip() + ellipsis[:width])

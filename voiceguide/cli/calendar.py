"""Draws the days of practice as a calendar: a column for each week, a shade for each day."""

from __future__ import annotations

from calendar import day_abbr, month_abbr
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from voiceguide.log.days import monday_of
from voiceguide.units import Ms

if TYPE_CHECKING:
    from rich.text import Text

LABEL, COLUMN = 4, 2
"""The width of the names of weekdays, and of each week, in characters."""

MINUTE_MS: Ms = 60_000


@dataclass(frozen=True, slots=True)
class Shade:
    """How a day looks when less than `below` minutes were heard; `plain` is for output without block characters."""

    below: float
    block: str
    plain: str
    style: str


NOTHING = Shade(0, "·", ".", "bright_black")
SHADES = (
    Shade(5, "░", "-", "color(22)"),
    Shade(15, "▒", "+", "color(28)"),
    Shade(30, "▓", "x", "color(34)"),
    Shade(float("inf"), "█", "#", "color(40)"),
)


def weeks_that_fit(columns: int) -> int:
    """How many weeks fit into so many columns."""
    return max(1, (columns - LABEL) // COLUMN)


def picture(heard: Mapping[date, Ms], today: date, weeks: int, *, blocks: bool = True) -> list[Text]:
    """The lines of the calendar.

    Args:
        heard: milliseconds by day.
        today: the last day; later days of its week stay empty.
        weeks: how many weeks, each a column.
        blocks: whether the output can show block characters.
    """
    from rich.text import Text

    first = monday_of(today) - timedelta(weeks=weeks - 1)
    lines = [Text(" " * LABEL + _months(first, weeks))]
    for weekday in range(7):
        line = Text(f"{day_abbr[weekday]:{LABEL}}")
        for week in range(weeks):
            day = first + timedelta(weeks=week, days=weekday)
            if day <= today:
                shade = _shade(heard.get(day, 0))
                line.append(f"{shade.block if blocks else shade.plain:{COLUMN}}", shade.style)
        lines.append(line)
    return [*lines, _legend(blocks)]


def _shade(heard: Ms) -> Shade:
    return next(shade for shade in SHADES if heard < shade.below * MINUTE_MS) if heard else NOTHING


def _months(first: date, weeks: int) -> str:
    """The name of each month over the week in which it begins; that of the first week's month, too, if there is room."""
    line = ""
    for week in range(weeks):
        last = first + timedelta(weeks=week, days=6)
        if last.day <= 7 or not line:
            before = week * COLUMN
            line = f"{line if len(line) < before else '':{before}}{month_abbr[last.month]}"
    return line


def _legend(blocks: bool) -> Text:
    from rich.text import Text

    *under, most = SHADES
    line = Text(" " * LABEL + "minutes: ", "bright_black")
    for shade in under:
        line.append(shade.block if blocks else shade.plain, shade.style).append(f" under {shade.below:g}  ")
    return line.append(most.block if blocks else most.plain, most.style).append(" more")

"""The log by days: a session belongs to the local date on which it began."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from voiceguide.log.store import LogEntry
from voiceguide.units import Ms

COUNTS_MS: Ms = 60_000
"""A session that was not finished counts as practice from this length on."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with practice.

    Attributes:
        current: the days up to today, or up to yesterday if today has none yet.
        longest: the most there ever were.
    """

    current: int
    longest: int


def practised(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """The sessions that count as practice."""
    return tuple(entry for entry in entries if entry.finished or entry.heard >= COUNTS_MS)


def heard_by_day(entries: Iterable[LogEntry]) -> dict[date, Ms]:
    """The milliseconds heard on each day that has sessions, in the order of the days."""
    heard: Counter[date] = Counter()
    for entry in entries:
        heard[entry.started.date()] += entry.heard
    return dict(sorted(heard.items()))


def streak_of(days: Collection[date], today: date) -> Streak:
    """The streaks in `days`, seen from `today`."""
    rows: dict[date, int] = {}
    for day in sorted(days):
        rows[day] = rows.get(day - DAY, 0) + 1
    return Streak(rows.get(today) or rows.get(today - DAY, 0), max(rows.values(), default=0))


def monday_of(day: date) -> date:
    """The first day of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())

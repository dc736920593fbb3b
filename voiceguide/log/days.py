"""The log by days, as they were lived: a session belongs to the date that the listener's clock showed at its start."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from voiceguide.log.store import LogEntry
from voiceguide.units import Ms

COUNTS_MS: Ms = 60_000
"""A session that was left earlier is no practice, unless it was over by then."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row: those up to today, or to yesterday as long as today may still come; and the most there ever were."""

    current: int
    longest: int


def practised(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """The sessions that count."""
    return tuple(entry for entry in entries if entry.finished or entry.heard >= COUNTS_MS)


def heard_by_day(entries: Iterable[LogEntry]) -> dict[date, Ms]:
    """How long was heard on each day that has sessions, in milliseconds, in order."""
    heard: Counter[date] = Counter()
    for entry in entries:
        heard[entry.started.date()] += entry.heard
    return dict(sorted(heard.items()))


def streak_of(days: Collection[date], today: date) -> Streak:
    """How many days in a row there are in `days`."""
    rows: dict[date, int] = {}
    for day in sorted(days):
        rows[day] = rows.get(day - DAY, 0) + 1
    return Streak(rows.get(today) or rows.get(today - DAY, 0), max(rows.values(), default=0))


def monday_of(day: date) -> date:
    """The first day of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())

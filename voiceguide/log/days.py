"""The log by days: a session belongs to the local date on which it began, or to the day before, if that had not ended yet."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from voiceguide.log.store import LogEntry
from voiceguide.units import Ms

COUNTS_MS: Ms = 60_000
"""A session that was not finished counts as practice from this length on."""

DAY = timedelta(days=1)
MIDNIGHT = timedelta(0)


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


def day_of(moment: datetime, day_ends: timedelta = MIDNIGHT) -> date:
    """The day to which a moment belongs, where days end so long after midnight, by the moment's own clock."""
    return (moment.replace(tzinfo=None) - day_ends).date()


def heard_by_day(entries: Iterable[LogEntry], day_ends: timedelta = MIDNIGHT) -> dict[date, Ms]:
    """The milliseconds heard on each day that has sessions, in the order of the days; see `day_of`."""
    heard: Counter[date] = Counter()
    for entry in entries:
        heard[day_of(entry.started, day_ends)] += entry.heard
    return dict(sorted(heard.items()))


def as_day(text: str) -> date | datetime:
    """A day, such as 2026-12-01, or a moment, such as 2026-12-01T07:30, in local time if it names no zone.

    Raises:
        ValueError: it is neither.
    """
    if len(text) == len("2026-12-01"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone()


def last_done(entries: Iterable[LogEntry], until: date | datetime) -> dict[str, date]:
    """The last day on which each exercise was done, by its name.

    Args:
        until: the last day that counts; or a moment, and then only sessions count that began before it.
    """
    found: dict[str, date] = {}
    for entry in entries:
        counts = entry.started < until if isinstance(until, datetime) else entry.started.date() <= until
        for name in entry.exercises if counts else ():
            found[name] = max(found.get(name, date.min), entry.started.date())
    return found


def streak_of(days: Collection[date], today: date) -> Streak:
    """The streaks in `days`, seen from `today`."""
    rows: dict[date, int] = {}
    for day in sorted(days):
        rows[day] = rows.get(day - DAY, 0) + 1
    return Streak(rows.get(today) or rows.get(today - DAY, 0), max(rows.values(), default=0))


def monday_of(day: date) -> date:
    """The first day of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from voiceguide.log.days import Streak, as_day, day_of, heard_by_day, last_done, monday_of, practised, streak_of
from voiceguide.log.store import LogEntry

TODAY = date(2026, 11, 22)


def days(*ago):
    return [TODAY - timedelta(days=number) for number in ago]


def entry(started, heard=600_000, finished=True):
    return LogEntry(started, heard, "a", "a", finished=finished)


@pytest.mark.parametrize(
    ("ago", "current", "longest"),
    [
        ((), 0, 0),
        ((0,), 1, 1),
        ((0, 1, 2), 3, 3),
        ((1, 2), 2, 2),
        ((2, 3, 4), 0, 3),
        ((0, 1, 5, 6, 7), 2, 3),
        ((-1, 0), 1, 2),
    ],
    ids=[
        "none",
        "today",
        "three",
        "today still to come",
        "broken",
        "an older one was longer",
        "a clock that was ahead",
    ],
)
def test_days_in_a_row(ago, current, longest):
    assert streak_of(days(*ago), TODAY) == Streak(current, longest)


def test_days_in_a_row_go_over_months_and_leap_days():
    row = [date(2028, 2, 27) + timedelta(days=number) for number in range(5)]
    assert streak_of(row, date(2028, 3, 2)) == Streak(5, 5)


@pytest.mark.parametrize("switch", [date(2026, 3, 29), date(2026, 10, 25)], ids=["23 hours", "25 hours"])
def test_the_day_on_which_clocks_change_is_one_day(switch):
    berlin = ZoneInfo("Europe/Berlin")
    late_and_early = [
        datetime(day.year, day.month, day.day, hour, 30, tzinfo=berlin)
        for day, hour in ((switch - timedelta(days=1), 23), (switch, 23), (switch + timedelta(days=1), 0))
    ]
    lived = heard_by_day(map(entry, late_and_early))
    assert streak_of(lived, switch + timedelta(days=1)) == Streak(3, 3)


def test_a_day_is_the_listeners_local_date():
    tokyo, lima = timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))
    lived = heard_by_day(
        [
            entry(datetime(2026, 5, 1, 0, 10, tzinfo=tokyo)),  # still 30 April in UTC
            entry(datetime(2026, 5, 2, 23, 50, tzinfo=lima)),  # 3 May by then
            entry(datetime(2026, 5, 2, 6, 0, tzinfo=lima)),
        ]
    )
    assert lived == {date(2026, 5, 1): 600_000, date(2026, 5, 2): 1_200_000}


@pytest.mark.parametrize(("clock", "day"), [("03:59", 1), ("04:00", 2), ("23:59", 2)])
def test_a_day_may_end_after_midnight(clock, day):
    moment = datetime.fromisoformat(f"2026-05-02T{clock}:00+09:00")
    assert day_of(moment, timedelta(hours=4)) == date(2026, 5, day)
    assert heard_by_day([entry(moment)], timedelta(hours=4)) == {date(2026, 5, day): 600_000}


def test_a_session_stopped_at_once_is_no_practice_and_a_short_finished_one_is():
    now = datetime(2026, 5, 1, tzinfo=UTC)
    left, short, long = entry(now, 59_999, False), entry(now, 30_000), entry(now, 60_000, False)
    assert practised([left, short, long]) == (short, long)


def test_weeks_begin_on_monday():
    assert monday_of(date(2026, 11, 22)) == monday_of(date(2026, 11, 16)) == date(2026, 11, 16)


def done(started, *exercises):
    return LogEntry(started, 600_000, "a", "a", exercises)


def test_an_exercise_was_last_done_on_the_latest_of_its_days_up_to_the_one_that_is_asked_for():
    entries = [
        done(datetime(2026, 11, day, 20, tzinfo=UTC), *names)
        for day, names in ((3, "ab"), (5, "a"), (9, "c"), (4, "a"))
    ]
    assert last_done(entries, date(2026, 11, 5)) == {"a": date(2026, 11, 5), "b": date(2026, 11, 3)}
    assert last_done(entries, date(2026, 11, 2)) == {}


def test_what_began_at_a_moment_or_later_does_not_count():
    began = datetime(2026, 11, 5, 20, tzinfo=UTC)
    entries = [done(began - timedelta(hours=1), "a"), done(began, "b")]
    assert set(last_done(entries, began)) == {"a"}


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "2026-12-01T25:00", "20261201T"])
def test_other_texts_are_no_day(text):
    with pytest.raises(ValueError, match=r".*"):
        as_day(text)


def test_a_day_and_a_moment_are_read():
    assert as_day("2026-12-01") == date(2026, 12, 1)
    moment = as_day("2026-12-01T07:30:00+01:00")
    assert isinstance(moment, datetime)
    assert moment == datetime(2026, 12, 1, 6, 30, tzinfo=UTC)

"""The log as a user meets it."""

import csv
import json
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from running import linux_only

from voiceguide.cli.calendar import picture, weeks_that_fit
from voiceguide.log.store import LogEntry, SessionLog

NOW = datetime.now().astimezone()
SUNDAY = date(2026, 11, 22)
MINUTE = 60_000


@pytest.fixture
def run(run):
    return partial(run, "log")


@pytest.fixture
def log_file(tmp_path):
    return SessionLog(tmp_path / "data" / "voiceguide" / "log.sqlite3")


def fill(log):
    for ago, minutes in ((0, 10), (1, 20), (2, 3), (400, 45)):
        exercises = ("Side stretch [easy]", "Cat and cow") if ago < 2 else ()
        log.add(LogEntry(NOW - timedelta(days=ago), minutes * MINUTE, "Back mobility", "back-mobility", exercises))


def lines(heard, weeks, **how):
    return [line.plain.rstrip() for line in picture(heard, SUNDAY, weeks, **how)]


def test_the_calendar_has_weeks_as_columns_and_minutes_as_shades():
    heard = {
        SUNDAY - timedelta(days=ago): minutes * MINUTE for ago, minutes in ((0, 4), (1, 5), (6, 29), (7, 30), (27, 1))
    }
    assert lines(heard, 4) == [
        "    Nov",
        "Mon ░ · · ▓",
        "Tue · · · ·",
        "Wed · · · ·",
        "Thu · · · ·",
        "Fri · · · ·",
        "Sat · · · ▒",
        "Sun · · █ ░",
        "    minutes: ░ under 5  ▒ under 15  ▓ under 30  █ more",
    ]


def test_a_calendar_for_few_characters_has_signs_that_differ():
    heard = {SUNDAY - timedelta(days=ago): minutes * MINUTE for ago, minutes in ((0, 4), (1, 5), (2, 29), (3, 30))}
    assert [line[4:] for line in lines(heard, 1, blocks=False)[1:8]] == list("...#x+-")


def test_days_to_come_are_left_empty():
    drawn = [line.plain.rstrip() for line in picture({}, SUNDAY - timedelta(days=4), 1)]
    assert drawn[1:8] == ["Mon ·", "Tue ·", "Wed ·", "Thu", "Fri", "Sat", "Sun"]


def test_each_month_stands_over_the_week_it_begins_in():
    months = lines({}, 14)[0]
    assert months == "    Aug Sep     Oct     Nov"
    assert weeks_that_fit(32) == 14


def test_the_name_of_a_month_makes_way_for_the_one_that_begins():
    assert picture({}, date(2026, 11, 1), 2)[0].plain == "      Nov"


def test_an_empty_log_says_how_to_fill_it(run):
    done = run()
    assert (done.returncode, done.stdout) == (0, "")
    assert (
        done.stderr
        == "The log is empty. It fills with sessions of a minute or more: try `voiceguide play desk-break`.\n"
    )


@linux_only
def test_a_log_that_is_off_says_so(run, config):
    config("[log]\noff = true\n")
    assert "has `off = true` under [log]" in run().stderr


def test_the_log_shows_days_minutes_streak_and_exercises(run, log_file):
    fill(log_file)
    done = run("--weeks", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert "In a row: 3 days.\n" in done.stdout
    assert "In 2 weeks: 33 minutes on 3 days.\n" in done.stdout
    table = [line.split() for line in done.stdout.splitlines()[-3:]]
    assert table == [
        ["Cat", "and", "cow", "2", NOW.date().isoformat()],
        ["Side", "stretch", "[easy]", "2", NOW.date().isoformat()],
        ["Back", "mobility", "1", (NOW - timedelta(days=2)).date().isoformat()],
    ]


def test_the_log_speaks_json(run, log_file):
    fill(log_file)
    told = json.loads(run("--json", "--weeks", "520").stdout)
    assert (told["format"], told["streak_days"], told["longest_streak_days"]) == ("voiceguide-log/1", 3, 3)
    assert [day["heard_ms"] for day in told["days"]] == [45 * MINUTE, 3 * MINUTE, 20 * MINUTE, 10 * MINUTE]
    assert {each["name"]: each["times"] for each in told["exercises"]} == {
        "Back mobility": 2,
        "Cat and cow": 2,
        "Side stretch [easy]": 2,
    }
    assert told["sessions"][-1]["started"] == NOW.isoformat()


def test_an_empty_log_is_json_too(run):
    told = json.loads(run("--json").stdout)
    assert (told["streak_days"], told["days"], told["sessions"]) == (0, [], [])


def test_the_log_is_a_table_for_spreadsheets(run, log_file, tmp_path):
    title = 'Back, "slowly"\nand on'
    started = (NOW - timedelta(days=1)).replace(hour=21, microsecond=0)
    log_file.add(LogEntry(started, 61_000, title, "back-mobility", ("Cat and cow", "Rückenlage"), finished=False))
    done = run("--csv", "--weeks", "520")
    assert done.returncode == 0
    assert run("--csv", "--weeks", "520", "-o", "practice.csv").stdout == "practice.csv\n"
    written = (tmp_path / "practice.csv").read_bytes().decode()
    head, row = csv.reader(written.splitlines(keepends=True), strict=True)
    assert ",".join(head) == "started,day,heard_ms,title,script,exercises,finished"
    assert row == [
        started.isoformat(),
        started.date().isoformat(),
        "61000",
        title,
        "back-mobility",
        "Cat and cow; Rückenlage",
        "false",
    ]
    assert written.count("\r\n") == 2
    assert "".join(written.splitlines()) == "".join(done.stdout.splitlines())


def test_an_empty_log_is_a_table_with_a_head(run):
    assert run("--csv").stdout.split() == ["started,day,heard_ms,title,script,exercises,finished"]


@linux_only
def test_what_is_heard_before_the_day_ends_belongs_to_the_day_before(run, log_file, config):
    started = (NOW - timedelta(days=9)).replace(hour=3, minute=59)
    log_file.add(LogEntry(started, 20 * MINUTE, "Wind down", "wind-down"))
    assert json.loads(run("--json").stdout)["days"] == [{"date": started.date().isoformat(), "heard_ms": 20 * MINUTE}]
    config('[log]\nday_ends = "04:00"\n')
    before = (started - timedelta(days=1)).date().isoformat()
    told = json.loads(run("--json").stdout)
    assert told["days"] == [{"date": before, "heard_ms": 20 * MINUTE}]
    assert told["exercises"][0]["last"] == before
    assert f"{started.isoformat()},{before}," in run("--csv").stdout


@pytest.mark.parametrize(
    ("flags", "code", "expected"),
    [
        (["--csv", "--json"], 2, "expected one of them"),
        (["-o", "practice.csv"], 2, "-o goes with --csv or --json"),
        (["--csv", "-o", "nowhere/practice.csv"], 1, "its folder does not exist"),
    ],
)
def test_a_wrong_wish_for_data_is_refused(run, flags, code, expected):
    done = run(*flags)
    assert (done.returncode, done.stdout) == (code, "")
    assert expected in done.stderr


def test_a_damaged_log_is_one_clear_sentence(run, tmp_path):
    (tmp_path / "data" / "voiceguide").mkdir(parents=True)
    (tmp_path / "data" / "voiceguide" / "log.sqlite3").write_text("Dear diary")
    done = run()
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    assert "is damaged" in done.stderr


def test_an_output_of_few_characters_gets_plain_signs(run, log_file):
    fill(log_file)
    done = run(PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "x under 30" in done.stdout

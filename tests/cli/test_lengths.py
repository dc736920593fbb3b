"""Sessions of a wanted length as a user meets them."""

import json
from datetime import datetime, timedelta

import pytest

from voiceguide.cli.beginning import chapter_named, day_of
from voiceguide.errors import ChoiceError
from voiceguide.log.store import LogEntry, SessionLog
from voiceguide.playback.places import SavedPlace

NOW = datetime.now().astimezone()
VOICE = ("--voice", "system")


@pytest.fixture
def log_file(tmp_path):
    return SessionLog(tmp_path / "data" / "voiceguide" / "log.sqlite3")


def test_the_lengths_of_a_session_are_printed_with_what_is_in_each(run):
    done = run("plan", "desk-break", "--lengths", *VOICE)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["minutes", "lasts", "exercises"]
    assert any(line.endswith("  All") for line in lines)
    assert any(line.endswith("All. Round 2: all") for line in lines)


def test_a_length_that_cannot_be_had_is_refused_in_one_line(run):
    done = run("plan", "desk-break", "--minutes", "1", *VOICE)
    assert (done.returncode, done.stdout) == (1, "")
    assert "'Desk break' cannot last 1:00: the shortest that it can last is " in done.stderr


def test_a_plan_tells_how_far_it_is_off(run):
    asked = ("plan", "desk-break", *VOICE, "--minutes")
    duration = json.loads(run(*asked, "6", "--json").stdout)["duration_ms"]
    off = {-3: "3 s more than wanted", 0: "as long as wanted", 4: "4 s less than wanted"}
    for seconds, words in off.items():
        first = run(*asked, f"{(duration // 1000 + seconds) / 60:.6f}").stdout.splitlines()[0]
        assert first.endswith(f" at pace 4-6, {words}")


def test_a_plan_tells_why_each_exercise_is_in_it(run, log_file):
    for ago in (1, 3):
        name = {1: "seated-thoracic-extension", 3: "seated-side-stretch"}[ago]
        log_file.add(LogEntry(NOW - timedelta(days=ago), 600_000, "Desk break", "desk-break", (name,)))
    done = run("plan", "desk-break", "--minutes", "4", "--fresh", *VOICE)
    assert done.stdout.splitlines()[-2:] == [
        "Seated thoracic extension: last done yesterday, not this time",
        "Seated side stretch: last done 3 days ago",
    ]
    before = (NOW - timedelta(days=2)).date().isoformat()
    done = run("plan", "desk-break", "--minutes", "4", "--fresh", "--day", before, *VOICE)
    assert done.stdout.splitlines()[-2].startswith("Seated thoracic extension: never done")
    assert done.stdout.splitlines()[-1].startswith("Seated side stretch: last done yesterday")


def test_why_stands_aside_where_a_program_reads_the_plan(run):
    done = run("plan", "desk-break", "--minutes", "4", "--fresh", "--json", *VOICE)
    assert done.stdout.startswith("{")
    assert "Seated side stretch: never done" in done.stderr


def test_a_day_that_is_none_is_wrong_usage(run):
    done = run("plan", "desk-break", "--fresh", "--day", "someday")
    assert done.returncode == 2
    assert "expected a day, such as 2026-12-01" in done.stderr


ROUNDS = ("Welcome", "Side stretch", "Wall slide", "Side stretch, round 2", "Wall slide, round 2", "Closing")
NAMES = (None, "side", "wall", "side", "wall", None)


def test_an_exercise_to_begin_with_is_the_one_of_the_first_round_unless_another_is_named():
    assert chapter_named(ROUNDS, NAMES, "side") == 1
    assert chapter_named(ROUNDS, NAMES, "wall slide") == 2
    assert chapter_named(ROUNDS, NAMES, "side stretch, round 2") == 3
    assert chapter_named(ROUNDS, NAMES, "4") == 4
    with pytest.raises(ChoiceError, match="could be"):
        chapter_named(ROUNDS, NAMES, "s")


def test_a_session_that_was_stopped_goes_on_with_what_was_chosen_then():
    words = ("desk-break", "--fresh", "--day", "2026-12-01T07:30:00+00:00")
    assert day_of(SavedPlace("desk-break", words, "a", 1, 0, 0)) == "2026-12-01T07:30:00+00:00"
    assert day_of(SavedPlace("desk-break", words[:2], "a", 1, 0, 0)) is None

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from voiceguide.errors import LogError
from voiceguide.log.store import LogEntry, SessionLog, log_path

NOBODY = 65534
ATHENS = timezone(timedelta(hours=2))
MORNING = datetime(2026, 3, 28, 7, 30, tzinfo=ATHENS)
ENTRY = LogEntry(MORNING, 754_000, "Back mobility", "back-mobility", ("Cat and cow", "Dehnung „seitlich“"))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "not yet there" / "log ?#%.sqlite3"


def test_an_added_session_is_read_whole_the_next_time(file):
    left = LogEntry(MORNING + timedelta(days=1), 90_000, "Box breathing", "box.md", finished=False)
    SessionLog(file).add(ENTRY)
    SessionLog(file).add(left)
    assert SessionLog(file).entries() == (ENTRY, left)
    assert SessionLog(file).entries()[0].started.utcoffset() == timedelta(hours=2)


def test_sessions_are_in_the_order_of_their_starts_in_any_time_zone(file):
    later_by_the_clock = LogEntry(MORNING.astimezone(timezone(timedelta(hours=9))), 1, "first", "a")
    earlier_by_the_clock = LogEntry(
        (MORNING + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-8))), 1, "second", "b"
    )
    SessionLog(file).add(earlier_by_the_clock)
    SessionLog(file).add(later_by_the_clock)
    assert [entry.title for entry in SessionLog(file).entries()] == ["first", "second"]


def test_a_log_that_was_never_written_is_empty_and_is_not_made_by_looking(file):
    assert SessionLog(file).entries() == ()
    assert not file.parent.exists()


def test_an_empty_file_is_an_empty_log_and_can_be_filled(file):
    file.parent.mkdir()
    file.touch()
    assert SessionLog(file).entries() == ()
    SessionLog(file).add(ENTRY)
    assert SessionLog(file).entries() == (ENTRY,)


def test_a_time_without_its_zone_is_refused(file):
    with pytest.raises(ValueError, match="aware"):
        SessionLog(file).add(LogEntry(datetime(2026, 3, 28), 1, "a", "a"))


def test_several_processes_add_at_once_and_none_is_lost(file):
    code = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from voiceguide.log.store import LogEntry, SessionLog\n"
        "for n in range(10): SessionLog(Path(sys.argv[1])).add(LogEntry(datetime.now().astimezone(), n, sys.argv[2], ''))"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, file, str(number)]) for number in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    added = [(entry.title, entry.heard) for entry in SessionLog(file).entries()]
    assert sorted(added) == [(str(number), n) for number in range(4) for n in range(10)]


def test_while_another_process_writes_the_log_can_be_read(file):
    SessionLog(file).add(ENTRY)
    with sqlite3.connect(file) as other:
        other.execute("BEGIN IMMEDIATE")
        assert SessionLog(file).entries() == (ENTRY,)
    other.close()


def test_a_log_of_a_newer_voiceguide_is_left_alone(file):
    SessionLog(file).add(ENTRY)
    with sqlite3.connect(file) as newer:
        newer.execute("PRAGMA user_version = 2")
    newer.close()
    before = file.read_bytes()
    for use in (SessionLog(file).entries, lambda: SessionLog(file).add(ENTRY)):
        with pytest.raises(LogError, match="newer voiceguide: expected a log of version 1, got 2"):
            use()
    assert file.read_bytes() == before


def test_another_programs_database_is_left_alone(file):
    file.parent.mkdir()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE theirs (a)")
    other.close()
    before = file.read_bytes()
    for use in (SessionLog(file).entries, lambda: SessionLog(file).add(ENTRY)):
        with pytest.raises(LogError, match="not a log of voiceguide"):
            use()
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_reported_as_damaged_with_a_remedy(file):
    file.parent.mkdir()
    file.write_text("Dear diary, " * 100)
    for use in (SessionLog(file).entries, lambda: SessionLog(file).add(ENTRY)):
        with pytest.raises(LogError, match=r"is damaged .*: please move it away"):
            use()
    assert file.read_text() == "Dear diary, " * 100


@pytest.mark.parametrize(
    "column", ["started = 'yesterday'", "started = '2026-03-28'", "exercises = '5'", "exercises = '{'"]
)
def test_a_row_that_cannot_be_understood_is_reported_as_damaged(file, column):
    SessionLog(file).add(ENTRY)
    with sqlite3.connect(file) as other:
        other.execute(f"UPDATE session SET {column}")
    other.close()
    with pytest.raises(LogError, match="is damaged"):
        SessionLog(file).entries()


@pytest.mark.parametrize("seed", range(40))
def test_however_the_file_is_damaged_there_is_no_other_error(file, seed):
    for _ in range(20):
        SessionLog(file).add(ENTRY)
    chance = random.Random(seed)
    whole = bytearray(file.read_bytes())
    for _ in range(chance.randint(1, 200)):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    file.write_bytes(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
    for use in (SessionLog(file).entries, lambda: SessionLog(file).add(ENTRY)):
        try:
            use()
        except LogError as error:
            assert str(file) in str(error)  # noqa: PT017


def test_a_place_that_cannot_be_written_is_reported(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LogError, match="cannot be written"):
        SessionLog(tmp_path / "file" / "log.sqlite3").add(ENTRY)
    with pytest.raises(LogError, match=r"cannot be written.*check its folder"):
        SessionLog(tmp_path).add(ENTRY)
    with pytest.raises(LogError, match="cannot be read"):
        SessionLog(tmp_path).entries()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work differently there")
def test_a_log_in_a_folder_that_is_read_only_can_be_read():
    with TemporaryDirectory() as folder, as_nobody(Path(folder)):
        file = Path(folder, "log.sqlite3")
        SessionLog(file).add(ENTRY)
        file.parent.chmod(0o555)
        file.chmod(0o444)
        assert SessionLog(file).entries() == (ENTRY,)
        with pytest.raises(LogError, match="cannot be written"):
            SessionLog(file).add(ENTRY)
        file.parent.chmod(0o755)


@contextmanager
def as_nobody(folder):
    """Run as the user nobody, who then owns the folder, if this is root, who may write everywhere."""
    if os.geteuid():
        yield
        return
    os.chown(folder, NOBODY, -1)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_the_users_own_log_is_where_the_system_keeps_data():
    assert Path(*log_path().parts[-2:]) == Path("voiceguide/log.sqlite3")

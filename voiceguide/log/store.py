"""The log of the sessions that were heard: an SQLite file."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from voiceguide.errors import LogError
from voiceguide.storage.names import in_unicode
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One session in the log.

    Attributes:
        started: when it began, in local time with its zone, so that its date is the listener's.
        heard: how long sound was heard, in milliseconds, without pauses.
        title: of the session.
        script: its file, or the name of a bundled script.
        exercises: the names of the exercises that were done, in order.
        finished: whether it was heard to its end.

    Raises:
        ValueError: the start of the session has no time zone.
    """

    started: datetime
    heard: Ms
    title: str
    script: str
    exercises: tuple[str, ...] = ()
    finished: bool = True

    def __post_init__(self) -> None:
        if self.started.tzinfo is None:
            raise ValueError(f"Expected a start that is aware of its time zone, got {self.started}")


APPLICATION = 0x76676C67
"""Marks a file as a log of voiceguide (https://sqlite.org/pragma.html#pragma_application_id)."""

VERSION = 1
"""The version of the table below. A file with a higher one was written by a newer voiceguide."""

TABLE = """CREATE TABLE session (
    started TEXT NOT NULL, heard_ms INTEGER NOT NULL, title TEXT NOT NULL, script TEXT NOT NULL,
    exercises TEXT NOT NULL, finished INTEGER NOT NULL
)"""

TIMEOUT_S = 5.0
"""How long to wait while another process writes."""


def log_path() -> Path:
    """The file of this user's log."""
    from platformdirs import user_data_path

    return user_data_path("voiceguide", appauthor=False) / "log.sqlite3"


class SessionLog:
    """The log in a file. Several processes may share it; the first entry creates it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, entry: LogEntry) -> None:
        """Add a session: whole, or not at all.

        Raises:
            LogError: the file cannot be written, is damaged, or is a newer voiceguide's.
        """
        started, script, exercises = entry.started.isoformat(), in_unicode(entry.script), json.dumps(entry.exercises)
        row = (started, entry.heard, entry.title, script, exercises, entry.finished)
        with self._faults("written"):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connect("rwc")) as database, database:
                database.execute("BEGIN IMMEDIATE")
                if self._is_new(database):
                    database.execute(TABLE)
                    database.execute(f"PRAGMA application_id = {APPLICATION}")
                    database.execute(f"PRAGMA user_version = {VERSION}")
                database.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", row)

    def entries(self) -> tuple[LogEntry, ...]:
        """Every session in the log, in the order of their starts.

        Raises:
            LogError: the file cannot be read, is damaged, or is a newer voiceguide's.
        """
        with self._faults("read"):
            if not self._file.exists():
                return ()
            with closing(self._connect("ro")) as database:
                if self._is_new(database):
                    return ()
                columns = "started, heard_ms, title, script, exercises, finished"
                rows = database.execute(f"SELECT {columns} FROM session").fetchall()  # noqa: S608
            return tuple(sorted(map(_entry, rows), key=lambda entry: entry.started))

    def _connect(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{sqlite_uri(self._file.absolute())}?mode={mode}", uri=True, timeout=TIMEOUT_S, isolation_level=None
        )

    def _is_new(self, database: sqlite3.Connection) -> bool:
        """Whether the file is still empty.

        Raises:
            LogError: the file is another program's, or a newer voiceguide's.
        """
        application, version, tables = (
            database.execute(question).fetchone()[0]
            for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if (application, version, tables) == (0, 0, 0):
            return True
        if application != APPLICATION:
            raise LogError(f"{self._file} is not a log of voiceguide: please move it away, and a new one is begun.")
        if version > VERSION:
            raise LogError(
                f"{self._file} was written by a newer voiceguide: expected a log of version {VERSION}, got {version}. "
                "Please update voiceguide."
            )
        return False

    @contextmanager
    def _faults(self, what: str) -> Iterator[None]:
        """Turn every failure of the file into a LogError. `what` is `read` or `written`."""
        try:
            yield
        except LogError:
            raise
        except sqlite3.OperationalError as error:  # no folder, no permission, no space, or locked for too long
            raise LogError(
                f"The log {self._file} cannot be {what}: {error}. Please check its folder and the space on the disk."
            ) from error
        except OSError as error:
            raise LogError(
                f"The log {self._file} cannot be {what}: {error.strerror or error}. Please check its folder."
            ) from error
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise LogError(
                f"The log {self._file} is damaged ({error}): please move it away, and a new one is begun."
            ) from error


def sqlite_uri(file: PurePath) -> str:
    """A file's URI for SQLite, which allows no server in it: a path on a Windows share has its slashes in the path part
    (https://sqlite.org/uri.html#the_uri_path)."""
    uri = file.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _entry(row: tuple[str, int, str, str, str, int]) -> LogEntry:
    started, heard, title, script, exercises, finished = row
    done = tuple(map(str, json.loads(exercises)))
    return LogEntry(datetime.fromisoformat(started), int(heard), title, script, done, bool(finished))

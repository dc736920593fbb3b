"""What was made into a folder, and from what: a record for each item, by which the next run knows what it can leave as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from voiceguide.batch.job import BatchJob, Made, MadeFile, made_file
from voiceguide.storage.atomic import locked, making_folder, refusal, replacing

RECORDS = ".voiceguide-batch"
"""The folder of the records, inside the batch's folder."""

MOST_BYTES = 1 << 22

DAMAGED = (OSError, ValueError, TypeError, KeyError, RecursionError)
"""What is raised where a record is missing or is not as it was written."""


class Records:
    """The records in a batch's folder. Several processes may write them: one that does not fit its files counts for nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def found(self, job: BatchJob) -> Made | None:
        """What was made of a job before, if all of it is still there, byte for byte, and verified where that is asked for;
        None if it has to be made."""
        with suppress(*DAMAGED):
            record = self._record(job)
            files = tuple(MadeFile(**each) for each in record["files"])
            done = record["key"] == job.key and (record["verified"] or not job.verify)
            if done and files and all(self._is_whole(each) for each in files):
                return Made(files, int(record["duration_ms"]))
        return None

    def with_own(self, job: BatchJob) -> BatchJob:
        """The job with the files that were made of it before, whatever has become of them."""
        with suppress(*DAMAGED):
            return replace(job, own=tuple(str(each["path"]) for each in self._record(job)["files"]))
        return job

    def keep(self, job: BatchJob, made: Made) -> None:
        """Write down what was made of a job.

        Raises:
            ExportError: the folder cannot be written.
        """
        making_folder(self.folder / RECORDS)
        record: dict[str, Any] = {
            "name": job.name,
            "key": job.key,
            "verified": job.verify,
            "duration_ms": made.duration,
            "files": [asdict(each) for each in made.files],
        }
        with replacing(self._path(job.name)) as file:
            file.write(json.dumps(record, indent=1).encode())

    @contextmanager
    def used(self) -> Iterator[bool]:
        """Use the folder for a batch. Yields whether no other batch uses it, as far as this system can tell.

        Raises:
            ExportError: the folder cannot be written.
        """
        path = self.folder / RECORDS / "lock"
        making_folder(path.parent)
        try:
            file = path.open("wb")
        except OSError as error:
            raise refusal(path, error) from error
        with file:
            alone = True
            with suppress(ImportError, OSError):
                alone = locked(file.fileno())
            yield alone

    def _record(self, job: BatchJob) -> Any:
        with self._path(job.name).open("rb") as file:
            return json.loads(file.read(MOST_BYTES))

    def _path(self, name: str) -> Path:
        return self.folder / RECORDS / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"

    def _is_whole(self, recorded: MadeFile) -> bool:
        path = self.folder / recorded.path
        return path.stat().st_size == recorded.size and made_file(path, self.folder) == recorded

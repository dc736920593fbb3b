"""What was made into a folder, and from what: a record for each item, by which the next run knows what it can leave as it is."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from voiceguide.batch.job import BatchJob, Made, MadeFile, made_file
from voiceguide.storage.atomic import making_folder, replacing

RECORDS = ".voiceguide-batch"
"""The folder of the records, inside the batch's folder."""

MOST_BYTES = 1 << 22


class Records:
    """The records in a batch's folder. Several processes may write them: one that does not fit its files counts for nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def found(self, job: BatchJob) -> Made | None:
        """What was made of a job before, if all of it is still there, byte for byte, and verified where that is asked for;
        None if it has to be made."""
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            with self._path(job.name).open("rb") as file:
                record = json.loads(file.read(MOST_BYTES))
            files = tuple(MadeFile(**each) for each in record["files"])
            done = record["key"] == job.key and (record["verified"] or not job.verify)
            if done and files and all(self._is_whole(each) for each in files):
                return Made(files, int(record["duration_ms"]))
        return None

    def keep(self, job: BatchJob, made: Made) -> None:
        """Write down what was made of a job.

        Raises:
            ExportError: the folder cannot be written.
        """
        making_folder(self._folder / RECORDS)
        files = [{"path": each.path, "size": each.size, "digest": each.digest} for each in made.files]
        record: dict[str, Any] = {
            "name": job.name,
            "key": job.key,
            "verified": job.verify,
            "duration_ms": made.duration,
            "files": files,
        }
        with replacing(self._path(job.name)) as file:
            file.write(json.dumps(record, indent=1).encode())

    def _path(self, name: str) -> Path:
        return self._folder / RECORDS / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"

    def _is_whole(self, recorded: MadeFile) -> bool:
        path = self._folder / recorded.path
        return path.stat().st_size == recorded.size and made_file(path, self._folder) == recorded

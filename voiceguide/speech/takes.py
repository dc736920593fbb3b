"""What was spoken, held for as long as it is needed."""

from __future__ import annotations

import threading
import weakref
from tempfile import TemporaryFile
from typing import IO

from voiceguide.errors import SpeechError

LOST = "What was spoken cannot be read back from its temporary file"


class Takes:
    """Bytes under a name each. What was added once stays as it is, whatever becomes of the place that it came from.

    They lie in one temporary file that nobody else can open, and that is gone when this is, even if the program is killed.
    Where no such file can be written, they are kept in memory. May be used from several threads at once.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._spans: dict[str, tuple[int, int]] = {}
        self._in_memory: dict[str, bytes] = {}
        self._end = 0
        self._lock = threading.Lock()

    def __contains__(self, key: str) -> bool:
        return key in self._spans or key in self._in_memory

    def add(self, key: str, take: bytes) -> None:
        """Hold a take. One that is there already under this name stays, and the new one is dropped."""
        with self._lock:
            if key in self:
                return
            try:
                self._append(take)
            except OSError:
                self._in_memory[key] = take
            else:
                self._spans[key] = self._end, len(take)
                self._end += len(take)

    def size(self, key: str) -> int:
        """How many bytes a take has."""
        return self._spans[key][1] if key in self._spans else len(self._in_memory[key])

    def read(self, key: str) -> bytes:
        """The take as it was added.

        Raises:
            SpeechError: the temporary file cannot be read back.
        """
        if key in self._in_memory:
            return self._in_memory[key]
        start, size = self._spans[key]
        try:
            with self._lock:
                assert self._file
                self._file.seek(start)
                take = self._file.read(size)
        except OSError as error:
            raise SpeechError(f"{LOST}: {error.strerror}. Please start again.") from error
        if len(take) != size:
            raise SpeechError(f"{LOST}: it became shorter. Please start again.")
        return take

    def _append(self, take: bytes) -> None:
        if self._file is None:
            self._file = TemporaryFile(prefix="voiceguide-", buffering=0)  # noqa: SIM115 - it lives as long as this
            weakref.finalize(self, self._file.close)
        self._file.seek(self._end)
        if self._file.write(take) != len(take):
            raise OSError("the disk is full")

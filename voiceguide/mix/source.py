"""A file as a source for miniaudio."""

import os
from pathlib import Path

from miniaudio import SeekOrigin, StreamableSource


class RestOfFile(StreamableSource):  # type: ignore[misc]  # miniaudio has no types
    """A file from some byte on, as a source for miniaudio. Its name need not be UTF-8, unlike names that miniaudio opens itself.

    Raises:
        OSError: the file cannot be opened.
    """

    def __init__(self, file: Path, start: int = 0) -> None:
        self._file = file.open("rb")
        self._start = self._file.seek(start)

    def read(self, num_bytes: int) -> bytes:
        return self._file.read(num_bytes)

    def seek(self, offset: int, origin: SeekOrigin) -> bool:
        whence = {SeekOrigin.START: os.SEEK_SET, SeekOrigin.CURRENT: os.SEEK_CUR, SeekOrigin.END: os.SEEK_END}[origin]
        self._file.seek(offset + (self._start if whence == os.SEEK_SET else 0), whence)
        return True

    def close(self) -> None:
        self._file.close()

"""The rest of a file, for miniaudio to decode. Imports it, so import this late."""

import os
from pathlib import Path

from miniaudio import SeekOrigin, StreamableSource


class RestOfFile(StreamableSource):  # type: ignore[misc]  # miniaudio has no types
    """A file from some byte on, as if it began there. Its name may hold what is no UTF-8, which miniaudio does not open itself.

    Raises:
        OSError: it cannot be opened.
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

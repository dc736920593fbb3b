"""Sets up stdin, stdout and stderr for every command, whatever they lead to and whatever their encoding is."""

from __future__ import annotations

import codecs
import errno
import io
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TextIO

from voiceguide.errors import OutputError
from voiceguide.letters import SPELLED

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

ASCII = "voiceguide-ascii"
"""ASCII under another name: click takes a stream in ASCII for a mistake, and writes UTF-8 past it."""


class ReaderGone(OutputError):
    """The reader of stdout has closed it. No message is shown."""


def set_streams() -> None:
    """Set stdin, stdout and stderr for a whole run, before anything is printed.

    - One that was closed (`>&-`) reads nothing and writes nowhere.
    - A character that their encoding lacks is spelled in ASCII.
    - A write to stdout that fails raises `OutputError` once; what is printed after that goes nowhere.
    - A write to stderr that fails is ignored.
    """
    codecs.register(_find_ascii)
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(number, mode))
    sys.stdout = _text_over(sys.stdout, _tell)
    sys.stderr = _text_over(sys.stderr)


def _nowhere(number: int, mode: str) -> IO[Any]:
    """A stream of the null device under the descriptor `number`, so that no file that is opened later gets it."""
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    os.set_inheritable(number, True)
    return Path(os.devnull).open(mode, encoding="utf-8")


def _text_over(stream: TextIO, failed: Callable[[OSError], NoReturn] | None = None) -> TextIO:
    """A text stream that writes to where `stream` does. A stream that is not Python's own is returned as it is."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    encoding = ASCII if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding
    return io.TextIOWrapper(
        io.BufferedWriter(_Outlet(stream, failed)),
        encoding,
        SPELLED,
        line_buffering=stream.line_buffering or stream.write_through,
    )


class _Outlet(io.RawIOBase):
    """The unbuffered end of a stream.

    Args:
        failed: raises an error when a write fails; after that, or after an interrupt, what is written is dropped. Without
            it, each write that fails is ignored.
    """

    def __init__(self, stream: io.TextIOWrapper, failed: Callable[[OSError], NoReturn] | None) -> None:
        self._stream = stream  # held, since it closes the raw stream when it is collected
        self._raw: Any = getattr(stream.buffer, "raw", stream.buffer)
        self._failed = failed
        self._over = False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        return bool(self._raw.isatty())

    def write(self, data: ReadableBuffer, /) -> int:
        size = memoryview(data).nbytes
        if self._over:
            return size
        try:
            while (written := self._raw.write(data)) is None:  # the other end takes nothing now
                select.select([], [self._raw], [])
            return int(written)
        except OSError as error:
            if self._failed is None:
                return size
            self._over = True
            self._failed(error)
        except KeyboardInterrupt:
            self._over = self._failed is not None
            raise


def _tell(error: OSError) -> NoReturn:
    if error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL):
        raise ReaderGone("Whoever read the results has closed the pipe.") from error
    raise OutputError(
        f"The results cannot be written to standard output ({error.strerror or error}). "
        "Check where it leads and the space there, and try again."
    ) from error


def _find_ascii(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != ASCII:
        return None
    found = codecs.lookup("ascii")
    return codecs.CodecInfo(
        found.encode, found.decode, found.streamreader, found.streamwriter,
        found.incrementalencoder, found.incrementaldecoder, name=ASCII,
    )  # fmt: skip

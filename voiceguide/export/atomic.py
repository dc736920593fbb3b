"""A file that is there whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from voiceguide.errors import ExportError, VoiceguideError

REMEDIES = {
    errno.ENOENT: "its folder does not exist; make the folder, or choose another with -o.",
    errno.ENOTDIR: "its folder is not a folder; choose another with -o.",
    errno.EISDIR: "it is a folder; give the name of a file with -o.",
    errno.EACCES: "writing there is not allowed; choose another folder with -o.",
    errno.EPERM: "writing there is not allowed; choose another folder with -o.",
    errno.EROFS: "that disk is read-only; choose another folder with -o.",
    errno.ENOSPC: "the disk is full; free some space, or choose another disk with -o.",
    errno.EDQUOT: "your share of the disk is used up; free some space, or choose another disk with -o.",
    errno.EFBIG: "that disk takes no file so large; choose another disk with -o.",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter one with -o.",
}
"""What was found and what to do, by the reason that the system gives."""


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside `target` for the `with` block to fill, and put it in the target's place at the end of the block.

    Until then the target is as it was; if the block raises, it stays so and nothing is left behind.

    Raises:
        ExportError: the system refuses to open, write or rename the file.
    """
    beside = target.parent / f".voiceguide-{secrets.token_hex(6)}.part"
    with _in_words(target):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            with beside.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise


def making_folder(folder: Path) -> None:
    """Make a folder, and those it is in, unless it is there.

    Raises:
        ExportError: the system refuses, or a file has its name.
    """
    with _in_words(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    """What the system refuses, said to people."""
    try:
        yield
    except VoiceguideError:
        raise
    except OSError as error:
        remedy = REMEDIES.get(error.errno or 0, f"{error.strerror or error}.")
        raise ExportError(f"{target} cannot be written: {remedy}") from error

"""A file that is there whole or not at all."""

import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import Any, BinaryIO

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
    errno.ELOOP: "it is a symbolic link that leads back to itself; remove the link, or choose another name with -o.",
}
"""What was found and what to do, by the reason that the system gives."""

UNTOUCHED_S = 24 * 3600
"""Where files cannot be locked, one that nobody wrote to for so long is taken for left."""

_PART = re.compile(r"\.voiceguide-[0-9a-f]{12}\.part")


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside `target` for the `with` block to fill, and put it in the target's place at the end of the block.

    Until then the target is as it was; if the block raises, it stays so and nothing is left behind. Of a symbolic link, the
    file that it points to is the target. What the block raises is passed on as it is, unless it is an `OSError` that has the
    name of the opened file: another program that writes the file by its name is blamed in that way.

    Raises:
        ExportError: the system refuses to open, write or rename the file.
    """
    with ExitStack() as claim:
        with _in_words(target):
            place = behind_links(target)
            _refuse_folder(place)
            beside, file = _new_part(place.parent, target, claim)
        try:
            yield file
            with _in_words(target):
                file.flush()
                os.fsync(file.fileno())
                file.close()
                _put_in_place(beside, place)
        except BaseException as error:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                beside.unlink()
            if isinstance(error, OSError) and error.filename == str(beside):
                raise refusal(target, error) from error
            raise


def behind_links(target: Path) -> Path:
    """What is written where `target` is named: itself, or what it points to if it is a symbolic link, there or not yet.

    Raises:
        ExportError: it is a link that leads back to itself or into a folder that does not exist, or a device or a pipe,
            which would be replaced by a file.
    """
    if target.exists() and not target.is_file() and not target.is_dir():
        raise ExportError(f"{target} cannot be written: it is a device or a pipe; give the name of a file with -o.")
    found = Path(os.path.realpath(target)) if target.is_symlink() else target
    if found.is_symlink():
        raise ExportError(f"{target} cannot be written: {REMEDIES[errno.ELOOP]}")
    if found is not target and not found.parent.is_dir():
        raise ExportError(
            f"{target} cannot be written: it is a symbolic link to {found}, whose folder does not exist; make that folder, "
            "or remove the link."
        )
    return found


def _put_in_place(beside: Path, target: Path, platform: str = sys.platform) -> None:
    try:
        beside.replace(target)
    except PermissionError as error:
        if platform == "win32" and target.is_file():  # Windows replaces no file that is open
            raise ExportError(
                f"{target} cannot be replaced: another program has it open, such as a player, or it is read-only. "
                "Close that program, or choose another name with -o."
            ) from error
        raise


def sweep(folder: Path) -> None:
    """Remove the files that killed processes left half written in a folder. What is being written now, by whomever, stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unclaimed(Path(entry.path))


def refusal(target: Path, error: OSError) -> ExportError:
    """What the system refuses of a target, said to people."""
    remedy = REMEDIES.get(error.errno or 0, f"{error.strerror or error}.")
    return ExportError(f"{target} cannot be written: {remedy}")


def _refuse_folder(place: Path) -> None:
    """See that a file can have this name, before any work is done for it."""
    with suppress(FileNotFoundError):
        if stat.S_ISDIR(place.stat().st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


class _Part(FileIO):
    """A new file that will take a target's place: what the system refuses of it is told as the target's."""

    def __init__(self, path: Path, target: Path) -> None:
        super().__init__(str(path), "xb")
        self._target = target

    def write(self, data: Any) -> int:
        with _in_words(self._target):
            return super().write(data)


def _new_part(folder: Path, target: Path, claim: ExitStack) -> tuple[Path, BinaryIO]:
    """A new file and its name, claimed until `claim` is closed: longer than it is open, for it has still to be renamed."""
    while True:
        beside = folder / f".voiceguide-{secrets.token_hex(6)}.part"
        file = BufferedWriter(_Part(beside, target))
        with suppress(ImportError, OSError):  # where it cannot be claimed, nobody else can claim it either
            if not _claimed(file.fileno()) or not beside.exists():  # a sweep was quicker
                file.close()
                continue
            claim.callback(os.close, os.dup(file.fileno()))
        return beside, file


def _remove_unclaimed(path: Path) -> None:
    with path.open("rb") as file:
        with suppress(ImportError):
            if _claimed(file.fileno()):
                path.unlink()
            return
        left = time.time() - os.fstat(file.fileno()).st_mtime > UNTOUCHED_S
    if left:
        path.unlink()


def _claimed(descriptor: int) -> bool:
    """Claim an open file until it is closed, with all copies of its descriptor; False when somebody else has.

    Raises:
        ImportError, OSError: this system, or this disk, knows no claims.
    """
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def making_folder(folder: Path) -> None:
    """Make a folder, and those it is in, unless it is there.

    Raises:
        ExportError: the system refuses, or a file has its name.
    """
    with _in_words(folder):
        try:
            behind_links(folder).mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise ExportError(
                f"{folder} cannot be made: a file has that name. Choose another folder with -o."
            ) from None


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    """What the system refuses of a target, as an `ExportError`."""
    try:
        yield
    except VoiceguideError:
        raise
    except OSError as error:
        raise refusal(target, error) from error

"""Atomic writing: a file is written whole or not at all."""

import errno
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import Any, BinaryIO

from voiceguide.errors import ExportError, VoiceguideError

REMEDIES = {
    errno.ENOENT: "its folder does not exist; make the folder, or choose another.",
    errno.ENOTDIR: "its folder is not a folder; choose another.",
    errno.EEXIST: "a file has that name; choose another folder.",
    errno.EISDIR: "it is a folder; give the name of a file.",
    errno.EACCES: "writing there is not allowed; choose another folder.",
    errno.EPERM: "writing there is not allowed; choose another folder.",
    errno.EROFS: "that disk is read-only; choose another folder.",
    errno.ENOSPC: "the disk is full; free some space, or choose another disk.",
    errno.EDQUOT: "your share of the disk is used up; free some space, or choose another disk.",
    errno.EFBIG: "that disk takes no file so large; choose another disk.",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter one.",
    errno.ELOOP: "it is a symbolic link that leads back to itself; remove the link, or choose another name.",
}
"""The cause and the remedy, by the system's error number."""

UNTOUCHED_S = 24 * 3600
"""Where files cannot be locked, a temporary file that was not written to for so long counts as abandoned."""

_TEMPORARY = re.compile(r"\.voiceguide-[0-9a-f]{12}\.part")


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `target` for the `with` block to fill, and rename it to `target` after the block.

    Until then the target is unchanged. If the block raises, it stays unchanged and the temporary file is removed. If the
    target is a symbolic link, the file that it points to is replaced. Exceptions of the block pass through, except an
    `OSError` that names the temporary file, as when another program fails to write it: that becomes an ExportError.

    Raises:
        ExportError: the system refuses to open, write or rename the file.
    """
    with ExitStack() as lock:
        with _raising_export_errors(target):
            place = behind_links(target)
            if place.is_dir():  # known before any work is done for it
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            beside, file = _new_temporary(place.parent, target, lock)
        try:
            yield file
            with _raising_export_errors(target):
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
    """The file that is written for `target`: itself or, if it is a symbolic link, what it points to; it may not exist yet.

    Raises:
        ExportError: it is a link that leads back to itself or into a folder that does not exist, or it is a device or a
            pipe, which a file would replace.
    """
    if target.exists() and not target.is_file() and not target.is_dir():
        raise _elsewhere(f"{target} cannot be written: it is a device or a pipe; give the name of a file.")
    found = Path(os.path.realpath(target)) if target.is_symlink() else target
    if found.is_symlink():
        raise _elsewhere(f"{target} cannot be written: {REMEDIES[errno.ELOOP]}")
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
        if platform == "win32" and target.is_file():  # Windows does not replace a file that is open
            raise _elsewhere(
                f"{target} cannot be replaced: another program has it open, such as a player, or it is read-only. "
                "Close that program, or choose another name."
            ) from error
        raise


def sweep(folder: Path) -> None:
    """Remove the temporary files that killed processes left in a folder. Those that any process is writing stay."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unlocked(Path(entry.path))


def refusal(target: Path, error: OSError) -> ExportError:
    """The system's error about a target, as an ExportError with a remedy."""
    if remedy := REMEDIES.get(error.errno or 0):
        return _elsewhere(f"{target} cannot be written: {remedy}")
    return ExportError(f"{target} cannot be written: {error.strerror or error}.")


def _elsewhere(message: str) -> ExportError:
    """An error whose message ends with the advice to choose another place: the command line puts its flag there."""
    error = ExportError(message)
    error.flags = ("output",)
    return error


class _TemporaryFile(FileIO):
    """A new file that will replace a target. Its write errors are raised as the target's."""

    def __init__(self, path: Path, target: Path) -> None:
        super().__init__(str(path), "xb")
        self._target = target

    def write(self, data: Any) -> int:
        with _raising_export_errors(self._target):
            return super().write(data)


def _new_temporary(folder: Path, target: Path, lock: ExitStack) -> tuple[Path, BinaryIO]:
    """A new temporary file and its path. It is locked until `lock` closes: longer than it is open, since it is renamed."""
    while True:
        beside = folder / f".voiceguide-{secrets.token_hex(6)}.part"
        file = BufferedWriter(_TemporaryFile(beside, target))
        with suppress(ImportError, OSError):  # where this process cannot lock it, no other can
            if not locked(file.fileno()) or not beside.exists():  # a sweep was quicker
                file.close()
                continue
            lock.callback(os.close, os.dup(file.fileno()))
        return beside, file


def _remove_unlocked(path: Path) -> None:
    with path.open("rb") as file:
        with suppress(ImportError):
            if locked(file.fileno()):
                path.unlink()
            return
        abandoned = time.time() - os.fstat(file.fileno()).st_mtime > UNTOUCHED_S
    if abandoned:
        path.unlink()


def locked(descriptor: int) -> bool:
    """Lock an open file until all copies of its descriptor are closed; False if another process has locked it.

    Raises:
        ImportError, OSError: this system, or this disk, has no locks.
    """
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def making_folder(folder: Path) -> None:
    """Make a folder and its parents, unless they exist.

    Raises:
        ExportError: the system refuses, or a file has its name.
    """
    with _raising_export_errors(folder):
        behind_links(folder).mkdir(parents=True, exist_ok=True)


@contextmanager
def _raising_export_errors(target: Path) -> Iterator[None]:
    """Turn the system's errors about a target into ExportErrors."""
    try:
        yield
    except VoiceguideError:
        raise
    except OSError as error:
        raise refusal(target, error) from error

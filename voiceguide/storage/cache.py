"""A cache on disk for what takes long to make. The key of an entry is made from all that the entry depends on."""

import contextlib
import os
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from voiceguide.storage.atomic import locked

PIECE = 1 << 18
"""Bytes read at a time."""

SWEEP_SHARE = 16
"""The limit is enforced at the first save, and whenever 1/16 of it was saved since the last time."""

LONGEST_WAIT_S = 20.0
"""Seconds that an entry is waited for that another process makes."""

LOOK_S = 0.01
"""Seconds between two looks whether another process has made an entry."""

_ENTRY, _DRAFT, _LOCK = ".kept", ".draft", ".lock"
_MAGIC = b"vgstore1"
_HEADER = struct.Struct("<8sQI")


class NotCached(LookupError):
    """There is no such entry, or it is damaged."""


class Entry(NamedTuple):
    """An entry's open file, the byte at which the entry begins in it, its size, and its checksum."""

    file: BinaryIO
    begin: int
    size: int
    checksum: int


class Store:
    """Entries of bytes, each a file that begins with its size and checksum.

    Several threads and processes may share a folder: an entry appears whole or not at all. When the folder outgrows its
    limit, the least recently used entries are removed first.

    Args:
        folder: made when the first entry is saved.
        limit: bytes that it may hold.
        clock: seconds since the epoch; it may jump. An entry from the future counts as the oldest, or it would never go.
    """

    def __init__(self, folder: Path, limit: int, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._limit = limit
        self._clock = clock
        self._unswept = limit

    def open(self, key: str) -> "Entry":
        """An entry, to read any part of it. Its bytes are not checked.

        Raises:
            NotCached: the entry is missing or cut short.
        """
        with contextlib.ExitStack() as opened:
            try:
                file = opened.enter_context(self._path(key).open("rb"))
                magic, size, checksum = _HEADER.unpack(file.read(_HEADER.size))
                is_whole = os.fstat(file.fileno()).st_size == _HEADER.size + size
            except (OSError, struct.error) as error:
                raise NotCached(key) from error
            if magic != _MAGIC or not is_whole:
                raise NotCached(key)
            self._touch(self._path(key))
            opened.pop_all()
            return Entry(file, _HEADER.size, size, checksum)

    def size(self, key: str) -> int | None:
        """The bytes of an entry; None if it is missing or cut short."""
        try:
            entry = self.open(key)
        except NotCached:
            return None
        entry.file.close()
        return entry.size

    def pieces(self, key: str) -> Iterator[bytes]:
        """An entry, piece by piece.

        Raises:
            NotCached: the entry is missing or damaged; damage may show only after some pieces.
        """
        entry = self.open(key)
        checksum = 0
        with entry.file:
            try:
                while piece := entry.file.read(PIECE):
                    checksum = zlib.crc32(piece, checksum)
                    yield piece
            except OSError as error:
                raise NotCached(key) from error
        if checksum != entry.checksum:
            raise NotCached(key)

    def read(self, key: str) -> bytes | None:
        """An entry; None if it is missing or damaged."""
        try:
            return b"".join(self.pieces(key))
        except NotCached:
            return None

    def save(self, key: str, data: bytes) -> None:
        """Save an entry.

        Raises:
            OSError: the folder cannot be written. No part of the entry is left.
        """
        with self._draft(key) as draft:
            draft.write(data)
            self._finish(draft)
            if draft.fault:
                raise draft.fault

    def caching(self, key: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Pass pieces on, and save them once all were taken. Nothing is saved if the folder cannot be written."""
        with self._draft(key) as draft:
            for piece in pieces:
                draft.write(piece)
                yield piece
            self._finish(draft)

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """An entry; if there is none, what `make` returns, which is then saved. Another process that makes it is waited for."""
        cached = self.read(key)
        if cached is not None:
            return cached
        with self.making(key):
            cached = self.read(key)
            return b"".join(self.caching(key, [make()])) if cached is None else cached

    @contextlib.contextmanager
    def making(self, key: str) -> Iterator[None]:
        """Make an entry in the `with` block while no other process does, where the system has locks.

        It waits for one that does, for `LONGEST_WAIT_S` at most, since that one may be stopped; the entry may be there then.
        """
        with contextlib.ExitStack() as held:
            with contextlib.suppress(ImportError, OSError):
                self._hold(self._folder / f"{key}{_LOCK}", held)
            yield

    def _hold(self, path: Path, held: contextlib.ExitStack) -> None:
        until = time.monotonic() + LONGEST_WAIT_S
        path.parent.mkdir(parents=True, exist_ok=True)
        while time.monotonic() < until:
            with contextlib.ExitStack() as opened:
                file = opened.enter_context(path.open("wb"))
                with contextlib.suppress(FileNotFoundError):  # another has just let it go
                    if locked(file.fileno()) and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                        opened.callback(path.unlink, missing_ok=True)
                        held.push(opened.pop_all())
                        return
            time.sleep(LOOK_S)

    def clear(self) -> tuple[int, int]:
        """Remove every entry; returns how many there were, and their bytes.

        Raises:
            OSError: one of them cannot be removed.
        """
        entries = size = 0
        for path in (*self._folder.glob(f"*{_ENTRY}"), *self._folder.glob(f"*{_DRAFT}")):
            with contextlib.suppress(FileNotFoundError):
                held = path.stat().st_size
                path.unlink()
                entries, size = entries + (path.suffix == _ENTRY), size + held
        return entries, size

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENTRY}"

    def _draft(self, key: str) -> "contextlib.closing[_Draft]":
        beside = self._folder / f"{key}.{os.getpid()}.{threading.get_ident()}{_DRAFT}"
        return contextlib.closing(_Draft(beside, self._path(key)))

    def _finish(self, draft: "_Draft") -> None:
        draft.finish()
        if draft.fault:
            return
        self._touch(draft.target)
        self._unswept += draft.size
        if self._unswept >= self._limit // SWEEP_SHARE:
            self._unswept = 0
            with contextlib.suppress(OSError):
                self._sweep()

    def _touch(self, path: Path) -> None:
        now = self._clock()
        with contextlib.suppress(OSError):
            os.utime(path, (now, now))

    def _sweep(self) -> None:
        """Remove the least recently used entries, and drafts of killed processes, until the rest fits."""
        now = self._clock()
        found: list[tuple[bool, float, int, str]] = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    found.append((status.st_mtime <= now, status.st_mtime, status.st_size, entry.path))
        excess = sum(size for _, _, size, _ in found) - self._limit
        for _, _, size, path in sorted(found):
            if excess <= 0:
                break
            with contextlib.suppress(OSError):
                Path(path).unlink()
                excess -= size


class _Draft:
    """An entry that is being written. After the first fault, it ignores what is written."""

    def __init__(self, path: Path, target: Path) -> None:
        self.target = target
        self.size = 0
        self.fault: OSError | None = None
        self._path = path
        self._file: BinaryIO | None = None
        self._checksum = 0
        with self._faults():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb")
            self._file.write(bytes(_HEADER.size))

    def write(self, piece: bytes) -> None:
        if self.fault or not self._file:
            return
        with self._faults():
            self._file.write(piece)
            self._checksum = zlib.crc32(piece, self._checksum)
            self.size += len(piece)

    def finish(self) -> None:
        """Put the entry in its place."""
        if self.fault or not self._file:
            return
        with self._faults():
            self._file.seek(0)
            self._file.write(_HEADER.pack(_MAGIC, self.size, self._checksum))
            self._file.close()
            self._path.replace(self.target)

    def close(self) -> None:
        """Remove the draft, unless it was finished."""
        with contextlib.suppress(OSError):
            if self._file:
                self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()

    @contextlib.contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.fault = error

"""Clips on disk, each under the hash of what it says."""

import contextlib
import os
import struct
import threading
import zlib
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Clip
from voiceguide.units import SAMPLE_RATE

LIMIT_BYTES = 512 * 1024 * 1024
"""About an hour and a half of speech."""

SWEEP_EVERY = 64
"""Entries written between two looks at the size of the folder."""

_HEADER = struct.Struct("<8sII")
_MAGIC = b"vg clip1"
_SCALE = np.float32(1 << 15)


def quantize(clip: Clip) -> Clip:
    """The clip as it comes back from a store, so that it sounds the same the first time and ever after."""
    return _clip(_pcm(clip))


def _pcm(clip: Clip) -> NDArray[np.int16]:
    scaled = clip.samples[:, 0] * _SCALE
    return np.clip(np.rint(scaled, out=scaled), -_SCALE, _SCALE - 1, out=scaled).astype("<i2")


def _clip(pcm: NDArray[np.int16]) -> Clip:
    return Clip((pcm * (1 / _SCALE))[:, np.newaxis], SAMPLE_RATE)


class ClipStore:
    """A folder of mono clips at 44 100 Hz, kept as 16-bit samples after a header with their number and checksum.

    Several threads and processes may share a folder: an entry appears whole or not at all. Reading never fails, it only
    finds nothing. When the folder outgrows `limit` bytes, what was used longest ago goes first.
    """

    def __init__(self, folder: Path, limit: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit = limit
        self._saved = count()

    def frames(self, key: str) -> int | None:
        """How many frames the entry has, from its header and size alone."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                head = file.read(_HEADER.size)
                size = os.fstat(file.fileno()).st_size
        except OSError:
            return None
        if len(head) < _HEADER.size:
            return None
        magic, frames, _ = _HEADER.unpack(head)
        if magic != _MAGIC or size != _HEADER.size + 2 * frames:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return int(frames)

    def load(self, key: str) -> Clip | None:
        """The entry's clip, float32 of shape (frames, 1), or None when it is missing or damaged."""
        try:
            entry = self._path(key).read_bytes()
        except OSError:
            return None
        if len(entry) < _HEADER.size:
            return None
        magic, frames, checksum = _HEADER.unpack_from(entry)
        pcm = memoryview(entry)[_HEADER.size :]
        if magic != _MAGIC or len(pcm) != 2 * frames or zlib.crc32(pcm) != checksum:
            return None
        return _clip(np.frombuffer(pcm, "<i2"))

    def save(self, key: str, clip: Clip) -> None:
        """Keep a clip.

        Raises:
            OSError: the folder cannot be written. No part of an entry is left.
        """
        pcm = _pcm(clip).tobytes()
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f"{key}.{os.getpid()}.{threading.get_ident()}.draft"
        try:
            draft.write_bytes(_HEADER.pack(_MAGIC, clip.frames, zlib.crc32(pcm)) + pcm)
            draft.replace(self._path(key))
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        if next(self._saved) % SWEEP_EVERY == 0:
            self._sweep()

    def clear(self) -> tuple[int, int]:
        """Remove every entry, and say how many there were and how many bytes they held.

        Raises:
            OSError: one of them cannot be removed.
        """
        clips = size = 0
        for path in (*self._folder.glob("*.clip"), *self._folder.glob("*.draft")):
            with contextlib.suppress(FileNotFoundError):
                held = path.stat().st_size
                path.unlink()
                clips, size = clips + (path.suffix == ".clip"), size + held
        return clips, size

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.clip"

    def _sweep(self) -> None:
        """Remove what was used longest ago, drafts of killed processes included, until the rest fits."""
        found = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    found.append((status.st_mtime_ns, status.st_size, entry.path))
        excess = sum(size for _, size, _ in found) - self._limit
        for _, size, path in sorted(found):
            if excess <= 0:
                break
            with contextlib.suppress(OSError):
                Path(path).unlink()
                excess -= size

"""Sound files as a bed: all of each, one after the other, again and again.

Each file is decoded once, to a file of PCM in a cache, from which any part is read: so memory stays bounded, and a part sounds
alike wherever reading begins.
"""

from __future__ import annotations

import hashlib
import struct
import subprocess
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples, pcm16
from voiceguide.errors import SoundError, blaming
from voiceguide.storage.cache import Store
from voiceguide.storage.folders import bed_folder
from voiceguide.units import CHANNELS, SAMPLE_RATE, gain
from voiceguide.weighting import gated_lufs, weighted_powers

LIMIT_BYTES = 4 << 30
"""The size of the cache: 6 hours of sound, 10 MB a minute."""

REVISION = 1
"""Increased when the same file is decoded differently, so that older entries in the cache are not used."""

SHORTEST_S = 1.0
CROSSFADE_S = 3.0
"""Seconds over which a file's end fades into the next start; at most a quarter of each."""

BLOCK_FRAMES = 10 * SAMPLE_RATE
FRAME_BYTES = 2 * CHANNELS

_LOUDNESS = struct.Struct("<d")
"""What an entry ends with: the loudness of the whole file, in LUFS."""


@lru_cache(maxsize=2)
def playlist(files: tuple[Path, ...]) -> Playlist:
    """Files to be heard one after the other. Those that are not in the cache are decoded now.

    Raises:
        SoundError: one of them cannot be decoded, is silent, or is shorter than a second; or the cache cannot be written.
    """
    with blaming("bed"):
        return Playlist([_kept(file) for file in files])


def decode_ahead(files: Iterable[Path], on_progress: Callable[[Path, float], None]) -> None:
    """Decode the files that are not in the cache, so that `playlist` has not to.

    Args:
        on_progress: told, about every ten seconds of sound, how many seconds of which file are decoded.

    Raises:
        SoundError: as above.
    """
    with blaming("bed"):
        for file in files:
            _kept(file, partial(on_progress, file))


@dataclass(frozen=True, eq=False)
class Recording:
    """A decoded file: 16-bit stereo PCM at 44 100 Hz, `frames` long, read from byte `begin` of `file` on."""

    file: BinaryIO
    begin: int
    frames: int
    loudness: float
    lock: threading.Lock

    def read(self, start: int, frames: int) -> Samples:
        """The frames from `start` on, at 0 LUFS: float32 of shape (frames, 2)."""
        with self.lock:
            self.file.seek(self.begin + start * FRAME_BYTES)
            data = self.file.read(frames * FRAME_BYTES)
        steps = np.frombuffer(data, "<i2").reshape(-1, CHANNELS)
        return steps * np.float32(gain(-self.loudness) / 32767)


class Playlist:
    """Recordings one after the other, without an end: each fades into the next, and the last into the first.

    Attributes:
        frames: how many frames pass until it repeats.
    """

    def __init__(self, recordings: Sequence[Recording]) -> None:
        self._joins = [
            _Join(one, other) for one, other in zip(recordings, [*recordings[1:], recordings[0]], strict=True)
        ]
        self._starts = [0]
        for join in self._joins:
            self._starts.append(self._starts[-1] + join.before.frames - join.frames)
        self.frames = self._starts.pop()

    def at(self, start: int, frames: int) -> Samples:
        """`frames` frames from frame `start` on, counted from the start of the first recording."""
        out = np.zeros((frames, CHANNELS), np.float32)
        for turn in range(max(start // self.frames - 1, 0), (start + frames) // self.frames + 1):
            for number, offset in enumerate(self._starts):
                begin = turn * self.frames + offset
                self._add(out, start, number, begin, is_first=not turn and not number)
        return out

    def _add(self, out: Samples, start: int, number: int, begin: int, *, is_first: bool) -> None:
        """Add the recording that begins at frame `begin` to the frames from `start` on. The very first does not fade in."""
        join_before, join = self._joins[number - 1], self._joins[number]
        recording = join.before
        first, last = max(start, begin), min(start + len(out), begin + recording.frames)
        if first >= last:
            return
        samples = recording.read(first - begin, last - first)
        places = np.arange(first - begin, last - begin)
        if not is_first:
            samples *= join_before.gains(places, rising=True)
        samples *= join.gains(places - (recording.frames - join.frames), rising=False)
        out[first - start : last - start] += samples


class _Join:
    """The crossfade from one recording to another, `frames` long."""

    def __init__(self, before: Recording, after: Recording) -> None:
        self.before = before
        self._after = after
        self.frames = min(int(CROSSFADE_S * SAMPLE_RATE), before.frames // 4, after.frames // 4)

    @cached_property
    def _correlation(self) -> float:
        head, tail = self._after.read(0, self.frames), self.before.read(self.before.frames - self.frames, self.frames)
        return float(np.sum(head * tail) / max(np.sqrt(np.sum(head**2) * np.sum(tail**2)), 1e-12))

    def gains(self, places: NDArray[np.int64], *, rising: bool) -> Samples:
        """The gain at each frame, counted from the join's start, shape (frames, 1): of what rises, or of what falls.

        The power stays even, whether the two correlate (a held tone) or not (rain).
        """
        if (places[-1] < 0 and not rising) or (places[0] >= self.frames and rising):
            return np.ones((1, 1), np.float32)
        angle = np.clip(places / self.frames, 0, 1) * (np.pi / 2)
        even = np.sqrt(np.maximum(1 + self._correlation * np.sin(2 * angle), 0.25))
        gains = (np.sin(angle) if rising else np.cos(angle)) / even
        return gains[:, np.newaxis].astype(np.float32)


def _kept(path: Path, on_progress: Callable[[float], None] = lambda _: None) -> Recording:
    """A file's recording, from the cache or decoded now; `on_progress` is told how many seconds of it are decoded."""
    store = Store(bed_folder(), LIMIT_BYTES)
    try:
        status = path.stat()
    except OSError as error:
        raise SoundError(f"{path} cannot be read as a sound: {error.strerror}. Expected a sound file.") from error
    identity = repr((REVISION, str(path.absolute()), status.st_size, status.st_mtime_ns))
    key = hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:40]
    if store.size(key) is None:
        size = 0
        for piece in store.caching(key, _encoded(path)):
            size += len(piece)
            on_progress(size / FRAME_BYTES / SAMPLE_RATE)
    try:
        file, begin, size, _ = store.open(key)
    except LookupError as error:
        raise SoundError(
            f"{path} cannot be decoded into {bed_folder()}, where 10 MB a minute are needed. "
            "Please check that folder and the space on its disk."
        ) from error
    length = size - _LOUDNESS.size
    file.seek(begin + length)
    (loudness,) = _LOUDNESS.unpack(file.read(_LOUDNESS.size))
    recording = Recording(file, begin, length // FRAME_BYTES, loudness, threading.Lock())
    weakref.finalize(recording, file.close)
    return recording


def _encoded(path: Path) -> Iterator[bytes]:
    """A file as 16-bit stereo PCM, block by block, then its loudness."""
    powers = []
    frames = 0
    for block in decoded(path):
        frames += len(block)
        powers.append(sum(weighted_powers(channel, SAMPLE_RATE, SAMPLE_RATE) for channel in block.T))
        yield pcm16(block)
    loudness = gated_lufs(np.concatenate(powers)) if powers else None
    if frames < SHORTEST_S * SAMPLE_RATE or loudness is None:
        raise SoundError(f"{path} cannot be a bed: expected at least {SHORTEST_S:g} s of sound, and not silence.")
    yield _LOUDNESS.pack(loudness)


def decoded(path: Path) -> Iterator[Samples]:
    """A file's sound in blocks of `BLOCK_FRAMES`, stereo at 44 100 Hz. WAV, FLAC, MP3 and Vorbis need no ffmpeg.

    Raises:
        SoundError: the file cannot be read or holds no sound, or ffmpeg is needed and not installed.
    """
    from miniaudio import DecodeError, FileFormat, SampleFormat, stream_any

    from voiceguide.mix.source import RestOfFile

    form = (SampleFormat.FLOAT32, CHANNELS, SAMPLE_RATE, BLOCK_FRAMES)
    found = False
    try:
        with RestOfFile(path) as source:
            for block in stream_any(source, FileFormat.UNKNOWN, *form):
                found = True
                yield np.frombuffer(block, np.float32).reshape(-1, CHANNELS)
    except OSError as error:
        raise _unreadable(path, f"{error.strerror}.") from error
    except DecodeError:
        if found:
            raise
    if not found:
        yield from _with_ffmpeg(path)


def _with_ffmpeg(path: Path) -> Iterator[Samples]:
    command = ["ffmpeg", "-nostdin", "-v", "quiet", "-i", f"file:{path}", "-vn", "-f", "f32le"]
    command += ["-ac", str(CHANNELS), "-ar", str(SAMPLE_RATE), "-"]
    try:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)  # noqa: S603
    except OSError as error:
        reason = "It is not plain WAV, and other formats need ffmpeg, which is not installed."
        raise _unreadable(path, reason) from error
    found = False
    try:
        assert running.stdout
        while data := running.stdout.read(BLOCK_FRAMES * CHANNELS * 4):
            found = True
            yield np.frombuffer(data, "<f4").reshape(-1, CHANNELS)
    finally:
        with suppress(OSError):
            running.kill()
        running.communicate()
    if not found:
        raise _unreadable(path, "It holds no sound that can be decoded.")


def _unreadable(path: Path, reason: str) -> SoundError:
    return SoundError(f"{path} cannot be read as a sound. {reason} Expected a sound file, such as WAV or MP3.")

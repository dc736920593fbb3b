"""Decodes a file window by window."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from miniaudio import SeekOrigin, StreamableSource

from voiceguide.clip import Samples
from voiceguide.errors import SoundError
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, ms_at_frame

WINDOW_MS: Ms = 10_000
AROUND_MS: Ms = 1_000


@dataclass(frozen=True, slots=True)
class Window:
    """A file's sound from `start` to `end`, in milliseconds. `samples` begins `AROUND_MS` earlier and ends `AROUND_MS` later.

    Beyond the file's beginning and end there is silence. float32 of shape (frames, 2), at 44 100 Hz.
    """

    start: Ms
    end: Ms
    samples: Samples

    def part(self, start: Ms, end: Ms) -> Samples:
        """The samples between two times, in milliseconds of the file."""
        first = frames_from_ms(self.start - AROUND_MS)
        return self.samples[frames_from_ms(start) - first : frames_from_ms(end) - first]


def windows(path: Path) -> Iterator[Window]:
    """Decode a file. Only a few windows are in memory, however long it is.

    Raises:
        SoundError: the file cannot be read or decoded.
    """
    around = np.zeros((frames_from_ms(AROUND_MS), CHANNELS), np.float32)
    held, start, frames = around, 0, frames_from_ms(WINDOW_MS)
    for block in _decoded(path, frames):
        held = np.concatenate([held, block])
        while len(held) >= frames + 2 * len(around):
            yield Window(start, start + WINDOW_MS, held[: frames + 2 * len(around)])
            held, start = held[frames:], start + WINDOW_MS
    rest = len(held) - len(around)
    if rest > 0:
        yield Window(start, start + ms_at_frame(rest), np.concatenate([held, around]))


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


def _decoded(path: Path, frames: int) -> Iterator[Samples]:
    from miniaudio import DecodeError, FileFormat, SampleFormat, stream_any

    try:
        with RestOfFile(path) as file:
            for block in stream_any(file, FileFormat.UNKNOWN, SampleFormat.FLOAT32, CHANNELS, SAMPLE_RATE, frames):
                yield np.frombuffer(block, np.float32).reshape(-1, CHANNELS)
    except (DecodeError, OSError) as error:
        found = "It cannot be decoded here." if path.is_file() else "There is no such file."
        raise SoundError(
            f"{path} cannot be verified. {found} Expected an MP3 or WAV from 'voiceguide export'."
        ) from error

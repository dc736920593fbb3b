"""Decodes a file window by window."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SoundError
from voiceguide.mix.source import RestOfFile
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

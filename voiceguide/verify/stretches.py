"""A file's sound a stretch at a time, each with some of what stands before and after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SoundError
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms

STRETCH_MS: Ms = 10_000
AROUND_MS: Ms = 1_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound from `start` to `end`, in milliseconds of the file. `samples` begins `AROUND_MS` before and ends as much after.

    Where the file has nothing there is silence. float32 of shape (frames, 2), at the program's own rate.
    """

    start: Ms
    end: Ms
    samples: Samples

    def part(self, start: Ms, end: Ms) -> Samples:
        """The samples between two times."""
        first = frames_from_ms(self.start - AROUND_MS)
        return self.samples[frames_from_ms(start) - first : frames_from_ms(end) - first]


def stretches(path: Path) -> Iterator[Stretch]:
    """Decode a file; a few stretches are in memory, however long it is.

    Raises:
        SoundError: it cannot be read or decoded.
    """
    around = np.zeros((frames_from_ms(AROUND_MS), CHANNELS), np.float32)
    held, start, frames = around, 0, frames_from_ms(STRETCH_MS)
    for block in _decoded(path, frames):
        held = np.concatenate([held, block])
        while len(held) >= frames + 2 * len(around):
            yield Stretch(start, start + STRETCH_MS, held[: frames + 2 * len(around)])
            held, start = held[frames:], start + STRETCH_MS
    rest = len(held) - len(around)
    if rest > 0:
        yield Stretch(start, start + rest * 1000 // SAMPLE_RATE, np.concatenate([held, around]))


def _decoded(path: Path, frames: int) -> Iterator[Samples]:
    from miniaudio import DecodeError, FileFormat, SampleFormat, stream_any

    from voiceguide.verify.rest import RestOfFile

    try:
        with RestOfFile(path) as file:
            for block in stream_any(file, FileFormat.UNKNOWN, SampleFormat.FLOAT32, CHANNELS, SAMPLE_RATE, frames):
                yield np.frombuffer(block, np.float32).reshape(-1, CHANNELS)
    except (DecodeError, OSError) as error:
        found = "It cannot be decoded here." if path.is_file() else "There is no such file."
        raise SoundError(
            f"{path} cannot be verified. {found} Expected an MP3 or WAV from 'voiceguide export'."
        ) from error

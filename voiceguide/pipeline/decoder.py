"""A sound file from any place on."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SoundError
from voiceguide.units import CHANNELS, SAMPLE_RATE

BLOCK = SAMPLE_RATE


class Decoder:
    """Decodes a file a second at a time. What follows what was read last is found at once; any other place is looked for.

    May be asked by several threads.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._next = -1
        self._blocks: Iterator[Samples] = iter(())

    def read(self, start: int, end: int) -> Iterator[Samples]:
        """The frames from `start` to `end`: blocks of float32, shape (frames, 2); silence where the file has no more.

        Raises:
            SoundError: it cannot be read or decoded.
        """
        while start < end:
            block = self._block(start)[: end - start]
            if not len(block):
                block = np.zeros((min(end - start, BLOCK), CHANNELS), np.float32)
            yield block
            start += len(block)

    def _block(self, start: int) -> Samples:
        with self._lock:
            if start != self._next:
                self._blocks = self._decoded(start)
            block = next(self._blocks, np.zeros((0, CHANNELS), np.float32))
            self._next = start + len(block)
            return block

    def _decoded(self, start: int) -> Iterator[Samples]:
        from miniaudio import DecodeError, SampleFormat, stream_file

        form = (SampleFormat.FLOAT32, CHANNELS, SAMPLE_RATE)
        try:
            for block in stream_file(str(self._file), *form, BLOCK, seek_frame=start):
                yield np.frombuffer(block, np.float32).reshape(-1, CHANNELS)
        except (DecodeError, OSError) as error:
            raise SoundError(f"'{self._file}' cannot be decoded: expected an MP3 or WAV that is whole.") from error

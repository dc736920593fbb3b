"""A sound file from any place on."""

import threading
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SoundError
from voiceguide.export.mp3 import ENCODER_DELAY
from voiceguide.units import CHANNELS, SAMPLE_RATE

BLOCK = SAMPLE_RATE

LATE = ENCODER_DELAY + 529
"""Samples by which an MP3's encoder and its decoder are late together; a whole file says so, and they are cut."""


class Decoder:
    """Decodes a file a second at a time. What follows what was read last is found at once; any other place is looked for.

    May be asked by several threads.

    Args:
        entries: places in the file, in bytes, from which on it is an MP3 of its own, by the frame of sound that begins there.
            Another frame is looked for from the last of them before it on, instead of from the file's beginning.
    """

    def __init__(self, file: Path, entries: Mapping[int, int] | None = None) -> None:
        self._file = file
        self._entries = {frame: byte for frame, byte in (entries or {}).items() if frame}
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
        from miniaudio import DecodeError

        try:
            for block in self._stream(start):
                yield np.frombuffer(block, np.float32).reshape(-1, CHANNELS)
        except (DecodeError, OSError) as error:
            raise SoundError(f"'{self._file}' cannot be decoded: expected an MP3 or WAV that is whole.") from error

    def _stream(self, start: int) -> "Iterator[array[float]]":
        from miniaudio import FileFormat, SampleFormat, stream_any

        from voiceguide.verify.rest import RestOfFile

        form = (SampleFormat.FLOAT32, CHANNELS, SAMPLE_RATE, BLOCK)
        entry = max((frame for frame in self._entries if frame <= start), default=None)
        if entry is None:
            with RestOfFile(self._file) as whole:
                yield from stream_any(whole, FileFormat.UNKNOWN, *form, seek_frame=start)
            return
        with RestOfFile(self._file, self._entries[entry]) as rest:
            yield from stream_any(rest, FileFormat.MP3, *form, seek_frame=start - entry + LATE)

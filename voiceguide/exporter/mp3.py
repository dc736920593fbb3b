"""How much sound a file is to hold, and in how many channels."""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, MP3_FRAME, SAMPLE_RATE, Ms, frames_from_ms

if TYPE_CHECKING:
    from voiceguide.clip import Samples


MP3_KBPS: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""The constant bit rates of MPEG-1 Layer III, in kbit/s."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A bit rate in kbit/s, and whether left and right are made one.

    One channel is heard as loud as two are: a phone plays it on both sides.
    """

    kbps: int = 128
    mono: bool = False

    @property
    def channels(self) -> int:
        return 1 if self.mono else CHANNELS

    @property
    def bytes_per_ms(self) -> int:
        """Bytes that a millisecond takes at a constant bit rate."""
        return self.kbps // 8

    def heard(self, block: Samples) -> Samples:
        """A block, float32 of shape (frames, 2), as it goes into the file: mono is the mean of both."""
        return block.mean(axis=1, keepdims=True, dtype=block.dtype) if self.mono else block


STANDARD = Encoding()
"""128 kbit/s leave speech bits to spare."""


QUALITY = 5
"""LAME's scale, 0 is best: what ffmpeg uses too. 128 kbit/s leave speech bits to spare, and 2 takes 1.7 times as long."""

ENCODER_DELAY = 576
"""Samples by which LAME's output lags; every decoder adds 529 of its own, so sound comes 25 ms late unless they are cut."""

_GRID_FRAMES = frames_from_ms(CHAPTER_GRID_MS)


def encode_chapter(blocks: Iterable[Samples], encoding: Encoding = STANDARD) -> Generator[bytes, None, None]:
    """Encode one chapter's blocks, float32 of shape (frames, 2).

    Returns:
        Its MP3 frames in pieces, `encoding.bytes_per_ms` for every millisecond. What the encoder adds to let the last 25 ms
        ring out is dropped: they are rest.

    Raises:
        ValueError: the blocks are not together a whole number of steps of the chapter grid.
    """
    import lameenc

    from voiceguide.clip import pcm16

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(encoding.kbps)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_channels(encoding.channels)
    encoder.set_quality(QUALITY)
    frames = written = 0
    for block in blocks:
        piece = bytes(encoder.encode(pcm16(encoding.heard(block))))
        frames += len(block)
        written += len(piece)
        yield piece
    steps, over = divmod(frames, _GRID_FRAMES)
    if over:
        raise ValueError(
            f"Expected a chapter of whole {CHAPTER_GRID_MS} ms steps, got {over} frames over {steps} of them"
        )
    yield bytes(encoder.flush())[: steps * CHAPTER_GRID_MS * encoding.bytes_per_ms - written]


_SYNC_MPEG1_LAYER3 = 0xFFFB0000
_JOINT_STEREO_ORIGINAL, _MONO_ORIGINAL = 0x44, 0xC4
_SIDE_INFO, _SIDE_INFO_MONO = 32, 17
_COUNT_OF_FRAMES, _COUNT_OF_BYTES, _PLACES, _QUALITY = 1, 2, 4, 8
_CONSTANT_BIT_RATE = 1
_FROM_44100_JOINT_STEREO, _FROM_44100_MONO = 0x4C, 0x40
_CHECKSUM = 2


def silent_frame(encoding: Encoding = STANDARD) -> bytes:
    """A frame that decodes to silence: its side information says that no data follow."""
    channels = _MONO_ORIGINAL if encoding.mono else _JOINT_STEREO_ORIGINAL
    header = _SYNC_MPEG1_LAYER3 | MP3_KBPS.index(encoding.kbps) + 1 << 12 | channels
    return struct.pack(">I", header).ljust(144_000 * encoding.kbps // SAMPLE_RATE, b"\0")


def info_frame(duration: Ms, encoding: Encoding = STANDARD) -> bytes:
    """The frame to put before `duration` milliseconds of encoded chapters and the silent frame that closes them.

    Frames of the lowest bit rates have no room for places to seek. None is missed: `Info` says that the bit rate is constant,
    and then ffmpeg, mpv and browsers reckon a place by its share of the bytes, to the frame, where the table's steps are a
    256th of the file. A frame of a higher bit rate would have room, but players that know no `Info` judge all by the first.
    """
    frame = bytearray(silent_frame(encoding))
    start = 4 + (_SIDE_INFO_MONO if encoding.mono else _SIDE_INFO)
    head = _head(duration, encoding, len(frame), places=True)
    lame = _lame(duration, encoding, len(frame))
    if start + len(head + lame) + _CHECKSUM > len(frame):
        head = _head(duration, encoding, len(frame), places=False)
    end = start + len(head + lame)
    frame[start:end] = head + lame
    frame[end : end + _CHECKSUM] = _crc16(frame[:end]).to_bytes(_CHECKSUM, "big")
    return bytes(frame)


def _head(duration: Ms, encoding: Encoding, frame: int, *, places: bool) -> bytes:
    """Xing's header: how many frames and bytes the file has, and the share of bytes before each percent of the time."""
    frames = frames_from_ms(duration) // MP3_FRAME + 1
    fields = _COUNT_OF_FRAMES | _COUNT_OF_BYTES | _QUALITY | (_PLACES if places else 0)
    table = bytes(percent * 256 // 100 for percent in range(100 if places else 0))
    counts = struct.pack(">4s3I", b"Info", fields, frames, _size(duration, encoding, frame))
    return counts + table + struct.pack(">I", 0)


def _lame(duration: Ms, encoding: Encoding, frame: int) -> bytes:
    """LAME's extension, without its checksum: the encoder, and the samples to cut."""
    delay_and_padding = ENCODER_DELAY << 12 | MP3_FRAME - ENCODER_DELAY
    begin = struct.pack(">9sB10xB", b"LAME3.100", _CONSTANT_BIT_RATE, min(encoding.kbps, 255))
    source = _FROM_44100_MONO if encoding.mono else _FROM_44100_JOINT_STEREO
    return (
        begin + delay_and_padding.to_bytes(3, "big") + struct.pack(">B3xI2x", source, _size(duration, encoding, frame))
    )


def _size(duration: Ms, encoding: Encoding, frame: int) -> int:
    return 2 * frame + duration * encoding.bytes_per_ms


def _crc16(data: bytes | bytearray) -> int:
    """CRC-16/ARC: polynomial 0x8005, bits reflected, starting from 0."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc

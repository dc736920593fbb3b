"""MP3: bit rate and channels, chapters encoded by LAME, and the header frame for players."""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, MP3_FRAME, SAMPLE_RATE, Ms, frames_from_ms

if TYPE_CHECKING:
    import lameenc

    from voiceguide.clip import Samples


MP3_KBPS: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""The constant bit rates of MPEG-1 Layer III, in kbit/s."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A bit rate in kbit/s, whether left and right are mixed to one channel, and a sample rate in hertz.

    One channel sounds as loud as two, since players play it on both sides. Sound of another rate than `SAMPLE_RATE` is resampled
    after it is mixed.
    """

    kbps: int = 128
    mono: bool = False
    rate: int = SAMPLE_RATE

    @property
    def channels(self) -> int:
        return 1 if self.mono else CHANNELS

    @property
    def bytes_per_ms(self) -> int:
        """The bytes of a millisecond at a constant bit rate."""
        return self.kbps // 8

    def whole_frames(self, duration: Ms) -> Ms:
        """The length of the MP3 frames that hold a session of `duration` milliseconds.

        At `SAMPLE_RATE`, chapters last whole frames; at 48 kHz a frame lasts 24 ms, and the last one is filled with silence.
        """
        return duration if self.rate == SAMPLE_RATE else -(-duration // FRAME_MS_AT_48000) * FRAME_MS_AT_48000

    def heard(self, block: Samples) -> Samples:
        """A block, float32 of shape (frames, 2), with the file's channels: mono is the mean of both."""
        return block.mean(axis=1, keepdims=True, dtype=block.dtype) if self.mono else block


FRAME_MS_AT_48000: Ms = 24

STANDARD = Encoding()
"""128 kbit/s, more than speech needs."""

QUALITY = 5
"""LAME's quality (0 is best), which ffmpeg uses too. At 128 kbit/s it is enough for speech, and 2 takes 1.7 times as long."""

ENCODER_DELAY = 576
"""LAME's delay in samples. Every decoder adds 529, so sound comes 25 ms late unless a player cuts them."""

_GRID_FRAMES = frames_from_ms(CHAPTER_GRID_MS)


def encode_chapter(blocks: Iterable[Samples], encoding: Encoding = STANDARD) -> Generator[bytes, None, None]:
    """Encode one chapter's blocks, float32 of shape (frames, 2).

    Returns:
        Its MP3 frames in pieces, `encoding.bytes_per_ms` for every millisecond. The frames that the encoder adds for the last
        25 ms are dropped: a chapter ends in silence.

    Raises:
        ValueError: the blocks together are not a whole number of steps of the chapter grid.
    """
    from voiceguide.clip import pcm16

    encoder = _encoder(encoding)
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


def _encoder(encoding: Encoding) -> lameenc.Encoder:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(encoding.kbps)
    encoder.set_in_sample_rate(encoding.rate)
    encoder.set_out_sample_rate(encoding.rate)
    encoder.set_channels(encoding.channels)
    encoder.set_quality(QUALITY)
    return encoder


def encode_resampled(blocks: Iterable[Samples], duration: Ms, encoding: Encoding) -> Iterator[bytes]:
    """Encode a whole session at 48 kHz, as one stream: its chapters are no whole frames there.

    Args:
        blocks: float32 of shape (frames, 2) at `SAMPLE_RATE`, `duration` milliseconds together.
    """
    import numpy as np
    import soxr

    from voiceguide.clip import pcm16

    encoder = _encoder(encoding)
    stream = soxr.ResampleStream(SAMPLE_RATE, encoding.rate, encoding.channels, dtype="float32")
    left = encoding.whole_frames(duration) * encoding.bytes_per_ms
    for block in blocks:
        piece = bytes(encoder.encode(pcm16(stream.resample_chunk(encoding.heard(block)))))
        left -= len(piece)
        yield piece
    rest = stream.resample_chunk(np.zeros((0, encoding.channels), np.float32), last=True)
    yield (bytes(encoder.encode(pcm16(rest))) + bytes(encoder.flush()))[:left]


_SYNC_MPEG1_LAYER3 = 0xFFFB0000
_JOINT_STEREO_ORIGINAL, _MONO_ORIGINAL = 0x44, 0xC4
_SIDE_INFO, _SIDE_INFO_MONO = 32, 17
_COUNT_OF_FRAMES, _COUNT_OF_BYTES, _SEEK_TABLE, _QUALITY = 1, 2, 4, 8
_CONSTANT_BIT_RATE = 1
_JOINT_STEREO, _MONO = 0x0C, 0x00
_FROM_44100, _FROM_48000 = 0x40, 0x80
_AT_48000 = 1 << 10
_CHECKSUM = 2


def silent_frame(encoding: Encoding = STANDARD) -> bytes:
    """An MP3 frame that decodes to silence: its side information says that no data follow."""
    channels = _MONO_ORIGINAL if encoding.mono else _JOINT_STEREO_ORIGINAL
    rate = 0 if encoding.rate == SAMPLE_RATE else _AT_48000
    header = _SYNC_MPEG1_LAYER3 | MP3_KBPS.index(encoding.kbps) + 1 << 12 | rate | channels
    return struct.pack(">I", header).ljust(144_000 * encoding.kbps // encoding.rate, b"\0")


def info_frame(duration: Ms, encoding: Encoding = STANDARD) -> bytes:
    """The header frame for `duration` milliseconds of encoded chapters and the silent frame after them.

    At the lowest bit rates a frame has no room for the seek table. It is not needed: `Info` says that the bit rate is
    constant, so ffmpeg, mpv and browsers compute a position from its share of the bytes, exact to the frame, while the table's
    steps are a 256th of the file. A frame of a higher bit rate would have room, but players that ignore `Info` take the bit
    rate of the first frame for that of the whole file.
    """
    frame = bytearray(silent_frame(encoding))
    start = 4 + (_SIDE_INFO_MONO if encoding.mono else _SIDE_INFO)
    head = _xing(duration, encoding, len(frame), seek_table=True)
    lame = _lame(duration, encoding, len(frame))
    if start + len(head + lame) + _CHECKSUM > len(frame):
        head = _xing(duration, encoding, len(frame), seek_table=False)
    end = start + len(head + lame)
    frame[start:end] = head + lame
    frame[end : end + _CHECKSUM] = _crc16(frame[:end]).to_bytes(_CHECKSUM, "big")
    return bytes(frame)


def _xing(duration: Ms, encoding: Encoding, frame: int, *, seek_table: bool) -> bytes:
    """Xing's header: the file's number of frames and bytes, and the seek table, the share of bytes at each percent of the time."""
    frames = encoding.whole_frames(duration) * encoding.rate // 1000 // MP3_FRAME + 1
    fields = _COUNT_OF_FRAMES | _COUNT_OF_BYTES | _QUALITY | (_SEEK_TABLE if seek_table else 0)
    table = bytes(percent * 256 // 100 for percent in range(100 if seek_table else 0))
    counts = struct.pack(">4s3I", b"Info", fields, frames, _size(duration, encoding, frame))
    return counts + table + struct.pack(">I", 0)


def _lame(duration: Ms, encoding: Encoding, frame: int) -> bytes:
    """LAME's extension without its checksum: the encoder, and how many samples to cut at both ends."""
    filled = (encoding.whole_frames(duration) - duration) * encoding.rate // 1000
    delay_and_padding = ENCODER_DELAY << 12 | filled + MP3_FRAME - ENCODER_DELAY
    begin = struct.pack(">9sB10xB", b"LAME3.100", _CONSTANT_BIT_RATE, min(encoding.kbps, 255))
    source = (_FROM_44100 if encoding.rate == SAMPLE_RATE else _FROM_48000) | (
        _MONO if encoding.mono else _JOINT_STEREO
    )
    return (
        begin + delay_and_padding.to_bytes(3, "big") + struct.pack(">B3xI2x", source, _size(duration, encoding, frame))
    )


def _size(duration: Ms, encoding: Encoding, frame: int) -> int:
    return 2 * frame + encoding.whole_frames(duration) * encoding.bytes_per_ms


def _crc16(data: bytes | bytearray) -> int:
    """CRC-16/ARC: polynomial 0x8005, bits reflected, starting from 0."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc

"""The two MP3 frames that are not the encoder's: both are silent, one opens the file and the other closes it.

The first carries what players want to know before they decode: how long the file is, where to seek, and how many samples
to cut at either end (the `Info` header, as LAME's mp3 info tag specifies it). The last lets a decoder finish the frame
before it, and makes up for the samples that were cut at the start.
"""

import struct

from voiceguide.export.encoding import MP3_KBPS, STANDARD, Encoding
from voiceguide.export.mp3 import ENCODER_DELAY
from voiceguide.units import MP3_FRAME, SAMPLE_RATE, Ms, frames_from_ms

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

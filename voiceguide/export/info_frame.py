"""The two MP3 frames that are not the encoder's: both are silent, one opens the file and the other closes it.

The first carries what players want to know before they decode: how long the file is, where to seek, and how many samples
to cut at either end (the `Info` header, as LAME's mp3 info tag specifies it). The last lets a decoder finish the frame
before it, and makes up for the samples that were cut at the start.
"""

import struct

from voiceguide.export.mp3 import BYTES_PER_MS, ENCODER_DELAY, KBPS
from voiceguide.units import MP3_FRAME, SAMPLE_RATE, Ms, frames_from_ms

_KBPS_CODES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_SYNC_MPEG1_LAYER3 = 0xFFFB0000
_JOINT_STEREO_ORIGINAL = 0x44
_SIDE_INFO = 32
_ALL_FIELDS = 0x0F
_CONSTANT_BIT_RATE = 1
_FROM_44100_JOINT_STEREO = 0x4C
_TAG_CRC_AT = 190


def silent_frame() -> bytes:
    """A frame that decodes to silence: its side information says that no data follow."""
    header = _SYNC_MPEG1_LAYER3 | _KBPS_CODES.index(KBPS) << 12 | _JOINT_STEREO_ORIGINAL
    return struct.pack(">I", header).ljust(144_000 * KBPS // SAMPLE_RATE, b"\0")


def info_frame(duration: Ms) -> bytes:
    """The frame to put before `duration` milliseconds of encoded chapters and the silent frame that closes them."""
    frame = bytearray(silent_frame())
    size = 2 * len(frame) + duration * BYTES_PER_MS
    frames = frames_from_ms(duration) // MP3_FRAME + 1
    places = bytes(percent * 256 // 100 for percent in range(100))
    info = struct.pack(">4s3I100sI", b"Info", _ALL_FIELDS, frames, size, places, 0)
    delay_and_padding = ENCODER_DELAY << 12 | MP3_FRAME - ENCODER_DELAY
    lame = struct.pack(">9sB10xB", b"LAME3.100", _CONSTANT_BIT_RATE, KBPS) + delay_and_padding.to_bytes(3, "big")
    lame += struct.pack(">B3xI2x", _FROM_44100_JOINT_STEREO, size)
    start = 4 + _SIDE_INFO
    frame[start:_TAG_CRC_AT] = info + lame
    frame[_TAG_CRC_AT : _TAG_CRC_AT + 2] = _crc16(frame[:_TAG_CRC_AT]).to_bytes(2, "big")
    return bytes(frame)


def _crc16(data: bytes | bytearray) -> int:
    """CRC-16/ARC: polynomial 0x8005, bits reflected, starting from 0."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc

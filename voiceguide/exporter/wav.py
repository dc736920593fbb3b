"""Writes a session as a 16-bit WAV."""

import struct
from typing import BinaryIO

from voiceguide.clip import pcm16
from voiceguide.errors import ExportError
from voiceguide.exporter.mp3 import STANDARD, Encoding
from voiceguide.exporter.parallel import OnProgress, Pieces, place_chapters, unheeded
from voiceguide.mix.chapter import Mix
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import CHAPTER_GRID_MS, SAMPLE_RATE, Ms, clock_text, frames_from_ms, ms_at_frame

SAMPLE_BYTES = 2
MOST_BYTES = 2**32 - 1
"""The largest WAV: its size is stored in 32 bits."""

_PLAIN_PCM = 1
_FORMAT_BYTES = 16


def write_wav(
    timeline: Timeline,
    mix: Mix,
    file: BinaryIO,
    tag: bytes,
    *,
    encoding: Encoding = STANDARD,
    on_progress: OnProgress = unheeded,
) -> None:
    """Write a whole session, its chapters in parallel, with its ID3 tag after the sound.

    Args:
        mix: called from several threads at a time.
        file: an empty, seekable file.
        tag: the ID3 tag.

    Raises:
        ExportError: the session is longer than a WAV can be.
    """
    frame_bytes = SAMPLE_BYTES * encoding.channels
    sound_bytes = frames_from_ms(timeline.duration) * frame_bytes
    tag += bytes(len(tag) % 2)
    beside_sound = 4 + 8 + _FORMAT_BYTES + 8 + 8 + len(tag)
    if sound_bytes + beside_sound > MOST_BYTES:
        longest: Ms = ms_at_frame((MOST_BYTES - beside_sound) // frame_bytes)
        raise ExportError(
            f"This session lasts {clock_text(timeline.duration)}, and a WAV holds at most {clock_text(longest)}: "
            "choose a name that ends in .mp3."
        )
    file.write(struct.pack("<4sI4s", b"RIFF", sound_bytes + beside_sound, b"WAVE"))
    rates = (SAMPLE_RATE, SAMPLE_RATE * frame_bytes, frame_bytes, 8 * SAMPLE_BYTES)
    file.write(struct.pack("<4sIHHIIHH", b"fmt ", _FORMAT_BYTES, _PLAIN_PCM, encoding.channels, *rates))
    file.write(struct.pack("<4sI", b"data", sound_bytes))

    def pieces(chapter: Chapter) -> Pieces:
        before = 0
        for block in mix(chapter):
            piece = pcm16(encoding.heard(block))
            yield before, piece
            before += len(piece)

    grid_bytes = frames_from_ms(CHAPTER_GRID_MS) * frame_bytes
    place_chapters(timeline, pieces, file, grid_bytes, CHAPTER_GRID_MS, on_progress)
    file.write(struct.pack("<4sI", b"id3 ", len(tag)) + tag)

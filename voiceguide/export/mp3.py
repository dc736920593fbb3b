"""A chapter as MP3 frames that stand alone.

At a constant bit rate a chapter's size is known before it is encoded: over one step of the chapter grid the encoder's
padding bits come out even, so that every millisecond takes exactly `Encoding.bytes_per_ms`. A fresh encoder borrows no
bits from frames before its own. So chapters can be encoded in any order, and their frames joined with nothing shifting.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from voiceguide.export.encoding import STANDARD, Encoding
from voiceguide.units import CHAPTER_GRID_MS, SAMPLE_RATE, frames_from_ms

if TYPE_CHECKING:
    from voiceguide.clip import Samples

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

    from voiceguide.mix.pcm import pcm16

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

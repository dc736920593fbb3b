"""A session as one MP3: chapters are encoded side by side, each straight into its own place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from voiceguide.export.encoding import STANDARD, Encoding
from voiceguide.export.info_frame import info_frame, silent_frame
from voiceguide.export.kept import KeptChapters, chapter_frames
from voiceguide.export.side_by_side import OnProgress, Pieces, place_chapters, unheeded
from voiceguide.timeline.model import Chapter, Timeline

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix


def write_mp3(
    timeline: Timeline,
    mix: Mix,
    file: BinaryIO,
    tag: bytes,
    *,
    encoding: Encoding = STANDARD,
    kept: KeptChapters | None = None,
    on_progress: OnProgress = unheeded,
) -> None:
    """Write a whole session at a constant bit rate; a few blocks a core are in memory, whatever its length.

    Args:
        mix: called from several threads at a time.
        file: empty, seekable.
        tag: its ID3 tag.
        kept: where chapters that were encoded before are found, and these are kept.
    """
    file.write(tag + info_frame(timeline.duration, encoding))

    def frames(chapter: Chapter) -> Pieces:
        return chapter_frames(chapter, mix, encoding, kept)

    place_chapters(timeline, frames, file, encoding.bytes_per_ms, 1, on_progress)
    file.write(silent_frame(encoding))

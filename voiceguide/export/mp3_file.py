"""A session as one MP3: chapters are encoded side by side, each straight into its own place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from voiceguide.export.encoding import STANDARD, Encoding
from voiceguide.export.info_frame import info_frame, silent_frame
from voiceguide.export.kept import KeptChapters, chapter_frames
from voiceguide.export.side_by_side import Making, OnProgress, Pieces, Stopped, place_chapters, unheeded
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import Ms, ms_from_frames

if TYPE_CHECKING:
    from voiceguide.clip import Samples
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
    """Write a whole session at a constant bit rate; in memory are a few blocks and a few encoded minutes a core, whatever
    its length.

    Args:
        mix: called from several threads at a time.
        file: empty, seekable.
        tag: its ID3 tag.
        kept: where chapters that were encoded before are found, and these are kept.
    """
    file.write(tag + info_frame(timeline.duration, encoding))

    def frames(chapter: Chapter, making: Making) -> Pieces:
        return chapter_frames(chapter, _watched(mix, making), encoding, kept)

    place_chapters(timeline, frames, file, encoding.bytes_per_ms, 1, on_progress)
    file.write(silent_frame(encoding))


def _watched(mix: Mix, making: Making) -> Mix:
    """The same mix, counted, until it is to stop: then it raises `Stopped`, wherever a part of the chapter is encoded."""

    def mixed(chapter: Chapter, start: Ms = 0, end: Ms | None = None) -> Iterator[Samples]:
        for block in mix(chapter, start=start, end=end):
            if making.stopped.is_set():
                raise Stopped
            yield block
            making.done += ms_from_frames(len(block))

    return mixed

"""Exports a session to one file, in the form that the file's suffix names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide.exporter.forms import form_of
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.mp3_file import ChapterCache, write_mp3
from voiceguide.exporter.parallel import OnProgress, unheeded
from voiceguide.exporter.tags import Labels, id3_tag
from voiceguide.storage.atomic import replacing
from voiceguide.timeline.model import Timeline
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix

COVER_REVISION = 1
"""Increased when covers are drawn differently, so that older ones in the cache are not used."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: its path, the duration of its sound in milliseconds, and its size in bytes."""

    path: Path
    duration: Ms
    size: int


def cover_of(timeline: Timeline, cache: ChapterCache | None) -> bytes:
    """A session's cover as a JPEG, from the cache if it is there."""

    def draw() -> bytes:
        from voiceguide.exporter.cover import cover

        return cover(timeline)

    if cache is None:
        return draw()
    phases = [chapter.phases for chapter in timeline.chapters]
    identity = repr((COVER_REVISION, timeline.title, timeline.pace, timeline.duration, phases))
    return cache.store.get_or_make(hashlib.sha256(identity.encode()).hexdigest()[:40], draw)


def export_session(
    timeline: Timeline,
    mix: Mix,
    target: Path,
    *,
    encoding: Encoding | None = None,
    labels: Labels | None = None,
    picture: bytes | None = None,
    cache: ChapterCache | None = None,
    on_progress: OnProgress = unheeded,
) -> Exported:
    """Write a session to `target`, in the form that its suffix names. A file that is there is replaced at the very end.

    Args:
        mix: gives a chapter's sound, as `mix.chapter.Mix`; called from several threads at a time.
        encoding: bit rate and channels; by default those usual for the form.
        labels: the words of its tags; by default those of a whole session.
        picture: its cover as a JPEG; by default it is drawn from the session.
        cache: holds the chapters of earlier exports, and gets those of this one.

    Raises:
        ExportError: the suffix is unknown, or the target cannot be written.
    """
    form = form_of(target)
    encoding = encoding or form.encoding()
    labels = labels or Labels.of(timeline)
    picture = cover_of(timeline, cache) if picture is None else picture
    with replacing(target) as file:
        if form.ffmpeg:
            from voiceguide.exporter.ffmpeg import add_tags, write_with_ffmpeg

            write_with_ffmpeg(timeline, mix, file, form, labels, encoding, on_progress)
            add_tags(Path(file.name), form, timeline, labels, picture)
        else:
            tag = id3_tag(timeline, labels, picture)
            if form.name == "MP3":
                write_mp3(timeline, mix, file, tag, encoding=encoding, cache=cache, on_progress=on_progress)
            else:
                from voiceguide.exporter.wav import write_wav

                write_wav(timeline, mix, file, tag, encoding=encoding, on_progress=on_progress)
            file.flush()
        size = Path(file.name).stat().st_size
    return Exported(target, timeline.duration, size)

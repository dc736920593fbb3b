"""The files that a session becomes: one of it all, or one for each chapter and a playlist of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voiceguide.export.labels import ARTIST, Labels
from voiceguide.formats.captions import one_line
from voiceguide.storage.names import as_on_disk, safe_name
from voiceguide.timeline.model import Timeline


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be written: its path, what is heard in it, and what it says about itself."""

    path: Path
    timeline: Timeline
    labels: Labels


def part_for_each_chapter(timeline: Timeline, folder: Path, suffix: str, comment: str = "") -> tuple[Part, ...]:
    """A session's chapters as sessions of their own, numbered so that their files sort as they are heard."""
    count = len(timeline.chapters)
    digits = max(2, len(str(count)))
    return tuple(
        Part(
            as_on_disk(folder / f"{number:0{digits}} {safe_name(chapter.title, 'chapter')}{suffix}"),
            replace(timeline, title=chapter.title, chapters=(chapter,), notes=()),
            Labels(chapter.title, timeline.title, comment, number, count),
        )
        for number, chapter in enumerate(timeline.chapters, start=1)
    )


def playlist_in(folder: Path) -> Path:
    """Where the playlist of a folder is."""
    return as_on_disk(folder / f"{safe_name(folder.resolve().name)}.m3u8")


def playlist(title: str, parts: Sequence[Part]) -> str:
    """An extended M3U in UTF-8: every part's length in seconds, artist and title, and its file beside the playlist."""
    lines = ["#EXTM3U", f"#PLAYLIST:{one_line(title)}"]
    for part in parts:
        seconds = round(part.timeline.duration / 1000)
        lines += [f"#EXTINF:{seconds},{ARTIST} - {one_line(part.labels.title)}", part.path.name]
    return "\n".join([*lines, ""])

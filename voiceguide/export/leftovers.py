"""What ffmpeg leaves out of the files that it writes: the cover, and chapters in FLAC and Opus that are exact."""

# mypy: untyped-calls-exclude=mutagen

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from voiceguide.timeline.forms.spoken import one_line, timestamp
from voiceguide.timeline.model import Timeline

_FRONT_COVER = 3


def add_leftovers(path: Path, suffix: str, timeline: Timeline, jpeg: bytes) -> None:
    """Add a session's cover to a finished file, FLAC, Opus or M4B as `suffix` says, and to the first two its chapters."""
    from mutagen.flac import FLAC, Picture
    from mutagen.mp4 import MP4, MP4Cover
    from mutagen.oggopus import OggOpus

    if suffix == ".m4b":
        book = MP4(path)
        book["covr"] = [MP4Cover(jpeg, MP4Cover.FORMAT_JPEG)]
        book.save()
        return
    picture = Picture()
    picture.type, picture.mime, picture.data = _FRONT_COVER, "image/jpeg", jpeg
    file: FLAC | OggOpus
    if suffix == ".flac":
        file = FLAC(path)
        file.add_picture(picture)
    else:
        file = OggOpus(path)
        file["METADATA_BLOCK_PICTURE"] = b64encode(picture.write()).decode()
    for name, text in _chapters(timeline):
        file[name] = text
    file.save()


def _chapters(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Chapters as Vorbis comments have them (https://wiki.xiph.org/Chapter_Extension)."""
    for number, (start, chapter) in enumerate(timeline.placed(), start=1):
        yield f"CHAPTER{number:03}", timestamp(start, ".")
        yield f"CHAPTER{number:03}NAME", one_line(chapter.title)

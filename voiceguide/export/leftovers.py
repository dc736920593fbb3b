"""What ffmpeg leaves out of the files that it writes: the cover, the cue sheet, and chapters in FLAC and Opus that are exact."""

# mypy: untyped-calls-exclude=mutagen

from base64 import b64encode
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from mutagen import MutagenError

from voiceguide.errors import ExportError
from voiceguide.export.ffmpeg import MOST_SHOWN, OTHERWISE
from voiceguide.export.forms import Form
from voiceguide.export.labels import MP4_SHEET, VORBIS_SHEET
from voiceguide.formats.captions import one_line, timestamp
from voiceguide.formats.sheet import cue_sheet
from voiceguide.timeline.model import Timeline

_FRONT_COVER = 3


MOST_CHAPTERS = 999
"""Chapters of Vorbis comments have numbers of three digits: players know no others."""


def add_leftovers(path: Path, form: Form, timeline: Timeline, jpeg: bytes) -> None:
    """Add a session's cover and its cue sheet to a finished file, FLAC, Opus or M4B, and to the first two its chapters.

    Raises:
        OSError: it cannot be read or written; it has the file's name.
        ExportError: it is no such file, or has no room for them.
    """
    try:
        _add(path, form.name, timeline, jpeg)
    except Exception as error:  # mutagen lets anything escape from a damaged file, UnicodeDecodeError included
        cause = error.args[0] if isinstance(error, MutagenError) and error.args else error
        if isinstance(cause, OSError) and cause.errno:
            raise OSError(cause.errno, cause.strerror, str(path)) from error
        raise ExportError(
            f"What ffmpeg wrote is no {form.name} that can be given a cover and chapters "
            f"({one_line(str(error))[:MOST_SHOWN] or type(error).__name__}). {OTHERWISE}"
        ) from error


def _add(path: Path, name: str, timeline: Timeline, jpeg: bytes) -> None:
    from mutagen.flac import FLAC, Picture
    from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm
    from mutagen.oggopus import OggOpus

    if name == "M4B":
        book = MP4(path)
        book["covr"] = [MP4Cover(jpeg, MP4Cover.FORMAT_JPEG)]
        book[MP4_SHEET] = [MP4FreeForm(cue_sheet(timeline).encode(), AtomDataType.UTF8)]
        book.save()
        return
    picture = Picture()
    picture.type, picture.mime, picture.data = _FRONT_COVER, "image/jpeg", jpeg
    file: FLAC | OggOpus
    if name == "FLAC":
        file = FLAC(path)
        file.add_picture(picture)
    else:
        file = OggOpus(path)
        file["METADATA_BLOCK_PICTURE"] = b64encode(picture.write()).decode()
    file[VORBIS_SHEET] = cue_sheet(timeline)
    for key, text in _chapters(timeline):
        file[key] = text
    file.save()


def _chapters(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Chapters as Vorbis comments have them (https://wiki.xiph.org/Chapter_Extension)."""
    for number, (start, chapter) in enumerate(islice(timeline.placed(), MOST_CHAPTERS), start=1):
        yield f"CHAPTER{number:03}", timestamp(start, ".")
        yield f"CHAPTER{number:03}NAME", one_line(chapter.title)

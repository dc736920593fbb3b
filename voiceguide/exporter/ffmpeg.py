"""Writes FLAC, M4B and Opus with ffmpeg, and adds their tags.

Only one block of sound is in memory at a time; pydub would hold the whole session.
"""

# mypy: untyped-calls-exclude=mutagen

import errno
import os
import signal
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO, cast

from mutagen import MutagenError

from voiceguide.clip import pcm16
from voiceguide.errors import ExportError
from voiceguide.exporter.forms import Form
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.parallel import OnProgress, in_order
from voiceguide.exporter.tags import ARTIST, FRONT_COVER, GENRE, MP4_SHEET, VORBIS_SHEET, Labels
from voiceguide.formats.captions import cues_in_time, one_line, timestamp, writable
from voiceguide.letters import within
from voiceguide.mix.chapter import Mix
from voiceguide.timeline.model import Timeline
from voiceguide.units import SAMPLE_RATE

REMEDY = "Install ffmpeg again, or choose mp3 or wav, which do not need it."

DISK_REASONS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""Errors of a disk that cannot be written. When ffmpeg reports one, it is about the target, since it writes nothing else."""

TOO_LARGE = getattr(signal, "SIGXFSZ", 0)
"""The signal that ends a program whose file exceeds the limit on file sizes; 0 on systems without it."""

MOST_READ, MOST_SHOWN = 10_000, 300
"""How many bytes of ffmpeg's messages are read, and how many characters are shown: a broken program may print anything."""

LONGEST_CHAPTER_TITLE = 255
"""Bytes of UTF-8. An M4B stores the length in one byte, and ffmpeg would cut in the middle of a letter."""

MAPPING = ("-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
"""Take the sound of the first input and the tags and chapters of the second, and write the same bytes each time."""


def write_with_ffmpeg(
    timeline: Timeline,
    mix: Mix,
    file: BinaryIO,
    form: Form,
    labels: Labels,
    encoding: Encoding,
    on_progress: OnProgress,
) -> None:
    """Write a whole session with ffmpeg, with tags and chapters.

    Args:
        file: a file on disk; ffmpeg writes to its name.

    Raises:
        ExportError: ffmpeg is missing, or cannot make the form.
        OSError: the disk cannot be written.
    """
    sound = ("-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", str(encoding.channels), "-i", "pipe:0")
    rate = ("-b:a", f"{encoding.kbps}k") if form.rates else ()
    with _in_temporary():
        folder = tempfile.TemporaryDirectory(prefix="voiceguide-", ignore_cleanup_errors=True)
    with folder as name:
        metadata, messages = Path(name, "metadata"), Path(name, "messages")
        with _in_temporary():
            metadata.write_text(_metadata(timeline, labels), "utf-8")
            errors = messages.open("wb")
        command = [form.converter(), "-v", "error", "-y", *sound, "-f", "ffmetadata", "-i", f"file:{metadata}"]
        command += [*MAPPING, *rate, *form.ffmpeg, f"file:{file.name}"]
        with errors:
            running = _start(command, form, errors)
            read_all = _feed(running, timeline, mix, encoding, on_progress)
        _check_result(file, form, running.returncode, _last_message(messages), read_all=read_all)


@contextmanager
def _in_temporary() -> Iterator[None]:
    """Turns an OSError in the folder for temporary files into an `ExportError`."""
    try:
        yield
    except OSError as error:
        place = tempfile.tempdir or "The folder for temporary files"
        raise ExportError(
            f"{place} cannot be written: {error.strerror or error}. Temporary files go there: free some space, or set TMPDIR "
            "to a folder that can be written."
        ) from error


def _start(command: list[str], form: Form, errors: IO[bytes]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors)  # noqa: S603
    except OSError as error:
        raise ExportError(
            f"{form.name} needs ffmpeg, and {command[0]} cannot be started: {error.strerror or error}. {REMEDY}"
        ) from error


def _feed(
    running: "subprocess.Popen[bytes]", timeline: Timeline, mix: Mix, encoding: Encoding, on_progress: OnProgress
) -> bool:
    """Write the whole session to ffmpeg and wait for its end. False if it ended before it had read all."""
    pipe = cast("IO[bytes]", running.stdin)
    try:
        for block in in_order(timeline, mix, on_progress):
            try:
                pipe.write(pcm16(encoding.heard(block)))
            except OSError:
                return False
        try:
            pipe.close()
        except OSError:
            return False
        return True
    except BaseException:
        running.kill()
        raise
    finally:
        with suppress(OSError):
            pipe.close()
        running.wait()


def _last_message(messages: Path) -> str:
    """The last line of ffmpeg's messages, up to `MOST_SHOWN` characters."""
    with suppress(OSError), messages.open("rb") as file:
        file.seek(max(0, messages.stat().st_size - MOST_READ))
        lines = file.read().decode("utf-8", errors="replace").splitlines()
        return next((line for text in reversed(lines) if (line := one_line(text)[-MOST_SHOWN:])), "")
    return ""


def _check_result(file: BinaryIO, form: Form, status: int, message: str, *, read_all: bool) -> None:
    """Check that ffmpeg made the file.

    Raises:
        OSError: the disk cannot be written; the error has the file's name.
        ExportError: ffmpeg failed for another reason.
    """
    for reason in DISK_REASONS:
        if os.strerror(reason) in message:  # then the status may be 0 all the same
            raise OSError(reason, os.strerror(reason), file.name)
    if status < 0:
        if status == -TOO_LARGE:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), file.name)
        ended = f"it was ended by signal {-status} ({signal.strsignal(-status) or 'unknown'})"
        raise ExportError(f"ffmpeg cannot make {form.name} here: {ended}. Free some memory and try again. {REMEDY}")
    if status or not read_all:
        ended = f"it ended with {status}" + ("" if read_all else " before it had read the whole session")
        raise ExportError(f"ffmpeg cannot make {form.name} here: {(message or ended).rstrip('.')}. {REMEDY}")


def _metadata(timeline: Timeline, labels: Labels) -> str:
    """Tags and chapters as ffmpeg reads them (https://ffmpeg.org/ffmpeg-formats.html#Metadata-1)."""
    lyrics = "\n".join(one_line(cue.utterance.text) for _, cue in cues_in_time(timeline))
    tags = {
        "title": one_line(labels.title),
        "artist": ARTIST,
        "album": one_line(labels.album),
        "track": f"{labels.track}/{labels.tracks}",
        "genre": GENRE,
        "language": timeline.language,
        "comment": writable(labels.comment),
        "lyrics": lyrics,
    }
    lines = [";FFMETADATA1", *(f"{name}={_escaped(text)}" for name, text in tags.items() if text)]
    return "\n".join([*lines, *_chapters(timeline), ""])


def _chapters(timeline: Timeline) -> Iterator[str]:
    for start, chapter in timeline.placed():
        yield f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={start + chapter.duration}"
        yield f"title={_escaped(within(one_line(chapter.title), LONGEST_CHAPTER_TITLE))}"


def _escaped(text: str) -> str:
    """A text escaped for ffmpeg. Backslashes at its end are dropped: ffmpeg joins a line after one, even an escaped one."""
    return "".join(f"\\{char}" if char in "=;#\\\n" else char for char in text.rstrip("\\"))


MOST_CHAPTERS = 999
"""Vorbis comments number chapters with three digits; players do not read more."""


def add_tags(path: Path, form: Form, timeline: Timeline, labels: Labels, jpeg: bytes) -> None:
    """Add a session's cover and cue sheet to a finished FLAC, Opus or M4B, and to FLAC and Opus also its chapters.

    Raises:
        OSError: the file cannot be read or written; the error has the file's name.
        ExportError: the file is of another form, or has no room for them.
    """
    try:
        _add(path, form.name, timeline, labels.sheet(timeline).to_json(), jpeg)
    except Exception as error:  # for a damaged file mutagen raises all kinds of errors, UnicodeDecodeError included
        cause = error.args[0] if isinstance(error, MutagenError) and error.args else error
        if isinstance(cause, OSError) and cause.errno:
            raise OSError(cause.errno, cause.strerror, str(path)) from error
        raise ExportError(
            f"What ffmpeg wrote is no {form.name} that can be given a cover and chapters "
            f"({one_line(str(error))[:MOST_SHOWN] or type(error).__name__}). {REMEDY}"
        ) from error


def _add(path: Path, name: str, timeline: Timeline, sheet: str, jpeg: bytes) -> None:
    from mutagen.flac import FLAC, Picture
    from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm
    from mutagen.oggopus import OggOpus

    if name == "M4B":
        book = MP4(path)
        book["covr"] = [MP4Cover(jpeg, MP4Cover.FORMAT_JPEG)]
        book[MP4_SHEET] = [MP4FreeForm(sheet.encode(), AtomDataType.UTF8)]
        book.save()
        return
    picture = Picture()
    picture.type, picture.mime, picture.data = FRONT_COVER, "image/jpeg", jpeg
    file: FLAC | OggOpus
    if name == "FLAC":
        file = FLAC(path)
        file.add_picture(picture)
    else:
        file = OggOpus(path)
        file["METADATA_BLOCK_PICTURE"] = b64encode(picture.write()).decode()
    file[VORBIS_SHEET] = sheet
    for key, text in _vorbis_chapters(timeline):
        file[key] = text
    file.save()


def _vorbis_chapters(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Chapters as Vorbis comments (https://wiki.xiph.org/Chapter_Extension)."""
    for number, (start, chapter) in enumerate(islice(timeline.placed(), MOST_CHAPTERS), start=1):
        yield f"CHAPTER{number:03}", timestamp(start, ".")
        yield f"CHAPTER{number:03}NAME", one_line(chapter.title)

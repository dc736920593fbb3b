"""Forms that the embedded libraries do not write, through ffmpeg.

pydub would hold the whole session in memory on its way there; here a block of sound is, however long the session.
"""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO

from voiceguide.errors import ExportError
from voiceguide.export.encoding import Encoding
from voiceguide.export.forms import Form
from voiceguide.export.labels import ARTIST, GENRE, Labels
from voiceguide.export.side_by_side import OnProgress
from voiceguide.mix.chapter import Mix
from voiceguide.mix.pcm import pcm16
from voiceguide.timeline.forms.spoken import one_line, spoken
from voiceguide.timeline.model import Timeline
from voiceguide.units import SAMPLE_RATE, ms_from_frames

TAKE_ALL = ("-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
"""The sound of the first, the tags and chapters of the second; and the same bytes each time."""


def write_with_ffmpeg(
    timeline: Timeline,
    mix: Mix,
    file: BinaryIO,
    form: Form,
    labels: Labels,
    encoding: Encoding,
    on_progress: OnProgress,
) -> None:
    """Write a whole session, with tags and chapters.

    Args:
        file: on disk, under the name that it has.

    Raises:
        ExportError: there is no ffmpeg, or it cannot make the form.
    """
    sound = ("-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", str(encoding.channels), "-i", "pipe:0")
    rate = ("-b:a", f"{encoding.kbps}k") if form.rates else ()
    with TemporaryDirectory() as folder:
        about, said = Path(folder, "about"), Path(folder, "said")
        about.write_text(_about(timeline, labels), "utf-8")
        command = [form.converter(), "-v", "error", "-y", *sound, "-f", "ffmetadata", "-i", str(about), *TAKE_ALL]
        command += [*rate, *form.ffmpeg, file.name]
        # When ffmpeg ends early, writing to it fails, and closing too: what it said tells why.
        with (
            said.open("wb") as errors,
            suppress(BrokenPipeError),
            subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors) as running,  # noqa: S603
        ):
            assert running.stdin
            try:
                _feed(running.stdin, timeline, mix, encoding, on_progress)
            except BaseException:
                running.kill()
                raise
        complaint = said.read_text("utf-8", errors="replace").strip()
        if os.strerror(errno.ENOSPC) in complaint:  # which it may say, and end with 0
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if running.returncode:
            last = complaint.rpartition("\n")[2]
            raise ExportError(f"ffmpeg cannot make {form.name} here: {last or f'it ended with {running.returncode}'}.")


def _feed(pipe: IO[bytes], timeline: Timeline, mix: Mix, encoding: Encoding, on_progress: OnProgress) -> None:
    done = [0] * len(timeline.chapters)
    for number, chapter in enumerate(timeline.chapters):
        frames = 0
        for block in mix(chapter):
            pipe.write(pcm16(encoding.heard(block)))
            frames += len(block)
            done[number] = ms_from_frames(frames)
            on_progress(tuple(done))
    pipe.close()


def _about(timeline: Timeline, labels: Labels) -> str:
    """Tags and chapters as ffmpeg reads them (https://ffmpeg.org/ffmpeg-formats.html#Metadata-1)."""
    lyrics = "\n".join(one_line(cue.utterance.text) for _, cue in spoken(timeline))
    tags = {
        "title": labels.title,
        "artist": ARTIST,
        "album": labels.album,
        "track": f"{labels.track}/{labels.tracks}",
        "genre": GENRE,
        "language": timeline.language,
        "comment": labels.comment,
        "lyrics": lyrics,
    }
    lines = [";FFMETADATA1", *(f"{name}={_escaped(text)}" for name, text in tags.items() if text)]
    return "\n".join([*lines, *_chapters(timeline), ""])


def _chapters(timeline: Timeline) -> Iterator[str]:
    for start, chapter in timeline.placed():
        yield f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={start + chapter.duration}"
        yield f"title={_escaped(chapter.title)}"


def _escaped(text: str) -> str:
    """A text that ffmpeg reads as it is; but one that ends in a backslash it joins with the next line, escaped or not."""
    return "".join(f"\\{char}" if char in "=;#\\\n" else char for char in text.rstrip("\\"))

"""A session as a file for the phone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voiceguide.errors import ExportError
from voiceguide.export.atomic import replacing
from voiceguide.export.mp3_file import write_mp3
from voiceguide.export.wav import write_wav
from voiceguide.mix.chapter import Mix
from voiceguide.timeline.model import Timeline
from voiceguide.units import Ms

FORMS = {".mp3": write_mp3, ".wav": write_wav}
"""What writes a file, by how its name ends."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: where, how long its sound is in milliseconds, and its size in bytes."""

    path: Path
    duration: Ms
    size: int


def _unheeded(_: Ms) -> None: ...


def export_session(
    timeline: Timeline, mix: Mix, target: Path, *, on_progress: Callable[[Ms], None] = _unheeded
) -> Exported:
    """Write a session to `target`, in the form that its suffix names; an old file there is replaced at the very end.

    Args:
        mix: a chapter's sound (`mix.chapter.mix_chapter` with its sounds filled in); called from several threads at a time.
        on_progress: called in the calling thread with how many milliseconds of the session are done.

    Raises:
        ExportError: the suffix is unknown, or the target cannot be written.
    """
    write = FORMS.get(target.suffix.lower())
    if write is None:
        raise ExportError(f"'{target.name}' names no form that can be written: it must end in {' or '.join(FORMS)}.")
    with replacing(target) as file:
        write(timeline, mix, file, on_progress)
        size = file.tell()
    return Exported(target, timeline.duration, size)

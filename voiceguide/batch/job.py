"""One export of a batch: plain data that any process can carry out, and the key of all that its files depend on."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voiceguide.config import Config
from voiceguide.errors import SoundError, VoiceguideError
from voiceguide.exporter.overwrite import refuse_overwriting
from voiceguide.exporter.parallel import on_cores
from voiceguide.exporter.request import ExportRequest, not_just_written, remove_stale, stale_tracks
from voiceguide.mix.sound import Sound
from voiceguide.script.model import Session
from voiceguide.session import Rendering
from voiceguide.storage.atomic import making_folder
from voiceguide.timeline.options import Options
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class BatchJob:
    """An export to be made, as plain data.

    Attributes:
        name: its file below the batch's folder, or its folder if it is split, with `/` between folders.
        session, options, sound, voice: see `Rendering`; paths are as on the machine that made the plan.
        request: the files; its target is set where they are made.
        verify: whether they are verified once they are written.
        config: the settings to speak with; None is the user's own.
        key: changes with whatever changes the files.
        own: the files below the batch's folder that an earlier run made, which are replaced whatever has become of them.
    """

    name: str
    session: Session
    options: Options
    sound: Sound
    voice: str | None
    request: ExportRequest
    verify: bool = False
    config: Config | None = None
    key: str = ""
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made: its path below the batch's folder with `/`, its size in bytes, and the SHA-256 of its content."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a job has made: its files, those of sound first, how long they last, and what its author should know."""

    files: tuple[MadeFile, ...]
    duration: Ms
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a job has failed, in whole sentences, and whether it was for want of space: then no other can be made, either."""

    reason: str
    full: bool = False


def make(job: BatchJob, folder: Path, cores: int, on_progress: Callable[[Sequence[Ms], Ms], None]) -> Made | Failed:
    """Carry out a job; a file that is there is replaced at the very end.

    Args:
        folder: the batch's folder.
        cores: how many it may use.
        on_progress: told the milliseconds of each chapter that are done, and those of the whole.
    """
    try:
        with on_cores(cores):
            return _made(job, folder, on_progress)
    except (VoiceguideError, OSError, UnicodeError) as error:
        return Failed(str(error) or type(error).__name__, is_full(error))
    except Exception as error:  # noqa: BLE001 - what is wrong with one item is no reason to make none of the others
        return Failed(f"{type(error).__name__}: {error}")


def _made(job: BatchJob, folder: Path, on_progress: Callable[[Sequence[Ms], Ms], None]) -> Made:
    notes: list[str] = []
    request = replace(job.request, target=folder / job.name, force=True)
    rendering = Rendering(job.session, job.options, job.sound, job.voice, config=job.config, on_note=notes.append)
    timeline = rendering.prepared.timeline
    notes += [problem.report() for problem in rendering.problems if problem.severity != "note"]
    refuse_replacing(job, folder, request.targets(timeline))
    making_folder(request.target.parent)
    old = stale_tracks(request, timeline)
    written = rendering.export(request, lambda done: on_progress(done, timeline.duration))
    remove_stale(not_just_written(old, request, timeline))
    if job.verify:
        _verify([file.path for file in written], job.sound.loudness)
    files = tuple(made_file(path, folder) for path in request.targets(timeline))
    return Made(files, timeline.duration, tuple(notes))


def refuse_replacing(job: BatchJob, folder: Path, targets: Iterable[Path]) -> None:
    """Check that a job replaces no file that neither voiceguide nor an earlier run of the batch made, unless it may.

    Raises:
        ExportError: it would.
    """
    if not job.request.force:
        theirs = (path for path in targets if path.relative_to(folder).as_posix() not in job.own)
        refuse_overwriting(theirs, "Give the item another name in the plan, or replace that file with force = true.")


def in_the_way(job: BatchJob, folder: Path) -> str:
    """Why a job cannot be made, if somebody else's file has its name; empty if none has. The tracks of a session that is
    split have no names yet, so they are not looked for."""
    target = folder / job.name
    known = [] if job.request.split else [target, *(target.with_suffix(f".{form}") for form in job.request.texts)]
    try:
        refuse_replacing(job, folder, known)
    except OSError as error:  # an ExportError is one, and so is a text that may not be read
        return str(error)
    return ""


def _verify(files: Iterable[Path], loudness: float) -> None:
    from voiceguide.verify.comparison import verify

    for file in files:
        faults = [finding for finding in verify(file, loudness).findings if finding.fault]
        if faults:
            told = "; ".join(f"{each.what}: {each.found}, expected {each.expected}" for each in faults)
            raise SoundError(f"{file.name} is not as it should be: {told}.")


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or one behind it, is that of a full disk."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        error = error.__cause__
    return False


def made_file(path: Path, folder: Path) -> MadeFile:
    """A file as it is on the disk.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return MadeFile(path.relative_to(folder).as_posix(), os.fstat(file.fileno()).st_size, digest)

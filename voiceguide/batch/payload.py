"""A job as it travels to a worker that has no disk in common with this machine, and what comes back.

Files travel by their content: a worker gets each once, when it says that it lacks it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path, PurePosixPath
from shutil import copyfile
from tempfile import TemporaryDirectory

from voiceguide.batch.job import BatchJob, Failed, Made, is_full, make, refuse_replacing
from voiceguide.batch.key import digest_of, languages_of, recordings_of, versions, voice_named
from voiceguide.config import Config, load_config
from voiceguide.errors import ExportError, VoiceguideError
from voiceguide.exporter.request import playlist_in, remove_stale, stale_in
from voiceguide.speech.choose import RECORDED, RECORDINGS, SYSTEM
from voiceguide.storage.atomic import making_folder, replacing
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class WorkerNeeds:
    """What a worker must have: the versions of what decides the bytes of a file, and voices by what asks for them.

    Each voice is what `--voice` takes, the languages that it speaks, and its name on the machine that made the plan.
    """

    versions: tuple[tuple[str, str], ...]
    voices: tuple[tuple[str | None, tuple[str, ...], str], ...]

    @classmethod
    def of(cls, jobs: Sequence[BatchJob]) -> WorkerNeeds:
        asked = dict.fromkeys((_speaking(job), languages_of(job.session)) for job in jobs)
        return cls(versions(), tuple((*each, voice_named(*each, load_config())) for each in asked))

    def lacking(self) -> str:
        """What this process lacks of it, in words; empty if it has all."""
        own = dict(versions())
        lacks = [
            f"{name} {own[name] or 'not at all'}, where {version or 'none'} is needed"
            for name, version in self.versions
            if own[name] != version
        ]
        for voice, languages, name in self.voices:
            try:
                found = voice_named(voice, languages, Config(Path()))
            except VoiceguideError as error:
                lacks.append(f"not {name}: {error}")
            else:
                if found != name:
                    lacks.append(f"not {name}, but {found} in its place")
        return "; ".join(lacks)


@dataclass(frozen=True, slots=True)
class JobPayload:
    """A job for a worker. The paths in it are names of `files`, each the SHA-256 of its content with the suffix.

    `recordings` has such a name for each recording by its own name; `content` has those files that the worker lacked.
    """

    job: BatchJob
    needs: WorkerNeeds
    files: tuple[str, ...]
    recordings: tuple[tuple[str, str], ...] = ()
    content: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a worker has made, with the content of the files."""

    made: Made
    content: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a worker lacks for a job: names of files, which can be sent, or in words what it cannot get."""

    files: tuple[str, ...] = ()
    reason: str = ""


def packed(job: BatchJob, needs: WorkerNeeds) -> tuple[JobPayload, Mapping[str, Path]]:
    """A job as a payload without its files, and these by their names in it.

    Raises:
        OSError: one cannot be read.
    """
    files: dict[str, Path] = {}

    def name(path: Path) -> str:
        name = f"{digest_of(path)}{path.suffix.lower()}"
        files[name] = path
        return name

    sound = replace(
        job.sound,
        bed=tuple(Path(name(path)) for path in job.sound.files) or job.sound.bed,
        own_bells=tuple((bell, Path(name(path))) for bell, path in job.sound.own_bells),
    )
    recordings = tuple((own, name(path)) for own, path in recordings_of(job).items())
    plain = replace(
        job,
        session=replace(job.session, folder=Path(), files=()),
        sound=sound,
        voice=_voice_there(job),
        config=Config(Path(), lexicon=dict(load_config().lexicon)),
    )
    return JobPayload(plain, needs, tuple(files), recordings), files


def _voice_there(job: BatchJob) -> str | None:
    """The voice as a worker is asked for it: recordings are beside its script, wherever they were."""
    if job.voice is None:
        return None
    return ",".join(RECORDED if _is_recorded(name) else name for name in job.voice.split(","))


def _is_recorded(name: str) -> bool:
    return name.strip().partition(":")[0] == RECORDED


def _speaking(job: BatchJob) -> str | None:
    """The voices of a job that are no recordings."""
    if job.voice is None:
        return None
    return ",".join(name for name in job.voice.split(",") if not _is_recorded(name)) or SYSTEM


_lacking = cache(WorkerNeeds.lacking)
_received = cache(partial(TemporaryDirectory, prefix="voiceguide-"))
"""The folder of the files that this process was sent: it lasts as long as the process."""


def open_and_make(payload: JobPayload, on_progress: Callable[[Sequence[Ms], Ms], None]) -> Delivered | Failed | Lacking:
    """Make what is in a payload, in the process of a worker, on one core."""
    if reason := _lacking(payload.needs):
        return Lacking(reason=reason)
    received = Path(_received().name)
    for name, data in payload.content.items():
        if name not in payload.files or hashlib.sha256(data).hexdigest() != name.partition(".")[0]:
            return Failed(f"'{name[:80]}' did not arrive whole.")
        with replacing(received / name) as file:
            file.write(data)
    lacks = tuple(name for name in payload.files if not (received / name).is_file())
    if lacks:
        return Lacking(lacks)
    with TemporaryDirectory(prefix="voiceguide-") as folder:
        made = make(_with_files(payload, received), Path(folder), 1, on_progress)
        if isinstance(made, Failed):
            return made
        return Delivered(made, {file.path: (Path(folder) / file.path).read_bytes() for file in made.files})


def _with_files(payload: JobPayload, received: Path) -> BatchJob:
    job = payload.job
    sound = replace(
        job.sound,
        bed=tuple(received / path.name for path in job.sound.files) or job.sound.bed,
        own_bells=tuple((bell, received / path.name) for bell, path in job.sound.own_bells),
    )
    digest = hashlib.sha256(repr(payload.recordings).encode()).hexdigest()
    beside = received / digest
    for own, name in payload.recordings:
        making_folder(beside / RECORDINGS)
        if not (beside / RECORDINGS / Path(own).name).exists():
            copyfile(received / name, beside / RECORDINGS / Path(own).name)
    return replace(job, session=replace(job.session, folder=beside), sound=sound)


def put_in_place(job: BatchJob, delivered: Delivered, folder: Path) -> Made | Failed:
    """Write what a worker has made into the batch's folder, each file whole or not at all."""
    target = folder / job.name
    places = {folder / path: data for path, data in delivered.content.items() if _belongs(path, job)}
    try:
        if len(places) != len(delivered.content):
            raise ExportError(f"A worker sent files that are not of {job.name}: expected none but its own.")
        refuse_replacing(job, folder, places)
        making_folder(target if job.request.split else target.parent)
        old = stale_in(target, _title_in(places, target), {path.stem for path in places}) if job.request.split else []
        for path, data in places.items():
            with replacing(path) as file:
                file.write(data)
        remove_stale(old)
    except ExportError as error:
        return Failed(str(error), is_full(error))
    return delivered.made


def _belongs(path: str, job: BatchJob) -> bool:
    """Whether a file is one that this job makes: it is in its folder, or is itself or the text beside it."""
    own, found = PurePosixPath(job.name), PurePosixPath(path)
    if job.request.split:
        return found.parent == own
    texts = (own.with_suffix(f".{form}") for form in job.request.texts)
    return found in (own, *texts)


def _title_in(places: Mapping[Path, bytes], folder: Path) -> str:
    """The title of a split session, from its new playlist."""
    lines = places.get(playlist_in(folder), b"").decode(errors="replace").splitlines()
    return next((line.removeprefix("#PLAYLIST:") for line in lines if line.startswith("#PLAYLIST:")), "")

"""The key of a job: a digest of all that its files depend on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from voiceguide import __version__
from voiceguide.batch.job import BatchJob
from voiceguide.config import Config, load_config
from voiceguide.exporter.mp3_file import REVISION
from voiceguide.mix.sound import MIX_REVISION
from voiceguide.script.model import Session
from voiceguide.speech.choose import RECORDED, RECORDINGS, Choice
from voiceguide.speech.engine import Engine
from voiceguide.timeline.model import Utterance

PACKAGES = ("lameenc", "numpy", "soxr", "onnxruntime", "hibari-tts", "mutagen", "pillow")
"""What decides the bytes of a file, beside voiceguide."""


def with_key(job: BatchJob) -> BatchJob:
    """The job with the key of all that its files depend on.

    Raises:
        SpeechError: its voice is not there.
        OSError: a file that it needs cannot be read.
    """
    sound = replace(job.sound, bed=None if job.sound.files else job.sound.bed, own_bells=())
    files = [*job.sound.files, *(file for _, file in job.sound.own_bells), *recordings_of(job).values()]
    depends = (
        *(REVISION, MIX_REVISION, versions()),
        *(_session_digest(job.session), job.options, sound, [name for name, _ in job.sound.own_bells]),
        *([(file.name, digest_of(file)) for file in files], job.voice, voice_of(job)),
        replace(job.request, target=Path(), force=False),
    )
    return replace(job, key=hashlib.sha256(repr(depends).encode("utf-8", "surrogatepass")).hexdigest())


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """The versions of voiceguide and of all that decides the bytes of a file, by name; empty for what is not installed."""

    def installed(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return ""

    return (("voiceguide", __version__), *((name, installed(name)) for name in PACKAGES))


def recordings_of(job: BatchJob) -> dict[str, Path]:
    """The recordings that a job may be spoken with, by the names of their files."""
    folders = [job.session.folder / RECORDINGS] if job.voice is None else []
    for name in (job.voice or "").split(","):
        kind, _, rest = name.strip().partition(":")
        if kind == RECORDED:
            folders.append(Path(rest).expanduser() if rest else job.session.folder / RECORDINGS)
    return {path.name: path for folder in reversed(folders) for path in _files_in(folder)}


@cache
def _files_in(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")))


@cache
def digest_of(file: Path) -> str:
    """The SHA-256 of a file, read once."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


_digests: dict[int, tuple[Session, str]] = {}


def _session_digest(session: Session) -> str:
    """The SHA-256 of what a script says, and of what is said about its places."""
    known, digest = _digests.get(id(session), (None, ""))
    if known is not session:
        said = repr(replace(session, folder=Path(), files=()))
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
        _digests[id(session)] = session, digest
    return digest


def languages_of(session: Session) -> tuple[str, ...]:
    """The languages that a session is spoken in, sorted."""
    return tuple(sorted({session.language, *(item.exercise.language for item in session.items)}))


def voice_of(job: BatchJob) -> str:
    """What identifies the voice of a job on this machine.

    Raises:
        SpeechError: it is not there.
    """
    config = load_config() if job.config is None else job.config
    lexicon = tuple(sorted(config.lexicon.items()))
    asked = (job.voice, languages_of(job.session), lexicon, job.session.folder if recordings_of(job) else None)
    if asked not in _voices:
        choice = Choice(job.voice, config, job.session.folder)
        _voices[asked] = repr((lexicon, choice.speak(lambda engine: _told(engine, asked[1])[0], lambda _: None)))
    return _voices[asked]


_voices: dict[tuple[str | None, tuple[str, ...], tuple[tuple[str, str], ...], Path | None], str] = {}


def voice_named(voice: str | None, languages: tuple[str, ...], config: Config) -> str:
    """The name of a voice on this machine, by what `--voice` takes and what it is to speak.

    Raises:
        SpeechError: it is not there.
    """
    return Choice(voice, config).speak(lambda engine: _told(engine, languages)[1], lambda _: None)


def _told(engine: Engine, languages: tuple[str, ...]) -> tuple[list[str], str]:
    """What identifies an engine in each language, and its name, which it may know only then."""
    return [engine.identity(Utterance(NEVER_RECORDED, language)) for language in languages], engine.name


NEVER_RECORDED = "voiceguide batch"
"""Words with which a voice is asked who it is. Recordings are told by their content instead."""

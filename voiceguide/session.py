"""A script is loaded, compiled against the voice that will speak it, mixed, and then played or exported."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import KW_ONLY, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voiceguide import __version__
from voiceguide.errors import VoiceguideError
from voiceguide.formats.sheet import CueSheet
from voiceguide.mix.sound import PLAIN, Sound, chosen_with
from voiceguide.problems import Problem
from voiceguide.script.model import Session
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.model import Chapter, Measure, Timeline, Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.clip import Samples
    from voiceguide.config import Config
    from voiceguide.exporter.file import Exported
    from voiceguide.exporter.mp3 import Encoding
    from voiceguide.exporter.mp3_file import ChapterCache
    from voiceguide.exporter.parallel import OnProgress
    from voiceguide.exporter.request import ExportRequest
    from voiceguide.mix.chapter import Mix
    from voiceguide.playback.live import LiveSession
    from voiceguide.speech.clips import ClipCache
    from voiceguide.speech.engine import Engine
    from voiceguide.timeline.wanted import LengthRow

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session ready to be heard: its timeline, its sound chapter by chapter, and what its author should know.

    `cache` holds chapters that were encoded; `sheet` writes a timeline of it down.
    """

    timeline: Timeline
    mix: Mix
    cache: ChapterCache
    sheet: Callable[[Timeline], CueSheet]
    problems: tuple[Problem, ...]


def prepare(
    session: Session,
    options: Options,
    engine: Engine,
    cache: Path,
    sound: Sound = PLAIN,
    *,
    encoding: Encoding | None = None,
    on_spoken: Callable[[str], None] = lambda _: None,
) -> Prepared:
    """Compile a session; each of its sentences is spoken once, unless it was before.

    Args:
        session: what its scripts say.
        options: what the listener chose; whether a guide sounds follows from `sound`.
        engine: who speaks.
        cache: the folder in which spoken clips are kept.
        sound: what is heard beside the words.
        encoding: how chapters are encoded while later ones are spoken, for an export; None encodes none.
        on_spoken: called with each text before it is measured.

    Raises:
        ScriptError: with `strict`, words do not fit.
        ChoiceError, PaceError: the options do not go with it.
        SpeechError: the voice failed.
        SoundError: the bed or a bell cannot be used.
    """
    from voiceguide.exporter.mp3_file import LIMIT_BYTES, ChapterCache, encoding_ahead
    from voiceguide.speech.clips import ClipCache
    from voiceguide.speech.prefetch import predicted
    from voiceguide.speech.proofread import proofread
    from voiceguide.storage.cache import Store
    from voiceguide.storage.folders import chapter_folder

    chosen = chosen_with(sound, options)
    clips = ClipCache(engine, cache)

    settings = (__version__, sound, [_stamp(file) for file in (*sound.files, *(file for _, file in sound.own_bells))])

    def sounds_of(chapter: Chapter) -> str:
        return repr(
            (settings, chapter.bed_start, chapter.bed_fades, [clips.identity(cue.utterance) for cue in chapter.cues])
        )

    def mix(chapter: Chapter) -> Iterator[Samples]:
        from voiceguide.mix.chapter import mix_chapter

        return mix_chapter(chapter, clips.clip, sound)

    def sheet(written: Timeline) -> CueSheet:
        return CueSheet.of(written, sound.loudness, clips.spoken)

    chapters = ChapterCache(Store(chapter_folder(), LIMIT_BYTES), sounds_of)
    ahead: AbstractContextManager[Callable[[Chapter], object]] = nullcontext(lambda _: None)
    if encoding:
        ahead = encoding_ahead(chapters, mix, encoding)
    with ahead as encode, clips.prefetching(predicted(session, chosen)):
        timeline = compile_session(session, chosen, _telling(on_spoken, clips), encode)
    problems = (*session.problems, *proofread(session), *timeline.all_notes())
    return Prepared(timeline, mix, chapters, sheet, problems)


@dataclass(eq=False, repr=False)
class Rendering:
    """A session with a voice and a sound, to be played or exported. Nothing is spoken until it is asked for.

    Iterated over it gives its sound: blocks of float32, shape (frames, 2), at 44 100 Hz.

    Args:
        session: what its scripts say.
        options: what the listener chose; whether a guide sounds follows from `sound`.
        sound: what is heard beside the words.
        voice: as for `--voice`, or an engine; None is the usual one.
        cache: the folder in which spoken clips are kept; None is this user's.
        config: has the voices that are programs, and the lexicon; None is this user's.
        on_note: told, each thing once, why another voice has to speak, and the like.
        on_spoken: told each text before it is measured.
    """

    session: Session
    options: Options
    sound: Sound
    voice: str | Engine | None = None
    cache: Path | None = None
    _: KW_ONLY
    config: Config | None = None
    on_note: Callable[[str], None] = lambda _: None
    on_spoken: Callable[[str], None] = lambda _: None
    _prepared: Prepared | None = field(default=None, init=False)

    @property
    def title(self) -> str:
        return self.session.title

    @property
    def timeline(self) -> CueSheet:
        """When every word is heard, every breath taken, every bell rung.

        Raises:
            VoiceguideError: whatever keeps the session from being made, here as below.
        """
        return self.prepared.sheet(self.prepared.timeline)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What its author should know: warnings about the scripts, and how their words fit."""
        return self.prepared.problems

    def __iter__(self) -> Iterator[Samples]:
        for chapter in self.prepared.timeline.chapters:
            yield from self.prepared.mix(chapter)

    @property
    def prepared(self) -> Prepared:
        """The session compiled, all its words spoken."""
        return self.prepared_for(None)

    def prepared_for(self, request: ExportRequest | None) -> Prepared:
        """The same. Chapters are encoded meanwhile for a requested MP3, as they are exported; not if all was spoken before."""
        fades_apart = request is not None and request.split and bool(self.sound.files)
        encoding = request.chapter_encoding if request and not fades_apart else None

        def with_voice(engine: Engine, cache: Path) -> Prepared:
            choices = self.options, engine, cache, self.sound
            return prepare(self.session, *choices, encoding=encoding, on_spoken=self.on_spoken)

        if self._prepared is None:
            self._prepared = self._with_voice(with_voice)
        return self._prepared

    def decode_bed(self, on_progress: Callable[[Path, float], None]) -> None:
        """Decode the sound files of the bed that are not in the cache: a long one takes its time, before anything sounds.

        Args:
            on_progress: told how many seconds of which file are decoded.
        """
        if self.sound.files:
            from voiceguide.mix.playlist import decode_ahead

            decode_ahead(self.sound.files, on_progress)

    def live(self, begin: Callable[[LiveSession], int], *, needs: bool = True) -> LiveSession:
        """The session as it is played: what comes later is made while what comes before is heard.

        Args:
            begin: gives the number of the chapter to begin with. Its first words are spoken on another thread: its bell
                sounds while the voice is loaded.
            needs: whether the opening says what is needed.
        """
        from voiceguide.playback.live import LiveSession
        from voiceguide.speech.chosen import ChosenClips
        from voiceguide.speech.clips import ClipCache

        def choose(speaks: Callable[[ClipCache], ClipCache]) -> ClipCache:
            return self._with_voice(lambda engine, cache: speaks(ClipCache(engine, cache)))

        known = threading.Event()
        clips = ChosenClips(choose, known.set)
        options = replace(self.options, needs=needs)
        live = LiveSession(self.session, options, clips, self.sound, self.on_spoken)
        first = begin(live)
        live.begin_bed(first)
        threading.Thread(target=_speak_first, args=(live, first, known), name="first words", daemon=True).start()
        threading.Thread(target=_get_ready, args=(live,), name="ready", daemon=True).start()
        try:
            known.wait()  # a voice that is not installed is known before anything sounds
            if clips.failure:
                raise clips.failure
        except BaseException:
            live.close()
            raise
        return live

    def lengths(self) -> tuple[LengthRow, ...]:
        """The lengths that the session can have, and what each contains."""
        from voiceguide.speech.clips import ClipCache
        from voiceguide.speech.prefetch import predicted
        from voiceguide.timeline.search import SessionSearch
        from voiceguide.timeline.wanted import length_rows

        options = chosen_with(self.sound, self.options)

        def rows(engine: Engine, cache: Path) -> tuple[LengthRow, ...]:
            clips = ClipCache(engine, cache)
            with clips.prefetching(predicted(self.session, replace(options, minutes=None))):
                return tuple(length_rows(SessionSearch(self.session, options, _telling(self.on_spoken, clips))))

        return self._with_voice(rows)

    def export(self, request: ExportRequest, on_progress: OnProgress) -> tuple[Exported, ...]:
        """Write the files that are asked for; chapters that were encoded before are taken as they are.

        Args:
            on_progress: told how many milliseconds of each chapter are done.
        """
        from voiceguide.exporter.request import export_files

        made = self.prepared_for(request)
        request = replace(request, sheet=made.sheet)
        timeline = made.timeline.with_bed_apart() if request.split else made.timeline
        return export_files(request, timeline, made.mix, cache=made.cache, on_progress=on_progress)

    def _with_voice(self, work: Callable[[Engine, Path], Made]) -> Made:
        """Do some work with the voice that was asked for, or with one that can speak in its place, and a folder for clips."""
        from voiceguide.config import load_config
        from voiceguide.speech.choose import Choice
        from voiceguide.storage.folders import clip_folder

        cache = self.cache or clip_folder()
        if self.voice is not None and not isinstance(self.voice, str):
            return work(self.voice, cache)
        config = load_config() if self.config is None else self.config
        choice = Choice(self.voice, config, self.session.folder, self.options.rate)
        return choice.speak(lambda engine: work(engine, cache), self.on_note)


def _speak_first(session: LiveSession, number: int, known: threading.Event) -> None:
    """Load the voice and speak the first words of a chapter. Whatever fails is met again where they are played."""
    try:
        with suppress(VoiceguideError):
            next(each for each in session.excerpts(number, 0) if each.chapter.cues)
    finally:
        known.set()


def _get_ready(session: LiveSession) -> None:
    """Import and load what the first sound needs, while the first words are looked up."""
    from voiceguide.playback import player, screen  # noqa: F401

    _ = session.announcer


def _telling(on_spoken: Callable[[str], None], clips: ClipCache) -> Measure:
    """The measure of some clips, which tells each text before."""

    def measure(utterance: Utterance) -> Ms:
        on_spoken(utterance.text)
        return clips.measure(utterance)

    return measure


def _stamp(file: Path) -> tuple[int, int]:
    """What changes when a file does: its size in bytes, and when it was written."""
    status = file.stat()
    return status.st_size, status.st_mtime_ns

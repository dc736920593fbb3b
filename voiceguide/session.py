"""A script is loaded, compiled against the voice that will speak it, mixed, and then played or exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide import __version__
from voiceguide.errors import ChoiceError, ScriptError
from voiceguide.formats.sheet import CueSheet
from voiceguide.mix.sound import PLAIN, Sound
from voiceguide.problems import Problem
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.model import Chapter, Timeline, Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.clip import Samples
    from voiceguide.mix.chapter import Mix
    from voiceguide.speech.engine import Engine


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session ready to be heard: its timeline, its sound chapter by chapter, and what its author should know.

    `sounds_of` names all that a chapter's sound is made of beside its timeline; `sheet` writes a timeline of it down.
    """

    timeline: Timeline
    mix: Mix
    sounds_of: Callable[[Chapter], str]
    sheet: Callable[[Timeline], CueSheet]
    problems: tuple[Problem, ...]


def prepare(
    script: str,
    options: Options,
    engine: Engine,
    cache: Path,
    sound: Sound = PLAIN,
    *,
    on_spoken: Callable[[str], None] = lambda _: None,
) -> Prepared:
    """Load and compile a script; each of its sentences is spoken once, unless it was before.

    Args:
        script: a path, or the name of a bundled script.
        options: what the listener chose; whether a guide sounds follows from `sound`.
        engine: who speaks.
        cache: the folder in which spoken clips are kept.
        sound: what is heard beside the words.
        on_spoken: called with each text before it is measured.

    Raises:
        ScriptNotFound: there is no such script.
        ScriptError: it has errors.
        ChoiceError, PaceError: the options do not go with it.
        SpeechError: the voice failed.
        SoundError: the bed cannot be used.
    """
    from voiceguide.speech.clips import ClipCache
    from voiceguide.speech.prefetch import predicted

    session, problems = load(find_script(script))
    if sound.bed is not None:
        from voiceguide.mix.beds import bed_loop

        bed_loop(sound.bed)  # before anything is spoken: a bed that cannot be used is known at once
    clips = ClipCache(engine, cache)

    def measure(utterance: Utterance) -> Ms:
        on_spoken(utterance.text)
        return clips.measure(utterance)

    chosen = replace(options, guide=sound.guide != "none")
    with clips.prefetching(predicted(session, chosen)):
        timeline = compile_session(session, chosen, measure)
    settings = (__version__, sound, _stamp(sound.bed) if isinstance(sound.bed, Path) else None)

    def sounds_of(chapter: Chapter) -> str:
        return repr((settings, [clips.identity(cue.utterance) for cue in chapter.cues]))

    def mix(chapter: Chapter) -> Iterator[Samples]:
        from voiceguide.mix.chapter import mix_chapter

        return mix_chapter(chapter, clips.clip, sound)

    def sheet(written: Timeline) -> CueSheet:
        return CueSheet.of(written, sound.loudness, clips.spoken)

    return Prepared(timeline, mix, sounds_of, sheet, (*problems, *timeline.all_notes()))


def _stamp(file: Path) -> tuple[int, int]:
    """What changes when a file does: its size in bytes, and when it was written."""
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def problems_of(script: str, engine: Engine, cache: Path) -> tuple[Problem, ...]:
    """Everything an author should know about a script: what is wrong in it, and how its words fit at its own pace, by itself
    and with each of its variations.

    Raises:
        ScriptNotFound: there is no such script.
        SpeechError: the voice failed.
    """
    try:
        found = dict.fromkeys(prepare(script, Options(), engine, cache).problems)
    except ScriptError as error:
        return error.problems
    session, _ = load(find_script(script))
    for exercise in dict.fromkeys(item.exercise for item in session.items):
        for variation in exercise.variations:
            chosen = Options(only=(exercise.name,), variations=(variation.name,))
            for problem in _problems_with(script, chosen, engine, cache):
                if problem not in found:
                    found[replace(problem, message=f"with '{variation.name}', {problem.message}")] = None
    return tuple(found)


def _problems_with(script: str, options: Options, engine: Engine, cache: Path) -> tuple[Problem, ...]:
    try:
        return prepare(script, options, engine, cache).problems
    except ScriptError as error:
        return error.problems
    except ChoiceError:  # the session itself has chosen a variation that does not go with this one
        return ()

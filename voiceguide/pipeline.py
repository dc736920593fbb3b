"""A script is loaded, compiled against the voice that will speak it, mixed, and then played or exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide.errors import ScriptError
from voiceguide.problems import Problem
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.model import Timeline, Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix
    from voiceguide.speech.engine import Engine


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session ready to be heard: its timeline, its sound chapter by chapter, and what its author should know."""

    timeline: Timeline
    mix: Mix
    problems: tuple[Problem, ...]


def prepare(
    script: str, options: Options, engine: Engine, cache: Path, *, on_spoken: Callable[[str], None] = lambda _: None
) -> Prepared:
    """Load and compile a script; each of its sentences is spoken once, unless it was before.

    Args:
        script: a path, or the name of a bundled script.
        options: what the listener chose.
        engine: who speaks.
        cache: the folder in which spoken clips are kept.
        on_spoken: called with each text before it is measured.

    Raises:
        ScriptNotFound: there is no such script.
        ScriptError: it has errors.
        ChoiceError, PaceError: the options do not go with it.
        SpeechError: the voice failed.
    """
    from voiceguide.mix.chapter import mix_chapter
    from voiceguide.speech.clips import ClipCache

    session, problems = load(find_script(script))
    clips = ClipCache(engine, cache)

    def measure(utterance: Utterance) -> Ms:
        on_spoken(utterance.text)
        return clips.measure(utterance)

    timeline = compile_session(session, options, measure)
    return Prepared(timeline, partial(mix_chapter, clip=clips.clip), (*problems, *timeline.all_notes()))


def clip_folder() -> Path:
    """Where spoken clips are kept between sessions, for this user."""
    from platformdirs import user_cache_path

    return user_cache_path("voiceguide", appauthor=False) / "clips"


def problems_of(script: str, engine: Engine, cache: Path) -> tuple[Problem, ...]:
    """Everything an author should know about a script: what is wrong in it, and how its words fit at its own pace.

    Raises:
        ScriptNotFound: there is no such script.
        SpeechError: the voice failed.
    """
    try:
        return prepare(script, Options(), engine, cache).problems
    except ScriptError as error:
        return error.problems

"""Where a line of a script is heard in a chapter of its exercise."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from itertools import zip_longest

from voiceguide.script.model import Exercise, SessionItem
from voiceguide.script.section_types import Line, Section, Step, Words
from voiceguide.timeline.model import Chapter, Cue, Side
from voiceguide.timeline.phrases import Phrases, phrases
from voiceguide.timeline.reps import rep_at
from voiceguide.timeline.unroll import filled
from voiceguide.units import Ms

SIDES: tuple[Side, ...] = ("left", "right")


def line_start(chapter: Chapter, exercise: Exercise, line: int) -> Ms:
    """Where to begin so that a line is heard in its place: the start of its first rep, or of its sentence outside of reps.

    A heading stands for its section, and a line with nothing to say for the last one before it that has something.

    Args:
        chapter: the exercise's chapter.
        exercise: with the sections of its chosen variations, as `select` returns it.
        line: a line of the exercise's file, counted from 1.

    Returns:
        Milliseconds from the chapter's start; 0 for lines before everything that is said.
    """
    said = phrases(exercise.language)
    start = 0
    for written, section_index in _written(exercise):
        if written.place.line <= line:
            start = _heard(chapter, written, section_index, said, start)
    return start


def chapter_at_line(items: Sequence[SessionItem], line: int) -> int:
    """The number of the chapter that a line of a session's own file belongs to, from 0: that of the last link up to there."""
    if items[0].line is None:
        return 1
    linked = [item.line or 0 for item in items]
    last = max((each for each in linked if each <= line), default=None)
    return 0 if last is None else 1 + linked.index(last)


def cue_at_line(chapter: Chapter, exercise: Exercise, line: int) -> Cue | None:
    """The cue in which a line is heard first; as in `line_start`, the last one before it that is heard stands for others."""
    said = phrases(exercise.language)
    cues = [_cue(chapter, written, said) for written, _ in _written(exercise) if written.place.line <= line]
    return next((cue for cue in reversed(cues) if cue), None)


def _written(exercise: Exercise) -> list[tuple[Line | Section, int]]:
    """All that is said, and the sections, in the order of the file; each with its section's index, from 1."""
    found: list[tuple[Line | Section, int]] = [(words, 0) for words in exercise.intro]
    for index, section in enumerate(exercise.sections, 1):
        found += [
            (section, index),
            *((line, index) for line in section.written),
            *((r, index) for r in section.reminders),
        ]
    return sorted(found, key=lambda each: each[0].place)


def _heard(chapter: Chapter, written: Line | Section, section_index: int, said: Phrases, before: Ms) -> Ms:
    """Where something written is heard first; `before` if it is not heard by itself."""
    if not isinstance(written, Words | Step):
        first = next(iter(written.written), None)
        return (
            _heard(chapter, first, section_index, said, before)
            if first
            else _first_phase(chapter, section_index, before)
        )
    if cue := _cue(chapter, written, said):
        span = rep_at(chapter, cue.start)
        return span.start if span else cue.start
    return _first_phase(chapter, section_index, before) if isinstance(written, Step) else before


def _cue(chapter: Chapter, written: Line | Section, said: Phrases) -> Cue | None:
    """The first cue that says a sentence, or the words of a step."""
    words = written if isinstance(written, Words) else written.words if isinstance(written, Step) else None
    texts = [filled(words.text, side, said).casefold() for side in SIDES] if words else []
    for cue in chapter.cues:
        spoken = cue.utterance.text.casefold()
        if any(spoken == text if isinstance(written, Words) else text.rstrip(".") in spoken for text in texts):
            return cue
    return None


def _first_phase(chapter: Chapter, section_index: int, otherwise: Ms) -> Ms:
    return min((phase.start for phase in chapter.phases if phase.section_index == section_index), default=otherwise)


def first_change(old: Exercise, new: Exercise) -> int | None:
    """The first line in the new version of an exercise that says or asks something else; None where all is as it was."""
    before = [(index, _bare(written)) for written, index in _written(old)]
    after = [(index, _bare(written)) for written, index in _written(new)]
    lines = [written.place.line for written, _ in _written(new)]
    for was, now, line in zip_longest(before, after, lines):
        if was != now:
            return line if line is not None else lines[-1] if lines else None
    return None


def _bare(value: object) -> object:
    """A part of a script without the places in its file, for comparison; a section without its lines."""
    if isinstance(value, Words):
        return value.text
    if not is_dataclass(value):
        return value
    left_out = ("place", "lines", "steps", "reminders")
    return type(value), *(_bare(getattr(value, each.name)) for each in fields(value) if each.name not in left_out)

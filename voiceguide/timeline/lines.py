"""Where a line of a script is heard in a chapter of its exercise."""

from voiceguide.script.model import Exercise, Line, Repeat, Section, Step, Words
from voiceguide.timeline.model import Chapter, Side
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


def _written(exercise: Exercise) -> list[tuple[Line | Section, int]]:
    """All that is said, and the sections, in the order of the file; each with its section's index, from 1."""
    found: list[tuple[Line | Section, int]] = [(words, 0) for words in exercise.intro]
    for index, section in enumerate(exercise.sections, 1):
        found += [
            (section, index),
            *((line, index) for line in _lines(section)),
            *((r, index) for r in section.reminders),
        ]
    return sorted(found, key=lambda each: each[0].place)


def _lines(section: Section) -> tuple[Line, ...]:
    return (*section.lines, *(section.steps if isinstance(section, Repeat) else ()))


def _heard(chapter: Chapter, written: Line | Section, section_index: int, said: Phrases, before: Ms) -> Ms:
    """Where something written is heard first; `before` if it is not heard by itself."""
    if not isinstance(written, Words | Step):
        first = next(iter(_lines(written)), None)
        return (
            _heard(chapter, first, section_index, said, before)
            if first
            else _first_phase(chapter, section_index, before)
        )
    words = written if isinstance(written, Words) else written.words
    texts = [filled(words.text, side, said).casefold() for side in SIDES] if words else []
    for cue in chapter.cues:
        spoken = cue.utterance.text.casefold()
        if any(spoken == text if isinstance(written, Words) else text.rstrip(".") in spoken for text in texts):
            span = rep_at(chapter, cue.start)
            return span.start if span else cue.start
    return _first_phase(chapter, section_index, before) if isinstance(written, Step) else before


def _first_phase(chapter: Chapter, section_index: int, otherwise: Ms) -> Ms:
    return min((phase.start for phase in chapter.phases if phase.section_index == section_index), default=otherwise)

"""What an exercise says, in the order of the source."""

from collections.abc import Iterator
from itertools import chain

from voiceguide.script.model import Exercise, Repeat, Section, Words


def spoken(exercise: Exercise) -> Iterator[Words]:
    """Every piece of text in an exercise's sections, those of its variations too."""
    for section in chain(exercise.sections, *(variation.sections for variation in exercise.variations)):
        yield from words_in(section)
        yield from section.reminders


def words_in(section: Section) -> Iterator[Words]:
    """The words of one section, reminders left out."""
    for line in chain(section.lines, section.steps if isinstance(section, Repeat) else ()):
        if isinstance(line, Words):
            yield line
        else:
            yield from (words for words in (line.words, line.short) if words)

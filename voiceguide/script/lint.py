"""Lint: warnings about scripts that are allowed, but leave a listener lost or ask too much of the breath."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from voiceguide.problems import Place, Problems
from voiceguide.script.model import Exercise, Finish, Hold, Repeat, Section, SetUp, Switch, Words
from voiceguide.units import Ms, seconds_text

LONG_RETENTION_MS: Ms = 15_000
"""The longest that the breath is held without a warning."""

NEED_A_WAY_OUT = ("side-lying", "prone", "supine", "hands-and-knees", "kneeling")


def lint(exercise: Exercise, problems: Problems) -> None:
    """Warn of sides that are not named, of positions without a way out, and of long breath retention.

    Each variation is checked in place of the sections that it replaces.
    """
    if exercise.sides != "none":
        for place in _where_not(exercise, _names_side):
            problems.warning(
                place,
                f"'sides: {exercise.sides}', but no sentence names the side: write {{side}} where left or right is meant",
            )
    if exercise.position in NEED_A_WAY_OUT:
        for place in _where_not(exercise, _has_way_out):
            problems.warning(
                place, f"no way out of the {exercise.position} position: add '## Finish' that says how to leave it"
            )
    _check_retention(exercise, problems)


def _where_not(exercise: Exercise, holds: Callable[[Sequence[Section]], bool]) -> list[Place]:
    """Where a condition does not hold: the exercise without variations, or else the variations that break it."""
    if not holds(exercise.sections):
        return [exercise.place]
    return [place for place, sections in _varied(exercise) if not holds(sections)]


def _varied(exercise: Exercise) -> Iterator[tuple[Place, Sequence[Section]]]:
    for variation in exercise.variations:
        replaced = {section.kind for section in variation.sections}
        others = (section for section in exercise.sections if section.kind not in replaced)
        yield variation.place, (*others, *variation.sections)


def _names_side(sections: Sequence[Section]) -> bool:
    """Whether a sentence names the side. Reminders do not count, since they are said only where there is room."""
    checked = (section for section in sections if isinstance(section, SetUp | Repeat | Hold | Switch))
    return any(words.names_side for section in checked for words in words_in(section))


def _has_way_out(sections: Sequence[Section]) -> bool:
    return any(isinstance(section, Finish) and any(words_in(section)) for section in sections)


def _check_retention(exercise: Exercise, problems: Problems) -> None:
    for section in chain(exercise.sections, *(variation.sections for variation in exercise.variations)):
        for step in section.steps if isinstance(section, Repeat) else ():
            if step.kind == "hold" and step.at_least > LONG_RETENTION_MS:
                problems.warning(
                    step.place,
                    f"the breath is held for {seconds_text(step.at_least)} s: more than {seconds_text(LONG_RETENTION_MS)} s "
                    "is long for a listener who did not ask for it",
                )


def spoken_words(exercise: Exercise) -> Iterator[Words]:
    """All words in the sections of an exercise and of its variations, reminders among them."""
    for section in chain(exercise.sections, *(variation.sections for variation in exercise.variations)):
        yield from words_in(section)
        yield from section.reminders


def words_in(section: Section) -> Iterator[Words]:
    """The words of one section without its reminders."""
    for line in chain(section.lines, section.steps if isinstance(section, Repeat) else ()):
        if isinstance(line, Words):
            yield line
        else:
            yield from (words for words in (line.words, line.short) if words)

"""Warnings about what leaves a listener lost with eyes closed, or asks too much of the breath."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from voiceguide.problems import Place, Problems
from voiceguide.script.model import Exercise, Finish, Hold, Repeat, Section, SetUp, Switch, Words
from voiceguide.units import Ms, seconds_text


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


LONG_RETENTION_MS: Ms = 15_000
"""A breath held longer than this asks too much of a listener who did not ask for it."""

NEED_A_WAY_OUT = ("side-lying", "prone", "supine", "hands-and-knees", "kneeling")


def lint(exercise: Exercise, problems: Problems) -> None:
    """Warn of sides left unnamed, no way out, and long breath retention. Variations are looked at as they are done."""
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
    """Where something does not hold: in the exercise as it stands, else in those variations that bring it about."""
    if not holds(exercise.sections):
        return [exercise.place]
    return [place for place, sections in _varied(exercise) if not holds(sections)]


def _varied(exercise: Exercise) -> Iterator[tuple[Place, Sequence[Section]]]:
    for variation in exercise.variations:
        replaced = {section.kind for section in variation.sections}
        kept = (section for section in exercise.sections if section.kind not in replaced)
        yield variation.place, (*kept, *variation.sections)


def _names_side(sections: Sequence[Section]) -> bool:
    """Reminders do not count: they are said only where there is room."""
    told = (section for section in sections if isinstance(section, SetUp | Repeat | Hold | Switch))
    return any(words.names_side for section in told for words in words_in(section))


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

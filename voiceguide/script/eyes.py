"""Warnings about what cannot be followed with the eyes closed, or would not be comfortable."""

import re

from voiceguide.problems import Place, Problems
from voiceguide.script.exercise import spoken
from voiceguide.script.model import Exercise, Finish, Hold, Repeat, SetUp, Switch, Words
from voiceguide.units import Ms, seconds_text

LONG_RETENTION_MS: Ms = 15_000
"""A breath held longer than this asks too much of a listener who did not ask for it."""

NEED_A_WAY_OUT = ("side-lying", "prone", "supine", "hands-and-knees", "kneeling")

_NEEDS_EYES = re.compile(
    r"\b(?:as (?:shown|pictured|illustrated|below|above|seen)|(?:shown|pictured|see) (?:above|below|here|in the)|"
    r"watch (?:the|this|me|how|your)|look at the (?:picture|photo|video|screen|image|diagram)|"
    r"see (?:the )?(?:picture|photo|figure|video|image|diagram|fig)|"
    r"in the (?:picture|photo|video|image|diagram)|like (?:this|so)\b|on the screen)",
    re.IGNORECASE,
)


def check_for_closed_eyes(exercise: Exercise, problems: Problems) -> None:
    """Warn of words that need eyes, sides left unnamed, no way out, and long breath retention."""
    for words in (*exercise.intro, *exercise.cautions, *spoken(exercise)):
        _check_words(words, problems)
    _check_side_is_named(exercise, problems)
    _check_way_out(exercise, problems)
    _check_retention(exercise, problems)


def _check_words(words: Words, problems: Problems) -> None:
    if seen := _NEEDS_EYES.search(words.text):
        problems.warning(
            Place(words.place.file, words.place.line, words.place.column + seen.start(), words.place.source),
            f"'{seen[0]}' needs eyes: say where the body is and where it moves instead",
        )


def _check_side_is_named(exercise: Exercise, problems: Problems) -> None:
    if exercise.sides == "none":
        return
    for section in exercise.sections:
        if isinstance(section, SetUp | Repeat | Hold | Switch) and any(
            words.names_side for words in spoken_in(section)
        ):
            return
    problems.warning(
        exercise.place,
        f"'sides: {exercise.sides}', but no sentence names the side: write {{side}} where left or right is meant",
    )


def spoken_in(section: SetUp | Repeat | Hold | Switch) -> list[Words]:
    """The words of one section, reminders left out."""
    steps = section.steps if isinstance(section, Repeat) else ()
    found = [line for line in section.lines if isinstance(line, Words)]
    return found + [words for step in steps for words in (step.words, step.short) if words]


def _check_way_out(exercise: Exercise, problems: Problems) -> None:
    if exercise.position not in NEED_A_WAY_OUT or not exercise.sections:
        return
    if not any(isinstance(section, Finish) and section.lines for section in exercise.sections):
        problems.warning(
            exercise.place, f"no way out of the {exercise.position} position: add '## Finish' that says how to leave it"
        )


def _check_retention(exercise: Exercise, problems: Problems) -> None:
    for section in exercise.sections:
        for step in section.steps if isinstance(section, Repeat) else ():
            if step.kind == "hold" and step.at_least > LONG_RETENTION_MS:
                problems.warning(
                    step.place,
                    f"the breath is held for {seconds_text(step.at_least)} s: more than {seconds_text(LONG_RETENTION_MS)} s "
                    "is long for a listener who did not ask for it",
                )

"""What was made of an article, for people and for programs."""

import re
from typing import Any

from voiceguide.draft.drafts import Drafted
from voiceguide.draft.model import DraftExercise, Unplaced


def left_out(drafted: Drafted) -> list[Unplaced]:
    """Every sentence of the source that is not spoken, in its order, with why."""
    found = [*drafted.unplaced, *(one for exercise in drafted.exercises for one in exercise.unplaced)]
    found += [Unplaced(one.line, " ".join([one.title, *one.source]), "it could not be read") for one in drafted.lost]
    return sorted(found, key=lambda one: one.line)


def numbers_without_a_place(drafted: Drafted) -> list[Unplaced]:
    """Sentences of exercises with a number that is neither spoken nor a length or a count."""
    return [
        Unplaced(one.line, f"{exercise.title}: {one.text}", one.why)
        for exercise in drafted.read
        for one in exercise.unplaced
        if re.search(r"\d", one.text) or one.why.startswith("no place")
    ]


def sheet(drafted: Drafted) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "title": drafted.title,
        "cautions": list(drafted.cautions),
        "exercises": [_exercise(exercise) for exercise in drafted.exercises],
        "left_out": [{"line": one.line, "text": one.text, "why": one.why} for one in left_out(drafted)],
    }


def _exercise(exercise: DraftExercise) -> dict[str, Any]:
    return {
        "title": exercise.title,
        "line": exercise.line,
        "certainty": exercise.certainty,
        "check": exercise.to_check,
        "position": exercise.position,
        "needs": list(exercise.needs),
        "sides": exercise.sides,
        "pace": exercise.pace or None,
        "cautions": exercise.cautions,
        "sections": [section.heading for section in exercise.sections],
        "source": list(exercise.source),
    }

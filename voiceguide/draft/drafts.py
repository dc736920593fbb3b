"""An article to what is drafted of it: its exercises, its cautions, and what was left out."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from voiceguide.draft.around import article_title, said_around
from voiceguide.draft.article_units import units_of
from voiceguide.draft.blocks import Article
from voiceguide.draft.exercises import draft_exercises
from voiceguide.draft.model import DraftExercise, Unplaced
from voiceguide.draft.phases import with_phases
from voiceguide.draft.segment import segmented
from voiceguide.draft.speakable import speakable
from voiceguide.errors import DraftError


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was made of an article.

    Attributes:
        title: the article's own, or what it is called where it has none.
        exercises: in order, those that could not be read among them, without sections.
        cautions: what it warns of in general, word for word.
        unplaced: what belongs to no exercise, in order.
    """

    title: str
    exercises: tuple[DraftExercise, ...]
    cautions: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]

    @property
    def read(self) -> list[DraftExercise]:
        """The exercises that could be read."""
        return [exercise for exercise in self.exercises if exercise.sections]

    @property
    def lost(self) -> list[DraftExercise]:
        """The exercises that could not."""
        return [exercise for exercise in self.exercises if not exercise.sections]


def draft_article(article: Article, name: str) -> Drafted:
    """Draft the exercises of an article.

    Args:
        name: what the session is called where the article has no title.

    Raises:
        DraftError: there is no exercise in it.
    """
    units = with_phases(units_of(article))
    segments = segmented(units)
    if not any(segment.is_exercise for segment in segments):
        raise DraftError(
            "No exercises were found in this text: expected instructions such as 'Sit tall. Inhale and lift your arms. "
            "Repeat 5 times.'. Nothing was written."
        )
    outside = [index for segment in segments if not segment.is_exercise for index in range(segment.start, segment.end)]
    head = next(segment.start for segment in segments if segment.is_exercise)
    title = article.title or article_title(units[:head])
    exercises = draft_exercises(units, segments)
    if not title:
        title = exercises[0].title if len(exercises) == 1 and "title" not in exercises[0].marks else name
    cautions, unplaced = said_around(units, outside)
    unplaced = [one for one in unplaced if one.text != title]
    return Drafted(speakable(title) or "Session", tuple(exercises), tuple(cautions), tuple(unplaced))


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
        "exercises": [
            {
                "title": one.title,
                "line": one.line,
                "certainty": one.certainty,
                "check": one.to_check,
                "position": one.position,
                "needs": list(one.needs),
                "sides": one.sides,
                "pace": one.pace or None,
                "cautions": one.cautions,
                "sections": [section.heading for section in one.sections],
                "source": list(one.source),
            }
            for one in drafted.exercises
        ],
        "left_out": [asdict(one) for one in left_out(drafted)],
    }

"""A session, what the listener chose, and how long words last: the timeline. Pure: the same in, the same out."""

from voiceguide.errors import ChoiceError, ScriptError
from voiceguide.script.model import Session
from voiceguide.timeline.chapters import Chapters
from voiceguide.timeline.lay import LONGEST_MS
from voiceguide.timeline.model import Measure, Timeline
from voiceguide.timeline.options import Options


def compile_session(session: Session, options: Options, measure: Measure) -> Timeline:
    """Compile a session.

    Args:
        session: what its scripts say.
        options: what the listener chose.
        measure: how long an utterance is heard, in milliseconds.

    Raises:
        ChoiceError: the choices do not go with this session, or it would last more than a day.
        PaceError: a changed part of a pace is out of bounds.
        ScriptError: `options.strict`, and words do not fit even in their short form.
    """
    laid = Chapters(session, options, measure)
    chapters = tuple(laid)
    if sum(chapter.duration for chapter in chapters) > LONGEST_MS:
        raise ChoiceError(
            f"'{session.title}' lasts more than {LONGEST_MS // 3_600_000} hours: expected fewer reps or exercises."
        )
    errors = [note for chapter in chapters for note in chapter.notes if note.severity == "error"]
    if errors:
        raise ScriptError(errors)
    return Timeline(
        title=session.title,
        language=session.language,
        pace=str(options.pace_for(session.pace)),
        chapters=chapters,
        notes=laid.notes,
    )

"""The bookends: the opening with its cautions, and the closing."""

from collections.abc import Iterator, Sequence

from voiceguide.script.model import Session, SessionItem
from voiceguide.script.section_types import Words
from voiceguide.timeline.beats import Beat, Quiet, Ring, Say
from voiceguide.timeline.gaps import EDGE_MS, SENTENCE_MS, SETUP_MS
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.unroll import say_lines


def opening(session: Session, items: Sequence[SessionItem], options: Options) -> Iterator[Beat]:
    """The beats of the opening: bell, welcome, the things needed, and every caution once."""
    said = phrases(session.language)
    yield Quiet(EDGE_MS)
    if options.bells:
        yield Ring("start")
    if session.is_collection:
        yield Say("welcome", f"{session.title}.", SENTENCE_MS)
    for words in session.welcome:
        yield Say("welcome", words.text, SENTENCE_MS)
    if not session.welcome:
        yield Say("welcome", said.say("welcome"), SENTENCE_MS)
    if options.needs and (things := needs(items)):
        yield Say("welcome", said.say("needs", things=said.things(things)), SETUP_MS)
    for text in cautions(session, items):
        yield Say("caution", text, SENTENCE_MS)


def needs(items: Sequence[SessionItem]) -> tuple[str, ...]:
    """The things that some exercises need, each once."""
    return tuple(dict.fromkeys(thing for item in items for thing in item.exercise.needs))


def cautions(session: Session, items: Sequence[SessionItem]) -> tuple[str, ...]:
    """The cautions of the session, its exercises and their chosen variations, each once."""
    words: list[Words] = [*session.cautions]
    for item in items:
        words += item.exercise.cautions
    return tuple(dict.fromkeys(caution.text for caution in words))


def closing(session: Session, options: Options) -> Iterator[Beat]:
    """The beats of the closing: the last words and the last bell."""
    yield Quiet(EDGE_MS)
    said = phrases(session.language)
    yield from say_lines(session.finish, "finish", SETUP_MS, None, options.pace_for(session.pace), said)
    if not session.finish:
        yield Say("finish", said.say("finish"), SETUP_MS)
    if options.bells:
        yield Ring("end")
        yield Quiet(options.ringing)

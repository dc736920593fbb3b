"""The chapters around the exercises: an opening with cautions, a closing with words to end on."""

from collections.abc import Iterator, Sequence

from voiceguide.script.model import Entry, Session, Words
from voiceguide.timeline.beats import Beat, Quiet, Ring, Say
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.unroll import EDGE_MS, SENTENCE_GAP_MS, SETUP_GAP_MS
from voiceguide.units import Ms

BELL_MS: Ms = 1_500
"""How long a bell sounds alone before words follow it, or after they end."""


def opening(session: Session, entries: Sequence[Entry], options: Options) -> Iterator[Beat]:
    """Bell, welcome, what will be needed, and every caution once."""
    said = phrases(session.language)
    yield Quiet(EDGE_MS)
    if options.bells:
        yield Ring("start")
        yield Quiet(BELL_MS)
    if session.is_collection:
        yield Say("welcome", f"{session.title}.", SENTENCE_GAP_MS)
    for words in session.welcome:
        yield Say("welcome", words.text, SENTENCE_GAP_MS)
    if not session.welcome:
        yield Say("welcome", said.say("welcome"), SENTENCE_GAP_MS)
    needs = dict.fromkeys(thing for entry in entries for thing in entry.exercise.needs)
    if needs:
        yield Say("welcome", said.say("needs", things=said.things(tuple(needs))), SETUP_GAP_MS)
    for text in cautions(session, entries):
        yield Say("caution", text, SENTENCE_GAP_MS)


def cautions(session: Session, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Every caution of the session, of its exercises and of their chosen variations, each once."""
    words: list[Words] = [*session.cautions]
    for entry in entries:
        words += entry.exercise.cautions
    return tuple(dict.fromkeys(caution.text for caution in words))


def closing(session: Session, options: Options) -> Iterator[Beat]:
    """Words to end on, and the last bell."""
    yield Quiet(EDGE_MS)
    for line in session.finish:
        if isinstance(line, Words):
            yield Say("finish", line.text, SETUP_GAP_MS)
        elif line.words:
            yield Say("finish", line.words.text, SENTENCE_GAP_MS, at_least=line.at_least)
        else:
            yield Quiet(line.at_least)
    if not session.finish:
        yield Say("finish", phrases(session.language).say("finish"), SETUP_GAP_MS)
    if options.bells:
        yield Ring("end")
        yield Quiet(BELL_MS)

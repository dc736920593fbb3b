"""What a session will probably say, found out without a voice."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product

from voiceguide.breath import parse_pace
from voiceguide.errors import ChoiceError
from voiceguide.script.model import Session
from voiceguide.timeline.by_words import measure_by_words
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.model import Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import Ms

SPEEDS = (0.6, 1.0, 1.6)
"""A slow speaker needs short forms that a quick one does not, and the other way round."""

USUAL = (
    Options(),
    Options(reps="low"),
    Options(reps="high"),
    *(Options(pace=parse_pace(pace)) for pace in ("5-7", "6-9")),
)
"""What listeners choose: at a slower pace there is time for more words, and fewer reps count down from elsewhere."""


def expected(session: Session, options: Options, speed: float = 1.0) -> Iterator[Utterance]:
    """What compiling a session asks to be measured, in that order, when its words last as long as such words do. Found out
    when the first is taken.

    Args:
        session: what its scripts say.
        options: what the listener chose.
        speed: how quickly the words are spoken; > 1 is faster.

    Raises:
        ChoiceError, PaceError, ScriptError: as compiling itself.
    """
    asked: dict[Utterance, None] = {}

    def measure(utterance: Utterance) -> Ms:
        asked[utterance] = None
        return round(measure_by_words(utterance) / speed)

    compile_session(session, replace(options, strict=False), measure)
    yield from asked


def everything(session: Session) -> tuple[Utterance, ...]:
    """All that a session says, short forms and variations included, each once and at rate 1.

    It is gathered at several paces, counts of reps and speeds of speech; what only other choices say is not in it.
    """
    names = {variation.name for entry in session.entries for variation in entry.exercise.variations}
    choices: Iterable[tuple[str, ...]] = ((), *((name,) for name in sorted(names)))
    asked: dict[Utterance, None] = {}
    for variations, usual, speed in product(choices, USUAL, SPEEDS):
        with suppress(ChoiceError):  # a variation that is not for all of it
            said = expected(session, replace(usual, variations=variations), speed)
            asked |= dict.fromkeys(replace(utterance, rate=1.0) for utterance in said)
    return tuple(asked)

"""Rests: what comes next is said in time to be ready, and the end of a long rest is heard coming."""

from collections.abc import Callable, Iterator, Sequence

from voiceguide.script.section_types import Repeat, Section, Stays
from voiceguide.timeline.beats import Resting, Ring, Say
from voiceguide.timeline.gaps import READY_MS, SENTENCE_MS, Departure
from voiceguide.timeline.model import Side
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import Phrases
from voiceguide.units import Ms

LONG_MS: Ms = 20_000
"""From this length on the end of a rest is heard coming. What comes next is said so long before it."""

READY_BEFORE_MS: Ms = 10_000
"""The end is heard coming so long before it."""

HALVED_MS: Ms = 60_000
"""From this length on the half of a rest is heard."""


def resting(duration: Ms, first: Say | None, following: Sequence[str], options: Options, said: Phrases) -> Resting:
    """A rest of `duration` milliseconds, in which `following` is said. Its signs are words, or bells where reps have no words."""
    signs: tuple[Say | Ring, Say | Ring] = (
        Say("announcement", said.say("halfway"), SENTENCE_MS),
        Say("announcement", said.say("ten_seconds"), SENTENCE_MS),
    )
    if options.guidance == "tones" and options.bells:
        signs = Ring("interval"), Ring("ready")
    return Resting(duration, first, tuple(Say("announcement", text, SENTENCE_MS) for text in following), *signs)


def what_follows(
    sections: Sequence[Section], other_side: Side | None, departure: Departure | None, said: Phrases
) -> Iterator[str]:
    """The sentences that say what comes after a rest.

    Args:
        sections: those after the rest.
        other_side: the side to come, once this one is done; None where there is none.
        departure: the exercise to come after this one; None where the session ends.
    """
    for section in sections:
        if isinstance(section, Repeat | Stays):
            yield said.say(f"next_{section.kind}")
            return
    if other_side:
        yield said.say("next_side", side=said.side(other_side))
    elif departure is None:
        yield said.say("next_closing")
    else:
        yield said.say("next", title=departure.title)
        if departure.position:
            yield said.position(departure.position)
        if departure.needs:
            yield said.say("needs", things=said.things(departure.needs))


def place_rest(rest: Resting, speak: Callable[[str], Ms]) -> tuple[Ms, list[tuple[Ms, Say | Ring]]]:
    """How long a rest lasts, and when each of its parts begins, in milliseconds from its start.

    It lasts as long as it should, or longer where its words need it. What comes next is said `LONG_MS` before the end, or
    earlier where the words are many; in a shorter rest at once, if it has the time.

    Args:
        speak: tells how long a text is heard, in milliseconds.
    """
    parts: list[tuple[Ms, Say | Ring]] = []
    begin = 0
    if rest.first:
        parts.append((0, rest.first))
        begin = speak(rest.first.text) + rest.first.gap
    needed = sum(speak(say.text) + say.gap for say in rest.following)
    if rest.duration < LONG_MS:
        duration = max(rest.duration, begin)
        fits = begin + needed + READY_MS <= duration
        return duration, parts + (_running(rest.following, begin, speak) if fits else [])
    duration = max(rest.duration, begin + needed + READY_BEFORE_MS)
    ready = duration - READY_BEFORE_MS
    telling = max(begin, min(duration - LONG_MS, ready - needed))
    half = duration // 2
    if duration >= HALVED_MS and half >= begin and half + _length(rest.halfway, speak) <= telling:
        parts.append((half, rest.halfway))
    return duration, [*parts, *_running(rest.following, telling, speak), (ready, rest.ready)]


def _running(says: Sequence[Say], start: Ms, speak: Callable[[str], Ms]) -> list[tuple[Ms, Say | Ring]]:
    """Sentences one after the other, each with its start."""
    placed: list[tuple[Ms, Say | Ring]] = []
    for say in says:
        placed.append((start, say))
        start += speak(say.text) + say.gap
    return placed


def _length(part: Say | Ring, speak: Callable[[str], Ms]) -> Ms:
    return speak(part.text) + part.gap if isinstance(part, Say) else 0

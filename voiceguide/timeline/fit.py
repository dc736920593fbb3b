"""Making words fit their phase: a ladder that is climbed down until they do. Nothing is ever cut."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from voiceguide.problems import Problems
from voiceguide.timeline.beats import Level
from voiceguide.timeline.gaps import TAIL_MS
from voiceguide.timeline.pacing import TimedStep
from voiceguide.units import Ms, seconds_text

Rung = Literal["full", "stretched", "before", "short", "faster", "keyword", "tone"]

STRETCH = 1.5
"""How much longer a teaching rep's phase may become."""

FASTER = (1.05, 1.10, 1.15)
"""Rates tried, in this order, before the words are given up."""

Speak = Callable[[str, float], Ms]
"""How long a text lasts at a rate, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What could be said in a phase, from the longest to the barest.

    `before` is the full text as it is said ahead of the rep; `prefix` is an anchor or a count.
    """

    full: str | None
    short: str | None
    keyword: str | None
    before: str | None = None
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What is said in a phase.

    `text` is None for a tone alone; `before` is what has to be said before the rep; `phase` is the length of the phase
    in milliseconds, longer than it was only on the rung `stretched`; `needed` and `room` are milliseconds.
    """

    text: str | None
    rate: float
    duration: Ms
    rung: Rung
    phase: Ms
    needed: Ms
    room: Ms
    has_prefix: bool = False
    before: str | None = None


def fit(saying: Saying, level: Level, phase: Ms, *, teaching: bool, speak: Speak) -> Fit:
    """Choose what is said in a phase of `phase` milliseconds, at most as much as `level` allows."""
    room = phase - TAIL_MS
    wanted = next(_ladder(saying, level), None)
    needed = speak(wanted[0], 1.0) if wanted else 0
    before = None
    if level == "full" and teaching and saying.full and not saying.prefix and needed > room:
        if needed + TAIL_MS <= phase * STRETCH:
            return Fit(saying.full, 1.0, needed, "stretched", needed + TAIL_MS, needed, room)
        before = saying.before
    for text, rate, rung, has_prefix in _ladder(saying, level):
        duration = speak(text, rate)
        if duration <= room:
            return Fit(text, rate, duration, "before" if before else rung, phase, needed, room, has_prefix, before)
    return Fit(None, 1.0, 0, "before" if before else "tone", phase, needed, room, before=before)


def _ladder(saying: Saying, level: Level) -> Iterator[tuple[str, float, Rung, bool]]:
    """Text, rate, rung and whether the prefix is in it, from what is wanted to the barest."""
    texts = [(text, rung) for text, rung in _texts(saying, level) if text]
    for with_prefix in (True, False) if saying.prefix else (False,):
        for text, rung in texts:
            said = f"{saying.prefix} {text}" if with_prefix else text
            yield said, 1.0, rung, with_prefix
            if rung == "short":
                for rate in FASTER:
                    yield said, rate, "faster", with_prefix
        if with_prefix and saying.prefix:
            yield saying.prefix, 1.0, "tone", True


def _texts(saying: Saying, level: Level) -> Iterator[tuple[str | None, Rung]]:
    match level:
        case "full":
            yield saying.full, "full"
            yield saying.short, "short"
            yield saying.keyword, "keyword"
        case "short":
            yield saying.short or saying.full, "short" if saying.short else "full"
            yield saying.keyword, "keyword"
        case "keyword":
            yield saying.keyword, "keyword"
        case "tone":
            return


WANTED: dict[Level, str] = {"full": "the sentence", "short": "the short form", "keyword": "the breath word", "tone": ""}


def note_fit(fitting: Fit, level: Level, timed: TimedStep, notes: Problems, *, strict: bool) -> None:
    """Record a step down the ladder with the seconds needed and the seconds there were.

    An anchor that leaves less room for the words than they were written for is no fault of theirs.
    """
    if fitting.needed <= fitting.room or fitting.has_prefix or timed.step is None or timed.kind is None:
        return
    words = timed.step.short if level == "short" and timed.step.short else timed.step.words
    place = words.place if words else timed.step.place
    found = (
        f"{WANTED[level]} needs {seconds_text(fitting.needed)} s, and the {timed.kind.replace('_', '-')} "
        f"has {seconds_text(fitting.room)} s for it"
    )
    below_short = notes.error if strict else notes.warning
    match fitting.rung:
        case "stretched":
            notes.note(place, f"{found}: the first rep's breath is stretched to {seconds_text(fitting.phase)} s")
        case "before":
            notes.warning(place, f"{found}: it is said before the first rep; shorten it or slow the pace")
        case "full" | "short":
            notes.note(place, f"{found}: the short form is said")
        case "faster":
            (notes.error if strict else notes.note)(place, f"{found}: it is said {fitting.rate:g} times as fast")
        case "keyword":
            below_short(place, f"{found}: only the breath word is said; give a shorter form after ' | '")
        case "tone":
            below_short(place, f"{found}: nothing is said; shorten it or slow the pace")

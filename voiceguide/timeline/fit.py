"""Making words fit their phase: shorter and faster forms are tried until one fits. Speech is never cut."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from voiceguide.problems import Problems
from voiceguide.timeline.beats import Level
from voiceguide.timeline.gaps import TAIL_MS
from voiceguide.timeline.pacing import TimedStep
from voiceguide.units import Ms, seconds_text

Outcome = Literal["full", "stretched", "before", "short", "faster", "keyword", "tone"]
"""How the words were made to fit: unchanged, by a longer phase, said before the rep, and so on down to no words."""

STRETCH = 1.5
"""The phases of a teaching rep may become at most this many times as long."""

FASTER = (1.05, 1.10, 1.15)
"""Rates at which the short form is tried, in this order."""

Speak = Callable[[str, float], Ms]
"""Tells how long a text lasts at a rate, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Saying:
    """The forms of a phase's words, from the longest to the shortest.

    `before` is the full text worded to be said before the rep; `prefix` is an anchor or the rep's number.
    """

    full: str | None
    short: str | None
    keyword: str | None
    before: str | None = None
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What is said in a phase, and how long it lasts in milliseconds.

    Attributes:
        text: None where nothing is said in the phase.
        rate: the speed of speech; > 1 is faster.
        phase: the length of the phase in milliseconds; changed only by the outcome `stretched`.
        needed, room: the milliseconds that the wanted words last, and that the phase has for words.
        has_prefix: whether `text` begins with the prefix.
        before: the words to be said before the rep.
    """

    text: str | None
    rate: float
    duration: Ms
    outcome: Outcome
    phase: Ms
    needed: Ms
    room: Ms
    has_prefix: bool = False
    before: str | None = None


def fit(saying: Saying, level: Level, phase: Ms, *, teaching: bool, speak: Speak) -> Fit:
    """Choose what is said in a phase of `phase` milliseconds, at most as much as `level` allows."""
    room = phase - TAIL_MS
    wanted = next(_candidates(saying, level), None)
    needed = speak(wanted[0], 1.0) if wanted else 0
    before = None
    if level == "full" and teaching and saying.full and not saying.prefix and needed > room:
        if needed + TAIL_MS <= phase * STRETCH:
            return Fit(saying.full, 1.0, needed, "stretched", needed + TAIL_MS, needed, room)
        before = saying.before
    for text, rate, outcome, has_prefix in _candidates(saying, level):
        duration = speak(text, rate)
        if duration <= room:
            return Fit(text, rate, duration, "before" if before else outcome, phase, needed, room, has_prefix, before)
    return Fit(None, 1.0, 0, "before" if before else "tone", phase, needed, room, before=before)


def _candidates(saying: Saying, level: Level) -> Iterator[tuple[str, float, Outcome, bool]]:
    """Text, rate, outcome and whether the prefix is in it, from the wanted words to the shortest."""
    texts = [(text, outcome) for text, outcome in _texts(saying, level) if text]
    for with_prefix in (True, False) if saying.prefix else (False,):
        for text, outcome in texts:
            said = f"{saying.prefix} {text}" if with_prefix else text
            yield said, 1.0, outcome, with_prefix
            if outcome == "short":
                for rate in FASTER:
                    yield said, rate, "faster", with_prefix
        if with_prefix and saying.prefix:
            yield saying.prefix, 1.0, "tone", True


def _texts(saying: Saying, level: Level) -> Iterator[tuple[str | None, Outcome]]:
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
    """Note that the wanted words did not fit, with the seconds that they need and that there are.

    Nothing is noted where an anchor took the room: the author cannot change that.
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
    match fitting.outcome:
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

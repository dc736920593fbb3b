"""How long steps and breaths last at a pace, and warnings where they are not comfortable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, zip_longest
from typing import TypeAlias

from voiceguide.breath import Pace, PhaseKind
from voiceguide.problems import Place, Problems
from voiceguide.script.lint import warn_of_retention
from voiceguide.script.model import Exercise
from voiceguide.script.section_types import Hold, Repeat, Stays, Step
from voiceguide.timeline.beats import Beat, Breaths, Rep
from voiceguide.timeline.phrases import has_phrases
from voiceguide.units import Ms, seconds_text


@dataclass(frozen=True, slots=True)
class Ramp:
    """A pace that changes evenly, breath by breath, from `first` to `last`; it stays at `first` where `last` is None.

    `breaths` is the number of breaths of the session, `begin` how many of them come before this chapter.
    """

    first: Pace
    last: Pace | None = None
    begin: int = 0
    breaths: int = 0

    def at(self, breath: int) -> Pace:
        """The pace of a breath, counted from 0 in this chapter."""
        if self.last is None:
            return self.first
        return self.first.towards(self.last, (self.begin + breath) / max(1, self.breaths - 1))


def count_breaths(beats: Iterable[Beat]) -> int:
    """The number of reps, of holds in milliseconds, and of other breaths: of everything that has a pace of its own."""
    return sum(beat.count or 1 if isinstance(beat, Breaths) else isinstance(beat, Rep) for beat in beats)


HOLD_WITHOUT_LENGTH_MS: Ms = 2_000
"""The length of a `Hold` step where neither the step nor the pace gives one."""


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A phase or a wait, `duration` milliseconds long.

    `kind` is None for a wait; `step` is None for a hold that comes from the pace.
    """

    kind: PhaseKind | None
    duration: Ms
    step: Step | None


def timed_steps(steps: tuple[Step, ...], pace: Pace) -> tuple[TimedStep, ...]:
    """The phases and waits of one rep, in order.

    A `Move` with a length lasts that long, whatever the pace; without one it lasts a breath. A `Hold` step replaces the hold of the pace. There is no hold between two inhales, or between two exhales.
    """
    found: list[TimedStep] = []
    breath: PhaseKind | None = None
    for step, following in zip_longest(steps, steps[1:]):
        if step.kind == "wait":
            found.append(TimedStep(None, step.at_least, step))
            continue
        kind: PhaseKind = step.kind if step.kind != "hold" else "hold_in" if breath == "inhale" else "hold_out"
        natural = pace.part(kind)
        if step.kind == "hold" and not natural and not step.at_least:
            natural = HOLD_WITHOUT_LENGTH_MS
        paced = round(natural * step.times)
        is_timed = kind == "move" and step.at_least
        found.append(TimedStep(kind, step.at_least if is_timed else max(paced, step.at_least), step))
        if kind in ("inhale", "exhale"):
            breath = kind
            hold: PhaseKind = "hold_in" if kind == "inhale" else "hold_out"
            if pace.part(hold) and not (following and following.kind in ("hold", kind)):
                found.append(TimedStep(hold, pace.part(hold), None))
    return tuple(found)


Breath: TypeAlias = tuple[tuple[PhaseKind, Ms], ...]
"""The phases of one breath, each with its length in milliseconds."""


def plain_breath(pace: Pace) -> Breath:
    """One breath at a pace."""
    kinds: tuple[PhaseKind, ...] = ("inhale", "hold_in", "exhale", "hold_out")
    return tuple((kind, pace.part(kind)) for kind in kinds if pace.part(kind))


MOST_CHANGED = 0.25
"""A breath that helps to fill a time is quicker or slower than the pace by this share at most."""


def breaths_in(length: Ms, paces: Iterable[Pace]) -> int:
    """How many whole breaths fill a time at each of some paces, none more than `MOST_CHANGED` off it; 0 where no number does."""
    naturals = [pace.breath_ms for pace in paces]
    for natural in naturals:
        count = max(1, (length * 2 + natural) // (natural * 2))
        if all(abs(length - count * each) <= MOST_CHANGED * count * each for each in naturals):
            return count
    return 0


def filling(breaths: Sequence[Breath], length: Ms) -> list[Breath]:
    """Breaths made quicker or slower, all by the same share, so that together they last exactly `length` milliseconds."""
    ends = list(accumulate(duration for breath in breaths for _, duration in breath))
    edges = [0, *(round(end * length / ends[-1]) for end in ends)]
    durations = (end - start for start, end in pairwise(edges))
    return [tuple((kind, next(durations)) for kind, _ in breath) for breath in breaths]


SLOWEST_PER_MINUTE = 3
FASTEST_PER_MINUTE = 20
"""Breaths a minute; there is a warning outside of these."""


def check_exercise(exercise: Exercise, pace: Pace, problems: Problems) -> None:
    """Warn where the breaths of a section are too fast or too slow, where the breath is held for long, and of a language that
    has no phrases."""
    for section in exercise.sections:
        match section:
            case Repeat():
                rep = timed_steps(section.steps, pace)
                breaths = sum(timed.kind == "inhale" for timed in rep)
                exhales = sum(timed.kind == "exhale" for timed in rep)
                held = max((m.duration for m in rep if m.step and m.kind and m.kind.startswith("hold")), default=0)
                warn_of_retention("a Hold here holds the breath", held, section.place, problems)
                if breaths and exhales:
                    breathed = sum(timed.duration for timed in rep if timed.kind != "move")
                    _check_rate(breathed / min(breaths, exhales), section.place, problems)
            case Stays():
                _check_rate(pace.breath_ms, section.place, problems)
                if isinstance(section, Hold) and section.stay.unit == "ms":
                    _check_hold(section.stay.span.low, pace, section.place, problems)
            case _:
                continue
        for hold in (pace.hold_in, pace.hold_out):
            warn_of_retention(f"the pace {pace} holds the breath", hold, section.place, problems)
    if not has_phrases(exercise.language):
        problems.warning(exercise.place, f"no phrases for '{exercise.language}' yet: breath words are said in English")


def _check_hold(length: Ms, pace: Pace, place: Place, problems: Problems) -> None:
    """Note where a hold in milliseconds is long enough for a breath, and no whole number of breaths fills it."""
    most = round(pace.breath_ms * (1 + MOST_CHANGED))
    if length > most and not breaths_in(length, [pace]):
        whole = length // pace.breath_ms
        shorter, longer = whole * most, round((whole + 1) * pace.breath_ms * (1 - MOST_CHANGED))
        problems.note(
            place,
            f"no whole breaths fill {seconds_text(length)} s at the pace {pace}, so the breath is free: they would fill "
            f"{seconds_text(shorter)} s, or {seconds_text(longer)} s",
        )


def _check_rate(breath: float, place: Place, problems: Problems) -> None:
    per_minute: float = 60_000 / breath
    if not SLOWEST_PER_MINUTE <= per_minute <= FASTEST_PER_MINUTE:
        length: Ms = round(breath)
        problems.warning(
            place,
            f"a breath here lasts {seconds_text(length)} s, {per_minute:.1f} a minute: "
            f"expected {SLOWEST_PER_MINUTE} to {FASTEST_PER_MINUTE}",
        )

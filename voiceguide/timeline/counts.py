"""Choosing the counts that authors leave open: reps, breaths of holds, lengths of rests."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from voiceguide.breath import Pace
from voiceguide.problems import Problems
from voiceguide.script.model import Breathe, Exercise, Hold, Repeat, Rest, Section, SessionItem, Span, Stay
from voiceguide.timeline.gaps import SENTENCE_MS
from voiceguide.timeline.model import Side
from voiceguide.timeline.options import MOST_REPS, RepsWanted
from voiceguide.timeline.pacing import breaths_in, timed_steps
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.unroll import spoken_during
from voiceguide.units import Ms

Open: TypeAlias = Repeat | Hold | Breathe | Rest
"""The sections that have an open count."""

TIME_STEP_MS: Ms = 5_000
"""A rest, or a hold in seconds, is chosen from its range in equal steps, none longer than this."""


def in_breaths(exercise: Exercise, pace: Pace, quickest: Ms, speak: Callable[[str], Ms]) -> Exercise:
    """The exercise with its breathing, and its holds but those in milliseconds, counted in whole breaths.

    There are at least as many breaths as the words need. A hold in milliseconds keeps its length: words that it has no room
    for, or that would have to be said in less than a breath, are told first.

    Args:
        pace: the pace that converts seconds to breaths.
        quickest: the shortest breath that a changing pace can bring, in milliseconds.
        speak: tells how long a text lasts, in milliseconds. Both sides get the number that the longer words need.
    """
    sides: tuple[Side | None, ...] = (None,) if exercise.sides == "none" else ("left", "right")
    said = phrases(exercise.language)

    def in_whole_breaths(section: Section) -> Section:
        if not isinstance(section, Hold | Breathe):
            return section
        words = 0
        for side in sides:
            sentences = spoken_during(section, side, said)
            spoken = sum(speak(text) + SENTENCE_MS for text in (said.cue("inhale", None) or "", *sentences))
            words = max(words, spoken if sentences else 0)
        fewest = -(-words // quickest)
        span = section.stay.span
        if isinstance(section, Hold) and section.stay.unit == "ms":
            is_short = span.low < pace.breath_ms and not breaths_in(span.low, [pace])
            return replace(section, told_first=is_short or span.low < words)
        if section.stay.unit == "ms":
            span = Span(_nearest_breaths(span.low, pace), _nearest_breaths(span.high, pace))
        low = max(span.low, fewest)
        return replace(section, stay=Stay(Span(low, max(span.high, low)), "breaths"))

    return replace(exercise, sections=tuple(in_whole_breaths(section) for section in exercise.sections))


def in_reps(exercise: Exercise, pace: Pace, first: Callable[[Repeat], Ms]) -> Exercise:
    """The exercise with every Repeat counted in reps: where it has a time, as many as fit into that, and at least one.

    Args:
        pace: the slowest pace that the reps can have.
        first: tells how long the first rep of a section lasts with its words, in milliseconds; on both sides where they
            alternate, since they share the time then.
    """
    sides = 2 if exercise.sides == "alternate" else 1

    def counted(section: Section) -> Section:
        if not isinstance(section, Repeat) or section.time is None:
            return section
        teaching, rep = first(section), sides * sum(step.duration for step in timed_steps(section.steps, pace))

        def fitting(time: Ms) -> int:
            return min(max(1, 1 + (time - teaching) // rep), MOST_REPS)

        return replace(section, reps=Span(fitting(section.time.low), fitting(section.time.high)), time=None)

    return replace(exercise, sections=tuple(counted(section) for section in exercise.sections))


def _nearest_breaths(length: Ms, pace: Pace) -> int:
    return max(1, (length * 2 + pace.breath_ms) // (pace.breath_ms * 2))


def open_spans(item: SessionItem) -> Iterator[Span]:
    """The range of each open count of an exercise, in the order of its sections; times in steps: see `time_steps`."""
    for section in item.exercise.sections:
        match section:
            case Repeat():
                yield item.reps or section.reps
            case Hold(stay=Stay(unit="ms", span=time)) | Rest(span=time):
                yield Span(0, time_steps(time)[0])
            case Hold() | Breathe():
                yield section.stay.span
            case _:
                pass


def time_steps(time: Span) -> tuple[int, Ms]:
    """How many steps lead from the shortest to the longest time of a range, and how long each is, in milliseconds."""
    length = time.high - time.low
    steps = -(-length // TIME_STEP_MS)
    while steps and length % steps:
        steps += 1
    return steps, length // steps if steps else 0


def with_numbers(item: SessionItem, numbers: Iterable[int]) -> SessionItem:
    """The item with these counts, given in the order of `open_spans`."""
    remaining = iter(numbers)

    def with_number(section: Section) -> Section:
        match section:
            case Repeat():
                number = next(remaining)
                return replace(section, reps=Span(number, number))
            case Hold(stay=Stay(unit="ms", span=time)):
                length = time.low + next(remaining) * time_steps(time)[1]
                return replace(section, stay=Stay(Span(length, length), "ms"))
            case Hold() | Breathe():
                number = next(remaining)
                return replace(section, stay=Stay(Span(number, number), "breaths"))
            case Rest():
                length = section.span.low + next(remaining) * time_steps(section.span)[1]
                return replace(section, span=Span(length, length))
            case _:
                return section

    sections = tuple(with_number(section) for section in item.exercise.sections)
    return replace(item, exercise=replace(item.exercise, sections=sections))


def numbers_wanted(item: SessionItem, wanted: RepsWanted, problems: Problems) -> tuple[int, ...]:
    """The counts that `--reps` asks for. A number outside the range of a Repeat is used, with a warning."""
    numbers: list[int] = []
    sections = [section for section in item.exercise.sections if isinstance(section, Open)]
    for section, span in zip(sections, open_spans(item), strict=True):
        if isinstance(wanted, int) and isinstance(section, Repeat):
            if not span.low <= wanted <= span.high:
                problems.warning(
                    section.place,
                    f"{wanted} {'rep' if wanted == 1 else 'reps'}, where the script has {_range(span)}: taken as you asked",
                )
            numbers.append(wanted)
        else:
            numbers.append(span.low if wanted == "low" else span.high if wanted == "high" else span.middle)
    return tuple(numbers)


def _range(span: Span) -> str:
    return str(span.low) if span.low == span.high else f"{span.low} to {span.high}"

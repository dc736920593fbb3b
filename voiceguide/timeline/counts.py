"""Choosing the counts that authors leave open: reps, breaths of holds, lengths of rests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from voiceguide.breath import Pace
from voiceguide.problems import Problem, Problems
from voiceguide.script.model import SessionItem
from voiceguide.script.section_types import Hold, Repeat, Rest, Section, Span, Stay, Stays
from voiceguide.timeline.gaps import SENTENCE_MS
from voiceguide.timeline.layout import lay_out, new_chapter
from voiceguide.timeline.model import Measure, Side
from voiceguide.timeline.options import MOST_REPS, Options, RepsWanted
from voiceguide.timeline.pacing import breaths_in, timed_steps
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.turns import Turn
from voiceguide.timeline.unroll import one_rep, spoken_during
from voiceguide.units import Ms

Open: TypeAlias = Repeat | Stays | Rest
"""The sections that have an open count."""

TIME_STEP_MS: Ms = 5_000
"""A rest, or a hold in seconds, is chosen from its range in equal steps, none longer than this."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An exercise whose counts are chosen: each range has one number. `notes` tell of counts outside of their range."""

    item: SessionItem
    notes: tuple[Problem, ...]


def counted(turn: Turn, options: Options, measure: Measure) -> Counted:
    """Choose the counts of an exercise: those of the turn, if it has some, or else what `options.reps` asks for."""
    notes = Problems()
    item = in_counts(turn.item, options, measure)
    return Counted(with_numbers(item, turn.numbers or numbers_wanted(item, options.reps, notes)), tuple(notes))


def in_counts(item: SessionItem, options: Options, measure: Measure) -> SessionItem:
    """The item with each range in what is counted: holds and breathing in whole breaths, but for holds in seconds, and reps.

    There are at least as many breaths as the words need, on the side that needs more of them. A hold in milliseconds keeps its
    length: words that it has no room for, or that would have to be said in less than a breath, are told first. Where reps have
    a time, as many as fit into that are done, and at least one; sides that alternate share it.
    """
    pace, last = options.pace_for(item.pace), options.ramp_target
    slowest = max(pace, last or pace, key=lambda each: each.breath_ms)
    quickest = min(pace.breath_ms, last.breath_ms if last else pace.breath_ms)
    exercise, said = item.exercise, phrases(item.exercise.language)
    speak = new_chapter(exercise, options, measure).speak
    sides: tuple[Side | None, ...] = (None,) if exercise.sides == "none" else ("left", "right")

    def spoken(section: Stays, side: Side | None) -> Ms:
        sentences = spoken_during(section, side, said)
        words = (said.cue("inhale", None) or "", *sentences) if sentences else ()
        return sum(speak(text) + SENTENCE_MS for text in words)

    def in_breaths(section: Stays) -> Section:
        words = max(spoken(section, side) for side in sides)
        span = section.stay.span
        if section.stay.unit == "ms" and isinstance(section, Hold):
            is_short = span.low < pace.breath_ms and not breaths_in(span.low, [pace])
            return replace(section, told_first=is_short or span.low < words)
        if section.stay.unit == "ms":
            span = Span(_nearest_breaths(span.low, pace), _nearest_breaths(span.high, pace))
        low = max(span.low, -(-words // quickest))
        return replace(section, stay=Stay(Span(low, max(span.high, low)), "breaths"))

    def in_reps(section: Repeat, time: Span) -> Section:
        first = lay_out(one_rep(item, section, options), new_chapter(exercise, options, measure), lambda _: slowest)
        teaching = first.now - first.phases[0].start
        rep = sum(step.duration for step in timed_steps(section.steps, slowest))
        rep *= 2 if exercise.sides == "alternate" else 1
        low, high = (min(max(1, 1 + (each - teaching) // rep), MOST_REPS) for each in (time.low, time.high))
        return replace(section, reps=Span(low, high), time=None)

    def in_count(section: Section) -> Section:
        match section:
            case Stays():
                return in_breaths(section)
            case Repeat(time=Span() as time):
                return in_reps(section, time)
            case _:
                return section

    return replace(item, exercise=replace(exercise, sections=tuple(map(in_count, exercise.sections))))


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
            case Stays():
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
            case Stays():
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
                    f"{wanted} {'rep' if wanted == 1 else 'reps'}, where the script has {span}: taken as you asked",
                )
            numbers.append(wanted)
        else:
            numbers.append(span.low if wanted == "low" else span.high if wanted == "high" else span.middle)
    return tuple(numbers)

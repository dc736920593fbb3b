"""How long an exercise lasts as a function of its counts, so that a length can be looked for without laying out each try.

Only the first rep of a section depends on its words: it teaches, and may be stretched, or told before. Every rep after it,
and every breath and rest, adds the same time. So an exercise is laid out once with the fewest reps, and all else is added.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from voiceguide.breath import Pace
from voiceguide.script.model import Breathe, Hold, Repeat, Rest, SessionItem, Span, Stay
from voiceguide.timeline.beats import Beat
from voiceguide.timeline.counts import open_spans, time_steps, with_numbers
from voiceguide.timeline.gaps import END_MS, Arrival, time_to_get_there
from voiceguide.timeline.layout import ChapterBuilder, lay_out
from voiceguide.timeline.options import Options
from voiceguide.timeline.pacing import timed_steps
from voiceguide.timeline.unroll import unroll_parts
from voiceguide.units import CHAPTER_GRID_MS, Ms


def whole_chapter(length: Ms) -> Ms:
    """How long a chapter lasts that has so many milliseconds in it: see `ChapterBuilder.chapter`."""
    return -(-(length + END_MS) // CHAPTER_GRID_MS) * CHAPTER_GRID_MS


@dataclass(slots=True)
class OpenLength:
    """How long an exercise lasts, whose counts are open.

    Args:
        item: the exercise, its holds counted in breaths where they are not in milliseconds.
        pace: of its breaths.
        builder: makes an empty chapter that measures words.
    """

    item: SessionItem
    pace: Pace
    options: Options
    builder: Callable[[], ChapterBuilder]
    spans: tuple[Span, ...] = ()
    units: tuple[Ms, ...] = ()
    _least: dict[object, Ms] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spans = tuple(open_spans(self.item))
        self.units = tuple(self._units())

    def shortest(self, arrival: Arrival) -> Ms:
        """How long it lasts with the lowest counts, in milliseconds, before it is filled up to a whole chapter."""
        exercise = self.item.exercise
        wanted = tuple(thing for thing in exercise.needs if thing not in arrival.at_hand)
        time = time_to_get_there(arrival, exercise.position)
        again = (arrival.known, arrival.in_place)
        key = (time, wanted, arrival.first, arrival.begins, *again)
        if key not in self._least:
            few = with_numbers(self.item, (_fewest(span) for span in self.spans)).exercise
            arriving, working = unroll_parts(few, arrival, self.options.pace_for(self.item.pace), self.options)
            if again not in self._least:
                more = sum((span.low - _fewest(span)) * unit for span, unit in zip(self.spans, self.units, strict=True))
                self._least[again] = self._length(working) + more
            self._least[key] = self._length(arriving) + self._least[again]
        return self._least[key]

    @property
    def open(self) -> Ms:
        """How much longer it is with the highest counts than with the lowest, in milliseconds."""
        return sum((span.high - span.low) * unit for span, unit in zip(self.spans, self.units, strict=True))

    def _length(self, beats: Iterable[Beat]) -> Ms:
        builder = self.builder()
        lay_out(beats, builder, lambda _: self.pace)
        return builder.now

    def _units(self) -> Iterable[Ms]:
        """What each count adds when it grows by one, on both sides."""
        exercise = self.item.exercise
        sides = 1 if exercise.sides == "none" else 2
        for section in exercise.sections:
            match section:
                case Repeat():
                    yield section.sets * sides * sum(step.duration for step in timed_steps(section.steps, self.pace))
                case Hold(stay=Stay(unit="ms", span=time)):
                    yield sides * time_steps(time)[1]
                case Hold() | Breathe():
                    yield sides * self.pace.breath_ms
                case Rest():
                    yield time_steps(section.span)[1] * (2 if exercise.sides == "each" else 1)
                case _:
                    pass


def _fewest(span: Span) -> int:
    """A count from which on time grows evenly: a rest, or a hold in milliseconds, counts from 0."""
    return min(span.low, 1)

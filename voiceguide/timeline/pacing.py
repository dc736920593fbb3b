"""Which pace each breath of a session has."""

from collections.abc import Iterable
from dataclasses import dataclass

from voiceguide.breath import Pace
from voiceguide.timeline.beats import Beat, Breaths, Rep


@dataclass(frozen=True, slots=True)
class Ramp:
    """A pace that moves evenly, breath by breath, so that breath `breaths - 1` has reached `last`.

    `begin` is the number, in the session, of the breath that `at` counts as 0. Without `last` the pace stays.
    """

    first: Pace
    last: Pace | None
    begin: int
    breaths: int

    def at(self, breath: int) -> Pace:
        """The pace of a breath of this chapter, counted from 0."""
        if self.last is None:
            return self.first
        return self.first.towards(self.last, (self.begin + breath) / max(1, self.breaths - 1))


def count_breaths(beats: Iterable[Beat]) -> int:
    """How many reps and plain breaths there are, each of which has one pace."""
    return sum(beat.breaths if isinstance(beat, Breaths) else isinstance(beat, Rep) for beat in beats)

"""What a listener may choose about a session; every choice has a default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from voiceguide.breath import DEFAULT_PACE, Pace
from voiceguide.errors import ChoiceError, blaming
from voiceguide.timeline.model import Side
from voiceguide.units import Ms

Guidance = Literal["full", "fade", "brief", "tones"]
Counting = Literal["none", "each", "halfway"]
RepsWanted = Literal["low", "mid", "high"] | int

LONGEST_MINUTES = 24 * 60
MOST_REPS = 100
MOST_ROUNDS = 1000
RANGES: Mapping[str, tuple[float, float]] = {
    "inhale": (0.5, 600),
    "exhale": (0.5, 600),
    "hold_in": (0, 600),
    "hold_out": (0, 600),
    "minutes": (0.5, LONGEST_MINUTES),
    "interval": (0.5, 120),
    "rounds": (1, MOST_ROUNDS),
    "transition": (0, 10),
    "lead": (0, 0.5),
    "rate": (0.5, 2),
}
"""The least and the most of each number, in the units of `Options`."""

NAMES: Mapping[str, tuple[Any, ...]] = {
    "guidance": get_args(Guidance),
    "count": get_args(Counting),
    "first_side": get_args(Side),
}


class IfThere(str):
    """A name of a variation or of an exercise that a session may lack: it is passed over there."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How a session is to be compiled.

    Attributes:
        pace: takes the place of every pace in the scripts.
        inhale, hold_in, exhale, hold_out: seconds; each changes one part of the pace in force.
        ramp_to: the pace moves evenly, breath by breath, from the first breath to this one at the last.
        tempo: scales every breath; > 1 is slower.
        reps: which number of each range, or one number for all.
        rounds: how often the list is done; None is once, or as often as `minutes` needs.
        last_done: the last day of each exercise that was done, by name: what was done longest ago comes in first where not
            all can be done. None chooses by position and tags.
        minutes: the length wanted: `timeline/wanted.py` tells how it is reached.
        guidance: how much is said in the reps.
        count: which rep numbers are said.
        lead: seconds by which words begin before their phase, 0 to 0.5.
        variations: names of variations and progressions to take wherever they exist.
        only, skip: names or titles of exercises, or parts of them. These and `variations` must be in the session, but for
            those that are `IfThere`.
        first_side: where exercises with sides begin.
        needs: whether the opening says what is needed.
        transition: scales the time between exercises and between sides; > 1 is longer.
        guide: whether a breath guide sounds, so that reps may go without words.
        bells: whether bells ring.
        interval: minutes from one soft bell to the next, in each exercise from its first breath on; None for none.
        ringing: milliseconds of silence in which the last bell rings out, beyond those that the bundled one needs.
        bed_from: the chapter in which a bed begins that goes on from chapter to chapter; None where none does.
        rate: the speed of speech; > 1 is faster.
        strict: words that do not even fit in their short form are an error.

    Raises:
        ChoiceError: a choice is out of bounds, or none that is known.
    """

    pace: Pace | None = None
    inhale: float | None = None
    hold_in: float | None = None
    exhale: float | None = None
    hold_out: float | None = None
    ramp_to: Pace | None = None
    tempo: float = 1.0
    reps: RepsWanted = "mid"
    rounds: int | None = None
    last_done: Mapping[str, date] | None = None
    minutes: float | None = None
    guidance: Guidance = "fade"
    count: Counting = "none"
    lead: float = 0.0
    variations: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    first_side: Side = "left"
    needs: bool = True
    transition: float = 1.0
    guide: bool = False
    bells: bool = True
    interval: float | None = None
    ringing: Ms = 0
    bed_from: int | None = None
    rate: float = 1.0
    strict: bool = False

    def __post_init__(self) -> None:
        check_choices(self, RANGES, NAMES)
        if self.reps not in ("low", "mid", "high") and not (type(self.reps) is int and 1 <= self.reps <= MOST_REPS):
            with blaming("reps"):
                raise ChoiceError(f"reps is {self.reps!r}: expected low, mid, high, or a number from 1 to {MOST_REPS}.")

    def pace_for(self, written: Pace | None) -> Pace:
        """The pace in force where a script asks for one: flags first, then the script, then the default.

        Raises:
            PaceError: a changed part is out of bounds.
        """
        pace = self.pace or written or DEFAULT_PACE
        parts = pace.with_parts(inhale=self.inhale, hold_in=self.hold_in, exhale=self.exhale, hold_out=self.hold_out)
        return parts.scaled(self.tempo)

    @property
    def ramp_target(self) -> Pace | None:
        """The pace that is reached at the last breath, where it moves."""
        return self.ramp_to and self.ramp_to.scaled(self.tempo)


def check_choices(
    choices: object, ranges: Mapping[str, tuple[float, float]], names: Mapping[str, tuple[Any, ...]]
) -> None:
    """Check the numbers and the names among some choices; a number may be None.

    Raises:
        ChoiceError: one is out of bounds, or none that is known.
    """
    for name, (low, high) in ranges.items():
        value = getattr(choices, name)
        if value is not None and (not isinstance(value, int | float) or not low <= value <= high):
            raise ChoiceError(f"{name} is {value!r}: expected a number from {low:g} to {high:g}.")
    for name, known in names.items():
        value = getattr(choices, name)
        if value not in known:
            raise ChoiceError(f"{name} is {value!r}: expected {', '.join(known[:-1])} or {known[-1]}.")

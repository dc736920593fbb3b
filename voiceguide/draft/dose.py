"""A dose: how often, how long or how many, with its place in a text."""

import math
from dataclasses import dataclass
from typing import Literal

DoseKind = Literal["reps", "sets", "hold", "breaths", "go on", "rest", "schedule", "limit", "speed", "alternative"]

ASKS_NOTHING = ("schedule", "limit", "speed", "alternative")
"""Kinds that ask for nothing: how often a day, how long all takes or may take, how fast it moves, and what may be done instead."""

LONGEST_S = 600
"""Seconds; no position is held for longer, and no step lasts longer."""

NO_NUMBER = "the text gives no number"


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose and where it stands.

    Attributes:
        low: the number, or the lower of two; seconds for a hold in time.
        start: the place of its first character in its text.
        end: the place after its last.
        vague: the words that give no number, such as `a few seconds`; empty where there is one.
    """

    kind: DoseKind
    low: float
    high: float
    start: int
    end: int
    vague: str = ""

    @property
    def doubt(self) -> str:
        """What is to be checked where it is a length or a count of a script; empty for nothing."""
        return NO_NUMBER if self.vague else ""

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in its text."""
        return self.start, self.end

    @property
    def middle(self) -> float:
        """The number, or what is between two, in whole numbers, a half rounded up."""
        return self.low if self.low == self.high else math.floor((self.low + self.high) / 2 + 0.5)

    @property
    def span(self) -> str:
        """The number, or both, in whole numbers that a script takes."""
        low, high = (min(max(round(number), 1), 100) for number in (self.low, self.high))
        return f"{low}" if low == high else f"{low}-{high}"

    @property
    def times(self) -> str:
        """Reps as a heading has them: `5 times`."""
        return f"{self.span} time{'' if self.high == 1 else 's'}"

    @property
    def length(self) -> str:
        """A hold as a heading has it: `20-30 s`."""
        if self.kind == "breaths":
            return f"{self.span} breath{'' if self.high <= 1 else 's'}"
        low, high = (min(max(number, 0.5), LONGEST_S) for number in (self.low, self.high))
        unit, factor = ("min", 60) if low % 60 == 0 and high % 60 == 0 else ("s", 1)
        return f"{low / factor:g} {unit}" if low == high else f"{low / factor:g}-{high / factor:g} {unit}"

    @property
    def step_length(self) -> str:
        """A hold as a step has it, of a range the middle: `25s`."""
        middle = max(0.5, self.middle)
        return f"x{middle:g}" if self.kind == "breaths" else f"{min(middle, LONGEST_S):g}s"

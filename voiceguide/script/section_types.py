"""The sections of an exercise, and what is in them: words, steps, counts, bells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from voiceguide.problems import Place
from voiceguide.units import Ms

StepKind = Literal["inhale", "exhale", "hold", "move", "wait"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence to speak. `{side}` and `{other side}` in its text are filled in by the compiler."""

    text: str
    place: Place

    @property
    def names_side(self) -> bool:
        return "{" in self.text

    @property
    def said(self) -> tuple[Words, ...]:
        return (self,)


@dataclass(frozen=True, slots=True)
class Step:
    """A timed list item: a part of a breath (`inhale`, `exhale`, `hold`), a free movement (`move`), or silence (`wait`).

    It lasts `times` as long as the pace says, and at least `at_least` milliseconds. `short` is said in later reps.
    """

    kind: StepKind
    words: Words | None
    short: Words | None
    at_least: Ms
    times: float
    place: Place

    @property
    def said(self) -> tuple[Words, ...]:
        """Its words, and their short form."""
        return tuple(filter(None, (self.words, self.short)))


Line: TypeAlias = Words | Step
"""A sentence or a step, in the order of the script."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers from `low` to `high`, both included, from which the compiler chooses."""

    low: int
    high: int

    @property
    def middle(self) -> int:
        return (self.low + self.high) // 2

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a hold or breathing lasts: a number of breaths, or milliseconds."""

    span: Span
    unit: Literal["breaths", "ms"]


@dataclass(frozen=True, slots=True)
class BellTimes:
    """When a soft bell rings in a section: after every `every` milliseconds, if that is not 0, and at each of `at`."""

    every: Ms
    at: tuple[Ms, ...]
    place: Place


SectionKind = Literal["set up", "repeat", "hold", "rest", "switch", "finish", "breathe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an exercise under a heading; `reminders` are said where there is room."""

    kind: ClassVar[SectionKind]
    place: Place
    lines: tuple[Line, ...] = ()
    reminders: tuple[Words, ...] = ()

    @property
    def written(self) -> tuple[Line, ...]:
        """All its sentences and steps, in the order of the script."""
        return self.lines

    @property
    def words(self) -> tuple[Words, ...]:
        """All its words without its reminders."""
        return tuple(words for line in self.written for words in line.said)


class SetUp(Section):
    """Getting into the position."""

    __slots__ = ()
    kind = "set up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Section):
    """Reps of the same steps, in `sets` with `rest` milliseconds between them; `lines` are said before the first rep.

    Where `time` is given, in milliseconds, each set has as many reps as fit into it, and `reps` says nothing.
    """

    kind = "repeat"
    reps: Span
    sets: int = 1
    rest: Ms = 0
    steps: tuple[Step, ...] = ()
    time: Span | None = None

    @property
    def written(self) -> tuple[Line, ...]:
        return (*self.lines, *self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays(Section):
    """Breathing for a while; `lines` are said meanwhile."""

    stay: Stay
    bells: tuple[BellTimes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Stays):
    """Staying in a position and breathing; its lines are said before it where they are `told_first`."""

    kind = "hold"
    told_first: bool = False


class Breathe(Stays):
    """Breathing and nothing else."""

    __slots__ = ()
    kind = "breathe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest(Section):
    """A rest between sections: `lines`, then silence, whose range `span` is in milliseconds."""

    kind = "rest"
    span: Span


class Switch(Section):
    """What is said between the sides; `{side}` is the next side."""

    __slots__ = ()
    kind = "switch"


class Finish(Section):
    """Leaving the position."""

    __slots__ = ()
    kind = "finish"

"""What a script says, before anything is timed."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias, get_args

from voiceguide.breath import Pace
from voiceguide.problems import Place
from voiceguide.units import Ms

Position = Literal["seated", "standing", "kneeling", "hands-and-knees", "side-lying", "prone", "supine"]
POSITIONS: tuple[Position, ...] = get_args(Position)

Sides = Literal["none", "each", "alternate"]
StepKind = Literal["inhale", "exhale", "hold", "move", "wait"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence to speak. `{side}` and `{other side}` in its text are filled in when it is placed."""

    text: str
    place: Place

    @property
    def names_side(self) -> bool:
        return "{" in self.text


@dataclass(frozen=True, slots=True)
class Step:
    """A timed list item: a breath movement (`inhale`, `exhale`, `hold`), a free one (`move`), or silence (`wait`).

    It lasts `times` the pace's phase, and never less than `at_least` milliseconds. `short` serves later reps.
    """

    kind: StepKind
    words: Words | None
    short: Words | None
    at_least: Ms
    times: float
    place: Place


Line: TypeAlias = Words | Step
"""What is said or waited, in its place."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range that the author leaves open, both ends included."""

    low: int
    high: int

    @property
    def middle(self) -> int:
        return (self.low + self.high) // 2


@dataclass(frozen=True, slots=True)
class Stay:
    """How long breathing goes on: a number of breaths, or milliseconds to be filled with whole breaths."""

    span: Span
    unit: Literal["breaths", "ms"]


@dataclass(frozen=True, slots=True)
class SetUp:
    """Getting into the position."""

    kind: ClassVar[str] = "set up"
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Repeat:
    """Reps of the same steps, in `sets` with `rest` milliseconds between; `lines` are said before the first."""

    kind: ClassVar[str] = "repeat"
    reps: Span
    sets: int
    rest: Ms
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Hold:
    """Staying in a position and breathing; `lines` are spoken meanwhile."""

    kind: ClassVar[str] = "hold"
    stay: Stay
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Breathe:
    """Breathing and nothing else; `lines` are spoken meanwhile."""

    kind: ClassVar[str] = "breathe"
    stay: Stay
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Rest:
    """Silence between sections: a span of milliseconds, after what `lines` say."""

    kind: ClassVar[str] = "rest"
    span: Span
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Switch:
    """What is said between the sides; `{side}` is the side to come."""

    kind: ClassVar[str] = "switch"
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Finish:
    """The way out."""

    kind: ClassVar[str] = "finish"
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


Section: TypeAlias = SetUp | Repeat | Hold | Breathe | Rest | Switch | Finish
Stays: TypeAlias = Hold | Breathe
SECTIONS: tuple[type[Section], ...] = get_args(Section)


@dataclass(frozen=True, slots=True)
class Variation:
    """A named set of sections that take the place of the exercise's sections of the same kinds."""

    kind: Literal["variation", "progression"]
    name: str
    sections: tuple[Section, ...]
    cautions: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, as its script has it. `name` is the file's name without its ending."""

    name: str
    title: str
    language: str
    position: Position | None
    needs: tuple[str, ...]
    sides: Sides
    pace: Pace | None
    tags: tuple[str, ...]
    intro: tuple[Words, ...]
    sections: tuple[Section, ...]
    variations: tuple[Variation, ...]
    cautions: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A session's item as written: where it points, and what it asks for."""

    title: str
    target: str
    reps: Span | None
    variations: tuple[str, ...]
    pace: Pace | None
    place: Place


@dataclass(frozen=True, slots=True)
class Outline:
    """A session's script: its items are still links."""

    name: str
    title: str
    language: str
    pace: Pace | None
    tags: tuple[str, ...]
    welcome: tuple[Words, ...]
    links: tuple[Link, ...]
    finish: tuple[Line, ...]
    cautions: tuple[Words, ...]
    place: Place


Script: TypeAlias = Exercise | Outline


@dataclass(frozen=True, slots=True)
class SessionItem:
    """An exercise in a session, with what was asked of it. `pace` comes from the item, the exercise or the session."""

    exercise: Exercise
    reps: Span | None = None
    variations: tuple[str, ...] = ()
    pace: Pace | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that will be compiled, read from all its files."""

    name: str
    title: str
    language: str
    pace: Pace | None
    welcome: tuple[Words, ...]
    items: tuple[SessionItem, ...]
    finish: tuple[Line, ...]
    cautions: tuple[Words, ...]
    place: Place

    @property
    def is_collection(self) -> bool:
        """Whether it was written as a session, not as an exercise of its own."""
        return len(self.items) != 1 or self.name != self.items[0].exercise.name

"""What a script says, before anything has a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, TypeAlias, get_args

from voiceguide.breath import Pace
from voiceguide.problems import Place, Problem
from voiceguide.script.pronunciations import Pronunciation
from voiceguide.units import Ms

Position = Literal["seated", "standing", "kneeling", "hands-and-knees", "side-lying", "prone", "supine"]
POSITIONS: tuple[Position, ...] = get_args(Position)

Sides = Literal["none", "each", "alternate"]
StepKind = Literal["inhale", "exhale", "hold", "move", "wait"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence to speak. `{side}` and `{other side}` in its text are filled in by the compiler."""

    text: str
    place: Place

    @property
    def names_side(self) -> bool:
        return "{" in self.text


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


@dataclass(frozen=True, slots=True)
class SetUp:
    """Getting into the position."""

    kind: ClassVar[str] = "set up"
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Repeat:
    """Reps of the same steps, in `sets` with `rest` milliseconds between them; `lines` are said before the first rep.

    Where `time` is given, in milliseconds, each set has as many reps as fit into it, and `reps` says nothing.
    """

    kind: ClassVar[str] = "repeat"
    reps: Span
    sets: int
    rest: Ms
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    reminders: tuple[Words, ...]
    place: Place
    time: Span | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Staying in a position and breathing; `lines` are said meanwhile, or before it where they are `told_first`."""

    kind: ClassVar[str] = "hold"
    stay: Stay
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place
    bells: tuple[BellTimes, ...] = ()
    told_first: bool = False


@dataclass(frozen=True, slots=True)
class Breathe:
    """Breathing and nothing else; `lines` are said meanwhile."""

    kind: ClassVar[str] = "breathe"
    stay: Stay
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place
    bells: tuple[BellTimes, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest between sections: `lines`, then silence, whose range `span` is in milliseconds."""

    kind: ClassVar[str] = "rest"
    span: Span
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Switch:
    """What is said between the sides; `{side}` is the next side."""

    kind: ClassVar[str] = "switch"
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Finish:
    """Leaving the position."""

    kind: ClassVar[str] = "finish"
    lines: tuple[Line, ...]
    reminders: tuple[Words, ...]
    place: Place


Section: TypeAlias = SetUp | Repeat | Hold | Breathe | Rest | Switch | Finish
Stays: TypeAlias = Hold | Breathe


@dataclass(frozen=True, slots=True)
class Variation:
    """Named sections that replace the exercise's sections of the same kinds when they are asked for."""

    kind: Literal["variation", "progression"]
    name: str
    sections: tuple[Section, ...]
    cautions: tuple[Words, ...]
    place: Place


def clash(chosen: Iterable[Variation]) -> tuple[str, Variation, Variation] | None:
    """A kind of section that two of the chosen variations replace, and these two; None where there is none."""
    replaced: dict[str, Variation] = {}
    for variation in chosen:
        for section in variation.sections:
            other = replaced.setdefault(section.kind, variation)
            if other is not variation:
                return section.kind, other, variation
    return None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as written. `name` is the name of its file without the extension."""

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
    say: tuple[Pronunciation, ...] = ()


Keep = Literal["must", "optional"]
"""What happens to an item where time is short: it stays, or it goes before others."""

Joined = Literal["or", "and"]
"""How an item belongs to the one before it: it is done instead of it, or they are done or left out together."""


@dataclass(frozen=True, slots=True)
class Link:
    """An item of a session as written: the file that it links, and what it asks of the exercise."""

    title: str
    target: str
    reps: Span | None
    variations: tuple[str, ...]
    pace: Pace | None
    place: Place
    keep: Keep | None = None
    joined: Joined | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The script of a session, its links not yet followed."""

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
    say: tuple[Pronunciation, ...] = ()


Script: TypeAlias = Exercise | Outline


@dataclass(frozen=True, slots=True)
class SessionItem:
    """An exercise in a session, with what the session asks of it.

    `pace` is that of the link, else of the exercise, else of the session. `line` is that of the link in the session's own
    file, from 1; None for an exercise that is played by itself.
    """

    exercise: Exercise
    reps: Span | None = None
    variations: tuple[str, ...] = ()
    pace: Pace | None = None
    keep: Keep | None = None
    joined: Joined | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A session with all its exercises, ready to be compiled.

    `folder` is where its own file is; `files` are all that it was read from, its own first, as absolute paths; `problems` are
    the warnings about them. `say` has the pronunciations of the session and of its exercises; each exercise has those of the
    sessions around it, too.
    """

    name: str
    title: str
    language: str
    pace: Pace | None
    welcome: tuple[Words, ...]
    items: tuple[SessionItem, ...]
    finish: tuple[Line, ...]
    cautions: tuple[Words, ...]
    place: Place
    folder: Path = Path()
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    say: tuple[Pronunciation, ...] = ()

    @property
    def is_collection(self) -> bool:
        """Whether the script was written as a session; False for a single exercise."""
        return len(self.items) != 1 or self.name != self.items[0].exercise.name

"""What was understood of an article, and the scripts that are made of it before they are written."""

from dataclasses import dataclass, field
from typing import Literal

from voiceguide.script.model import Position, Sides, Span

Range = tuple[float, float]
"""The least and the most; both are the same where one number was said."""

Breath = Literal["inhale", "exhale", "hold", ""]
Unit = Literal["breaths", "s", ""]
Told = Literal["each", "alternate"]
"""Each side after the other, or sides in turn."""

Role = Literal[
    "intro", "set up", "movement", "amount", "sides", "needs", "reminder", "caution", "variation", "progression",
    "finish", "schedule", "not used", "noise",
]  # fmt: skip

HELD = "\x02"
"""What stands in a sentence's remains where a hold was told."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence and its breath, empty for a movement that names none. `count` is the breath's length in seconds."""

    text: str
    breath: Breath = ""
    count: Range | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a sentence says about how often and how long; None where it says nothing.

    `hold` is in breaths or seconds, by `unit`; `is_vague` where the author gave no number. `rest` is in seconds. `text` is
    what remains of the sentence. `is_schedule` tells that it says how often a day. `going_on` is a time or a number of
    breaths for which everything goes on.
    """

    text: str
    reps: Span | None = None
    sets: int | None = None
    rest: float = 0
    hold: Range | None = None
    unit: Unit = ""
    going_on: Range | None = None
    going_unit: Unit = ""
    is_vague: bool = False
    is_schedule: bool = False


NOTHING = Amounts("")
"""What a sentence says that names no amount."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, and how it was read.

    `clauses` are its movements; `confidence` is between 0 and 1. `name` is a variation's.
    """

    sentence: str
    role: Role
    confidence: float
    clauses: tuple[Clause, ...] = ()
    amounts: Amounts = NOTHING
    sides: Told | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class DraftPart:
    """An exercise as it stands in the article: its title and its sentences, read."""

    title: str
    readings: tuple[Reading, ...]
    is_breathing: bool = False
    is_guessed_title: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """A whole article, read: its title, its exercises, and what it says about all of them."""

    title: str
    parts: tuple[DraftPart, ...]
    general: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A step of a rep. `length` is what stands after the keyword, such as `4s` or `x3`."""

    kind: Literal["Inhale", "Exhale", "Hold", "Move"]
    text: str
    short: str = ""
    length: str = ""
    is_guessed: bool = False


@dataclass(slots=True)
class DraftSection:
    """A section: its heading, what is said in it, its steps, its reminders."""

    heading: str
    lines: list[str] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    reminders: list[str] = field(default_factory=list)
    is_guessed: bool = False


@dataclass(slots=True)
class DraftVariation:
    """A variation or progression, and its sections."""

    kind: Literal["Variation", "Progression"]
    name: str
    sections: list[DraftSection]


@dataclass(slots=True)
class Draft:
    """An exercise as a script, ready to be written."""

    title: str
    position: Position | None = None
    needs: list[str] = field(default_factory=list)
    sides: Sides = "none"
    pace: str = ""
    intro: list[str] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)
    variations: list[DraftVariation] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """The timed part of an exercise: its sections, and what became reminders or the way out. `pace` is empty for none."""

    sections: list[DraftSection]
    reminders: list[str] = field(default_factory=list)
    finish: list[str] = field(default_factory=list)
    pace: str = ""

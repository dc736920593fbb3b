"""What was understood of an article, before it is written as scripts."""

from dataclasses import dataclass, field
from typing import Literal

from voiceguide.draft.amounts import NOTHING, Amounts
from voiceguide.draft.breaths import Clause
from voiceguide.draft.sides import Told
from voiceguide.script.model import Position, Sides, Span

Role = Literal[
    "title", "intro", "set up", "movement", "amount", "sides", "needs", "reminder", "caution", "variation", "progression",
    "finish", "schedule", "not used", "noise",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, and how it was read.

    `clauses` are its movements; `confidence` is between 0 and 1. `said` is what is left of it once amounts and sides are
    taken out, `own` whether it tells more than these.
    """

    sentence: str
    role: Role
    confidence: float
    clauses: tuple[Clause, ...] = ()
    amounts: Amounts = NOTHING
    sides: Told | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An exercise as it stands in the article: its title and its sentences, read."""

    title: str
    readings: tuple[Reading, ...]
    is_breathing: bool = False
    is_guessed_title: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """A whole article, read: its title, its exercises, and what it says about all of them."""

    title: str
    parts: tuple[Part, ...]
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


WHOLE = Span(5, 8)
"""Reps where the author names none."""

"""What is drafted of an article."""

import re
from dataclasses import dataclass, field
from typing import Literal

from voiceguide.script.model import Position, Sides

StepKind = Literal["Inhale", "Exhale", "Hold", "Move"]
Certainty = Literal["sure", "check", "could not read"]


@dataclass(slots=True)
class DraftStep:
    """A timed step: what is spoken, and its length as a script writes it, such as `5s`; empty for the pace's."""

    kind: StepKind
    text: str
    length: str = ""

    @property
    def is_stay(self) -> bool:
        """Whether nothing moves in it."""
        return (
            self.kind == "Move"
            and bool(self.length)
            and re.match(r"(?:hold|rest|relax|let go)\b", self.text) is not None
        )


@dataclass(slots=True)
class DraftSection:
    """A section under its heading; `mark` says what is to be checked in it, empty for nothing."""

    heading: str
    lines: list[str] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    reminders: list[str] = field(default_factory=list)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A sentence or a number of the source that is not spoken: where it stands, and why it was left out."""

    line: int
    text: str
    why: str


@dataclass(slots=True)
class DraftExercise:
    """An exercise as it was understood.

    Attributes:
        line: where it begins in the source.
        source: its sentences, whole, in order.
        marks: what is to be checked, by what it stands beside: `title`, `position`; the rest under `all`.
        variations: sentences that tell another way to do it.
        unplaced: what is not spoken of it.
    """

    title: str
    line: int
    source: tuple[str, ...] = ()
    position: Position | None = None
    needs: tuple[str, ...] = ()
    sides: Sides = "none"
    pace: str = ""
    cautions: list[str] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)
    variations: list[str] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)

    @property
    def certainty(self) -> Certainty:
        """How far to trust it: nothing that is marked is sure, a position as in the exercise before among it."""
        if not self.sections:
            return "could not read"
        return "check" if self.marks or any(section.mark for section in self.sections) else "sure"

    @property
    def to_check(self) -> list[str]:
        """Everything that is marked in it."""
        marks = [
            f"position {mark}" if beside == "position" else mark
            for beside, marks in self.marks.items()
            for mark in marks
        ]
        return [*marks, *(f"{section.heading}: {section.mark}" for section in self.sections if section.mark)]

    @property
    def steps(self) -> list[DraftStep]:
        """All timed steps of it."""
        return [step for section in self.sections for step in section.steps]

    @property
    def has_doses_of_all(self) -> bool:
        """Whether amounts in it are those that the article gives all exercises."""
        return any("of all exercises" in mark for mark in self.marks.get("all", ()))

    def mark(self, beside: str, what: str) -> None:
        """Note that something is to be checked."""
        notes = self.marks.setdefault(beside, [])
        if what not in notes:
            notes.append(what)

    @property
    def spoken(self) -> str:
        """Every word that is spoken in it, without cautions."""
        parts: list[str] = []
        for section in self.sections:
            parts += [*section.lines, *section.reminders, *(step.text for step in section.steps)]
        return "\n".join(parts)

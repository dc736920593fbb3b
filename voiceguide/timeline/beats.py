"""A chapter before it has times: what is said, waited, rung and breathed, in order."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from voiceguide.problems import Place
from voiceguide.script.model import Step
from voiceguide.timeline.guidance import Level
from voiceguide.timeline.model import BellName, Role, Side
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class Say:
    """A free cue, then at least `gap` milliseconds; the cue and the gap last at least `at_least` together."""

    role: Role
    text: str
    gap: Ms
    at_least: Ms = 0


@dataclass(frozen=True, slots=True)
class Quiet:
    """Silence."""

    duration: Ms


@dataclass(frozen=True, slots=True)
class Ring:
    """A bell; time does not wait for it."""

    name: BellName


@dataclass(frozen=True, slots=True)
class Reminder:
    """A sentence to be said where there is room."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rep:
    """One rep: `rep` of `reps` in its set, counted per side. `level` is how much is said in it, `bell` rings with it."""

    section_index: int
    steps: tuple[Step, ...]
    side: Side | None
    set: int
    rep: int
    reps: int
    level: Level
    teaching: bool
    prefix: str | None
    bell: BellName | None
    reminders: tuple[Reminder, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Breaths:
    """Breaths in a position, or for their own sake; `sentences` are said meanwhile, from the start."""

    section: Literal["hold", "breathe"]
    section_index: int
    breaths: int
    sentences: tuple[str, ...]
    side: Side | None
    guide: bool
    last: str | None
    reminders: tuple[Reminder, ...]
    place: Place


Beat: TypeAlias = Say | Quiet | Ring | Rep | Breaths

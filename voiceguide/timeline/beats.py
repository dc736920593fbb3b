"""A chapter before it has times: what is said, waited, rung and breathed, in order; and how much is said in each rep."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from voiceguide.problems import Place
from voiceguide.script.model import Step
from voiceguide.timeline.model import BellName, Role, Side
from voiceguide.timeline.options import Counting, Guidance
from voiceguide.timeline.phrases import Phrases
from voiceguide.units import Ms

Level = Literal["full", "short", "keyword", "tone"]

# What is said in the first, the second and the third rep, and in all later ones. The second side, and every set
# after the first, starts at the second column.
LEVELS: dict[Guidance, tuple[Level, Level, Level, Level]] = {
    "full": ("full", "full", "full", "full"),
    "fade": ("full", "short", "short", "tone"),
    "brief": ("short", "keyword", "keyword", "tone"),
    "tones": ("tone", "tone", "tone", "tone"),
}

FEW_LEFT = 3
EVERY = 5
LEARNT_BY = 4
FEWEST_FOR_HALFWAY = 4


def level_of(rep: int, guidance: Guidance, *, taught: bool, guide: bool, several: bool) -> Level:
    """How much to say in a rep, counted from 1.

    Without a breath guide a tone would be silence: the breath word serves. A rep of several breaths, where each asks
    for something else, keeps its short forms while words fade: nobody is left to guess which breath this is.
    """
    column = min(rep - 1 + taught, 3)
    level = LEVELS[guidance][column]
    if several and guidance == "fade" and level == "tone":
        return "short"
    return "keyword" if level == "tone" and not guide else level


def prefix_of(rep: int, reps: int, count: Counting, phrases: Phrases, *, first_time: bool) -> str | None:
    """What a rep begins with: how many are left now and then, else its number where numbers are asked for."""
    left = reps - rep + 1
    if rep > 1 and (left == 1 or (first_time and _is_anchor(rep, left))):
        return phrases.more(left)
    if count == "halfway" and reps >= FEWEST_FOR_HALFWAY and rep == reps // 2 + 1:
        return phrases.say("halfway")
    if count == "each" and rep > 1:
        number = phrases.number(rep)
        return f"{number[:1].upper()}{number[1:]}."
    return None


def _is_anchor(rep: int, left: int) -> bool:
    return (left == FEW_LEFT and rep >= FEW_LEFT) or (left % EVERY == 0 and rep >= LEARNT_BY)


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

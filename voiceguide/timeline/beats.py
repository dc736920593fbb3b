"""Beats: the things of a chapter in order, before they have times. Also how much is said in each rep."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from voiceguide.problems import Place
from voiceguide.script.section_types import BellTimes, Step
from voiceguide.timeline.model import BellName, Role, Side
from voiceguide.timeline.options import Counting, Guidance
from voiceguide.timeline.phrases import Phrases
from voiceguide.units import Ms

Level = Literal["full", "short", "keyword", "tone"]


@dataclass(frozen=True, slots=True)
class Say:
    """A free cue, then a gap of at least `gap` milliseconds; both together last at least `at_least` milliseconds."""

    role: Role
    text: str
    gap: Ms
    at_least: Ms = 0


@dataclass(frozen=True, slots=True)
class Quiet:
    """Silence of `duration` milliseconds."""

    duration: Ms


@dataclass(frozen=True, slots=True)
class Ring:
    """A bell. The next beat follows after `gaps.BELL_MS`, though the bell may still sound."""

    name: BellName


@dataclass(frozen=True, slots=True)
class Resting:
    """A rest of `duration` milliseconds; `rests.place_rest` gives its parts their places.

    `first` is said at its start, `following` tells in time what comes next; `halfway` and `ready` are heard at its half and
    shortly before its end, where it is long enough for them.
    """

    duration: Ms
    first: Say | None
    following: tuple[Say, ...]
    halfway: Say | Ring
    ready: Say | Ring


@dataclass(frozen=True, slots=True)
class Reminder:
    """A sentence to say where there is room."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rep:
    """One rep: `rep` of `reps` in its set, counted per side.

    `level` is how much is said in it; `teaching` marks the first rep, whose phases may be lengthened for their words;
    `prefix` is said before its first cue; `bell` rings at its start.
    """

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


@dataclass(frozen=True, slots=True)
class Breaths:
    """The breaths of a Hold or Breathe section: `count` at the pace, or where that is 0 as many as fill `length`
    milliseconds. `sentences` are said from its start on; `last` announces the last breath, `halfway` the half of a long
    sit, in which `bells` ring.
    """

    section: Literal["hold", "breathe"]
    section_index: int
    count: int
    length: Ms
    sentences: tuple[str, ...]
    side: Side | None
    guide: bool
    last: str | None
    halfway: str | None
    bells: tuple[BellTimes, ...]
    reminders: tuple[Reminder, ...]


Beat: TypeAlias = Say | Quiet | Ring | Resting | Rep | Breaths

# Columns: the first, second and third rep, and all later ones. The second side and every set after the first start at
# the second column.
LEVELS: dict[Guidance, tuple[Level, Level, Level, Level]] = {
    "full": ("full", "full", "full", "full"),
    "fade": ("full", "short", "short", "tone"),
    "brief": ("short", "keyword", "keyword", "tone"),
    "tones": ("tone", "tone", "tone", "tone"),
}

FEW_LEFT = 3
"""An anchor tells that so many reps are left."""

EVERY = 5
"""An anchor tells that a multiple of this many reps are left."""

LEARNT_BY = 4
"""The first rep that can have the anchor of `EVERY`."""

FEWEST_FOR_HALFWAY = 4
"""Reps from which on the half is announced."""


def level_of(rep: int, guidance: Guidance, *, taught: bool, guide: bool, several: bool) -> Level:
    """How much to say in rep `rep`, counted from 1.

    Without a breath guide a tone would be silence, so the breath word is said instead. A rep of several breaths keeps its
    short forms when words fade, so that the listener knows which breath it is.

    Args:
        taught: whether the listener has done these steps before, on another side or in another set.
        guide: whether a breath guide sounds.
        several: whether the rep has several breaths.
    """
    column = min(rep - 1 + taught, 3)
    level = LEVELS[guidance][column]
    if several and guidance == "fade" and level == "tone":
        return "short"
    return "keyword" if level == "tone" and not guide else level


def prefix_of(rep: int, reps: int, count: Counting, phrases: Phrases, *, first_time: bool) -> str | None:
    """The words before the first cue of a rep: an anchor, or else the rep's number if `count` asks for it."""
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

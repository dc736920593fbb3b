"""The timeline: what is heard, breathed and rung, and when.

Times inside a chapter count from the chapter's start; all are milliseconds, `start` + `duration`, ends exclusive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from voiceguide.breath import PhaseKind
from voiceguide.problems import Problem
from voiceguide.units import Ms

Side = Literal["left", "right"]
PhaseSection = Literal["repeat", "hold", "breathe"]
Role = Literal[
    "welcome", "caution", "announcement", "setup", "instruction", "cue", "reminder", "anchor", "switch", "finish"
]
BellName = Literal["start", "switch", "last", "end", "tick"]
"""`tick` answers a key that the listener presses; the others stand on timelines."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words to be spoken. `rate` > 1 is faster than the voice's calm speed; `language` is a BCP 47 tag."""

    text: str
    language: str = "en"
    rate: float = 1.0


Measure: TypeAlias = Callable[[Utterance], Ms]
"""How long an utterance is heard, in milliseconds, from its first audible sample to its last."""


class RepKey(NamedTuple):
    """Which rep of a chapter: all its phases have the same key, at every pace, and no other rep of the chapter has it."""

    section_index: int
    set: int
    rep: int
    side: Side | None


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of one breath: the `rep`th of `reps` in its set, both counted from 1 and per side.

    `section_index` is the place, counted from 1, of its section among all sections of the exercise as written, with its
    chosen variations in their places. It is the same on both sides.
    """

    kind: PhaseKind
    start: Ms
    duration: Ms
    section: PhaseSection
    set: int
    rep: int
    reps: int
    side: Side | None
    section_index: int = 1

    @property
    def end(self) -> Ms:
        return self.start + self.duration

    @property
    def rep_key(self) -> RepKey:
        return RepKey(self.section_index, self.set, self.rep, self.side)


@dataclass(frozen=True, slots=True)
class Cue:
    """An utterance with its place in time. `phase` is the index, in its chapter, of the phase that it owns."""

    role: Role
    utterance: Utterance
    start: Ms
    duration: Ms
    phase: int | None = None

    @property
    def end(self) -> Ms:
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Bell:
    """A bell that begins to sound at `start`."""

    name: BellName
    start: Ms


@dataclass(frozen=True, slots=True)
class Chapter:
    """The unit of work: nothing in it depends on the chapters beside it.

    `duration` is a whole multiple of `units.CHAPTER_GRID_MS`; `exercise` is the script's name, None for the
    opening and the closing. Phases never overlap, nor do cues; both are in order and lie inside the chapter.
    """

    title: str
    exercise: str | None
    duration: Ms
    phases: tuple[Phase, ...] = ()
    cues: tuple[Cue, ...] = ()
    bells: tuple[Bell, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session in time: its chapters, one after the other without a hole.

    `pace` is as written, `4-6`; `notes` are those that belong to no chapter.
    """

    title: str
    language: str
    pace: str
    chapters: tuple[Chapter, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def duration(self) -> Ms:
        return sum(chapter.duration for chapter in self.chapters)

    def placed(self) -> Iterator[tuple[Ms, Chapter]]:
        """Each chapter with its start in the session."""
        ends = accumulate((chapter.duration for chapter in self.chapters), initial=0)
        return zip(ends, self.chapters, strict=False)

    def all_notes(self) -> tuple[Problem, ...]:
        """What the compiler noted, each once, in the order of the session."""
        notes = (*self.notes, *(note for chapter in self.chapters for note in chapter.notes))
        return tuple(dict.fromkeys(notes))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A chapter from `start` to `end`, in milliseconds of the chapter; to its own end where that is None.

    `number` is the chapter's index in its session, None for words that belong to no chapter; `tempo` is how many steps
    slower it was laid out than was asked for. With `joins` the next part goes on where this one ends, and no seam is heard.
    """

    chapter: Chapter
    start: Ms = 0
    end: Ms | None = None
    number: int | None = None
    tempo: int = 0
    joins: bool = False

    @property
    def until(self) -> Ms:
        """Where it ends, in milliseconds of the chapter."""
        return self.chapter.duration if self.end is None else self.end

    def with_bell(self, bell: Bell) -> "Excerpt":
        """The same with a bell more."""
        return replace(self, chapter=replace(self.chapter, bells=(*self.chapter.bells, bell)))

    def with_cue(self, cue: Cue) -> "Excerpt":
        """The same with words more, put where no others are."""
        cues = tuple(sorted((*self.chapter.cues, cue), key=lambda each: each.start))
        return replace(self, chapter=replace(self.chapter, cues=cues))

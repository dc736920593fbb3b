"""The timeline: what is heard, breathed and rung, and when.

Times inside a chapter count from the chapter's start; all are milliseconds, `start` + `duration`, ends exclusive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from voiceguide.breath import PhaseKind
from voiceguide.problems import Problem
from voiceguide.script.pronunciations import Pronunciation
from voiceguide.units import Ms

Side = Literal["left", "right"]
PhaseSection = Literal["repeat", "hold", "breathe"]
Role = Literal[
    "welcome", "caution", "announcement", "setup", "instruction", "cue", "reminder", "anchor", "switch", "finish"
]
SheetBellName = Literal["start", "switch", "last", "end", "interval", "ready"]
"""The bells that a cue sheet may have."""

BellName = Literal[SheetBellName, "tick"]
"""All bells: `tick` confirms a key that the listener pressed."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words to be spoken. `language` is a BCP 47 tag; `rate` > 1 is faster than the voice's calm speed; `say` has the
    pronunciations of the script.
    """

    text: str
    language: str = "en"
    rate: float = 1.0
    say: tuple[Pronunciation, ...] = ()


Measure: TypeAlias = Callable[[Utterance], Ms]
"""How long an utterance is heard, in milliseconds, from its first audible sample to its last."""


class RepKey(NamedTuple):
    """Identifies a rep in its chapter: all phases of the rep share the key, and it is the same at every pace."""

    section_index: int
    set: int
    rep: int
    side: Side | None


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of one breath, in rep `rep` of `reps` in its set; reps are counted from 1 and per side.

    `section_index` counts the sections of the exercise from 1, with the chosen variations in their places. It is the
    same on both sides.
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
    """An utterance with its place in time.

    A paced cue owns a phase and fits into it; `phase` is the index of that phase in the chapter. A free cue has None.
    """

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
    """The unit of work: nothing in a chapter depends on other chapters, except its place in a bed of files.

    `duration` is a whole multiple of `units.CHAPTER_GRID_MS`; `exercise` is the name of the script, None for the
    opening and the closing. Phases and cues are in order and inside the chapter; no two phases or two cues overlap.
    A bed of files goes on from chapter to chapter: `bed_start` is where it has got to, in milliseconds from its start, and
    `bed_fades` is whether it fades in at the chapter's start, and out at its end.
    """

    title: str
    exercise: str | None
    duration: Ms
    phases: tuple[Phase, ...] = ()
    cues: tuple[Cue, ...] = ()
    bells: tuple[Bell, ...] = ()
    notes: tuple[Problem, ...] = ()
    bed_start: Ms = 0
    bed_fades: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session in time: its chapters follow one another without a gap.

    `pace` is written as in scripts (`4-6`); `notes` are those that belong to no chapter.
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

    def with_bed_apart(self) -> "Timeline":
        """The same session, in which the bed goes on but fades in and out with each chapter, as for a file for each."""
        return replace(self, chapters=tuple(replace(chapter, bed_fades=(True, True)) for chapter in self.chapters))

    def all_notes(self) -> tuple[Problem, ...]:
        """The compiler's notes on the session and on its chapters, in this order, without repetitions."""
        notes = (*self.notes, *(note for chapter in self.chapters for note in chapter.notes))
        return tuple(dict.fromkeys(notes))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A chapter from `start` to `end`, in milliseconds from the chapter's start; None is the chapter's own end.

    Attributes:
        number: the chapter's index in its session; None for words that belong to no chapter.
        tempo: by how many steps the layout is slower than what was asked for.
        joins: whether the next excerpt continues where this one ends, without an audible seam.
    """

    chapter: Chapter
    start: Ms = 0
    end: Ms | None = None
    number: int | None = None
    tempo: int = 0
    joins: bool = False

    @property
    def until(self) -> Ms:
        """Where the excerpt ends, in milliseconds from the chapter's start."""
        return self.chapter.duration if self.end is None else self.end

    def with_bell(self, bell: Bell) -> "Excerpt":
        """The same excerpt with one more bell."""
        return replace(self, chapter=replace(self.chapter, bells=(*self.chapter.bells, bell)))

    def with_cue(self, cue: Cue) -> "Excerpt":
        """The same excerpt with one more cue, which must not overlap another."""
        cues = tuple(sorted((*self.chapter.cues, cue), key=lambda each: each.start))
        return replace(self, chapter=replace(self.chapter, cues=cues))

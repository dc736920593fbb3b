"""What a script says, before anything has a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from voiceguide.breath import Pace
from voiceguide.problems import Place, Problem
from voiceguide.script.pronunciations import Pronunciation
from voiceguide.script.section_types import Line, Section, Span, Words

Position = Literal["seated", "standing", "kneeling", "hands-and-knees", "side-lying", "prone", "supine"]
POSITIONS: tuple[Position, ...] = get_args(Position)

Sides = Literal["none", "each", "alternate"]

VariationKind = Literal["variation", "progression"]


@dataclass(frozen=True, slots=True)
class Variation:
    """Named sections that replace the exercise's sections of the same kinds when they are asked for."""

    kind: VariationKind
    name: str
    place: Place
    sections: tuple[Section, ...] = ()
    cautions: tuple[Words, ...] = ()


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

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """Its sections, and those of its variations."""
        return (*self.sections, *(section for variation in self.variations for section in variation.sections))

    @property
    def all_cautions(self) -> tuple[Words, ...]:
        """Its cautions, and those of its variations."""
        return (*self.cautions, *(words for variation in self.variations for words in variation.cautions))

    @property
    def spoken(self) -> tuple[Words, ...]:
        """All words of its introduction and its sections, and those of its variations, reminders among them."""
        sections = (words for section in self.all_sections for words in (*section.words, *section.reminders))
        return (*self.intro, *sections)

    @property
    def words(self) -> tuple[Words, ...]:
        """All words that may be said, but for its title."""
        return (*self.all_cautions, *self.spoken)


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
    welcome: tuple[Words, ...]
    links: tuple[Link, ...]
    finish: tuple[Line, ...]
    cautions: tuple[Words, ...]
    place: Place
    say: tuple[Pronunciation, ...] = ()

    @property
    def words(self) -> tuple[Words, ...]:
        """All words that may be said, but for its title."""
        return (*self.welcome, *self.cautions, *(words for line in self.finish for words in line.said))


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

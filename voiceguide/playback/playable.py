"""What the player needs from a session, and where a playing session is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from voiceguide.clip import Samples
from voiceguide.problems import Problem
from voiceguide.timeline.model import Chapter, Excerpt, Timeline
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.playback.announcer import Announcer


class Playable(Protocol):
    """A session that can be played from any place. Several threads may use it.

    A tempo counts steps from the pace that was asked for: 1 is slower, -1 is faster. Methods that make chapters or sound
    raise a VoiceguideError, such as SpeechError, if they cannot.
    """

    @property
    def title(self) -> str: ...

    @property
    def language(self) -> str:
        """The BCP 47 tag of its words."""
        ...

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all chapters, in order."""
        ...

    @property
    def exercises(self) -> tuple[str | None, ...]:
        """The name of each chapter's exercise; None for the opening and the closing."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about its scripts, known before it plays."""
        ...

    @property
    def announcer(self) -> Announcer:
        """What tells a listener something beside the session, in its language."""
        ...

    def chapter(self, number: int, tempo: int) -> Chapter:
        """A chapter, counted from 0, at a tempo. The first call makes it."""
        ...

    def excerpts(self, number: int, tempo: int, start: Ms = 0) -> Iterator[Excerpt]:
        """A chapter from `start` on, in milliseconds, as excerpts that join: each is yielded as soon as it is made, so that
        the first one plays while the others are made."""
        ...

    def duration(self, number: int, tempo: int) -> Ms | None:
        """How long a chapter lasts, in milliseconds; None if it is not made yet. Never waits."""
        ...

    def sound(self, excerpt: Excerpt) -> Iterator[Samples]:
        """An excerpt's sound as blocks of float32, shape (frames, 2). The samples do not depend on where it begins."""
        ...

    def can_go(self, tempo: int) -> bool:
        """Whether the breath can be that slow or that fast."""
        ...

    def countdown(self, seconds: int, number: int) -> Excerpt:
        """An announcement before chapter `number` that lasts `seconds`, or longer if its words do: what is needed and the
        cautions from there on, unless the opening says them, and when it begins."""
        ...

    def make_ahead(self, number: int, tempo: int) -> None:
        """Make the chapters from `number` on, and then those before it, on another thread."""
        ...

    def timeline(self) -> Timeline | None:
        """The whole session at the pace that was asked for; None while not all of it is made. Never waits."""
        ...

    def notes(self) -> tuple[Problem, ...]:
        """What was noted while chapters were made, each once."""
        ...

    def close(self) -> None:
        """Make and speak nothing more."""
        ...


@dataclass(frozen=True, slots=True)
class Revise:
    """Play another version of the session, from where `find` says in chapter `number`; the place stays where it is None."""

    session: Playable
    number: int | None = None
    find: Callable[[Chapter], Ms] | None = None


@dataclass(frozen=True, slots=True)
class PlaybackPosition:
    """Where a playing session is. Times in milliseconds.

    Attributes:
        title: the session's.
        chapter: the one that is heard; its own times count from its start.
        number: its index, from 0.
        titles: those of all chapters, in order.
        elapsed: the time in this chapter.
        position: the time in the session.
        left: the time to the session's end; None while it is not known.
        language: the BCP 47 tag of the session's words.
        remark: something to show, such as `The sound device stopped working; trying again.`
    """

    title: str
    chapter: Chapter
    number: int
    titles: tuple[str, ...]
    elapsed: Ms
    position: Ms
    left: Ms | None
    paused: bool
    language: str = "en"
    remark: str | None = None

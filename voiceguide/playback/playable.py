"""What a player needs to know of a session, wherever its sound comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from voiceguide.clip import Samples
from voiceguide.playback.queue import Spot
from voiceguide.timeline.model import Chapter, Excerpt
from voiceguide.units import Ms


class Playable(Protocol):
    """A session that can be heard from any place on. May be asked by several threads.

    A tempo counts steps from the pace that was asked for: 1 is slower, -1 is faster. What is made may raise what keeps it
    from being made (SpeechError and the like).
    """

    @property
    def title(self) -> str: ...

    @property
    def titles(self) -> tuple[str, ...]:
        """Those of all chapters, in order."""
        ...

    @property
    def tick(self) -> Samples:
        """The sound that answers a key: float32 of shape (frames, 2)."""
        ...

    def chapter(self, number: int, tempo: int) -> Chapter:
        """A chapter, counted from 0, at a tempo; it is made when it is asked for first."""
        ...

    def excerpts(self, number: int, tempo: int, start: Ms = 0) -> Iterator[Excerpt]:
        """A chapter from a place on, in parts that join: each is given as soon as it is made, so that the first can be heard
        while the others are."""
        ...

    def duration(self, number: int, tempo: int) -> Ms | None:
        """How long a chapter lasts; None while it is not made. Never waits."""
        ...

    def sound(self, excerpt: Excerpt) -> Iterator[Samples]:
        """A part's sound as blocks of float32, shape (frames, 2): the same, to the sample, wherever the part begins."""
        ...

    def can_go(self, tempo: int) -> bool:
        """Whether its breath can be that slow or that quick."""
        ...

    def said(self, phrase: str) -> Excerpt:
        """One of the phrases of the session's language (`timeline/languages`), spoken."""
        ...

    def where(self, chapter: Chapter, elapsed: Ms) -> Excerpt:
        """Where in the session somebody is, spoken."""
        ...

    def countdown(self, seconds: int, number: int) -> Excerpt:
        """That many seconds before chapter `number`, or as many as its words need: what is needed and to be minded from
        there on, unless the opening says it, and when it begins."""
        ...

    def make_ahead(self, number: int, tempo: int) -> None:
        """Make the chapters from `number` on, and then those before it, elsewhere and in its own time."""
        ...


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
    remark: str | None = None


def playback_position(
    spot: Spot, session: Playable, tempo: int, *, paused: bool, remark: str | None
) -> PlaybackPosition:
    """The moment at a spot of a session that is played at a tempo."""
    number, chapter = spot.excerpt.number, spot.excerpt.chapter
    assert number is not None
    if spot.excerpt.joins and session.duration(number, spot.excerpt.tempo) is not None:
        chapter = session.chapter(number, spot.excerpt.tempo)  # all of it, which is known by now
    lengths = [session.duration(each, tempo) for each in range(len(session.titles))]
    is_known = None not in lengths[number:]
    return PlaybackPosition(
        title=session.title,
        chapter=chapter,
        number=number,
        titles=session.titles,
        elapsed=spot.elapsed,
        position=sum(filter(None, lengths[:number])) + spot.elapsed,
        left=sum(filter(None, lengths[number + 1 :])) + chapter.duration - spot.elapsed if is_known else None,
        paused=paused,
        remark=remark,
    )

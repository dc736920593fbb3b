"""Where a playing session is."""

from dataclasses import dataclass

from voiceguide.timeline.model import Chapter
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class Moment:
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

"""Where a playing session is."""

from dataclasses import dataclass

from voiceguide.play.playable import Playable
from voiceguide.play.reel import Spot
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


def moment_at(spot: Spot, session: Playable, tempo: int, *, paused: bool, remark: str | None) -> Moment:
    """The moment at a spot of a session that is played at a tempo."""
    number, chapter = spot.part.number, spot.part.chapter
    assert number is not None
    if spot.part.joins and session.duration(number, spot.part.tempo) is not None:
        chapter = session.chapter(number, spot.part.tempo)  # all of it, which is known by now
    lengths = [session.duration(each, tempo) for each in range(len(session.titles))]
    is_known = None not in lengths[number:]
    return Moment(
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

"""What a desktop shows of a playing session, as MPRIS counts it."""

from dataclasses import dataclass
from typing import Literal

from voiceguide.play.moment import Moment
from voiceguide.play.plain import plain

PlaybackStatus = Literal["Playing", "Paused"]

JUMP_US = 1_000_000
"""Further than this from where it should be, the place has jumped."""


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """A moment, and when it was, in seconds of a clock that only counts. Lengths and positions are in microseconds."""

    moment: Moment
    at: float

    @property
    def status(self) -> PlaybackStatus:
        return "Paused" if self.moment.paused else "Playing"

    @property
    def track(self) -> str:
        """The chapter's name as a D-Bus object path."""
        return f"/voiceguide/chapter/{self.moment.number + 1}"

    @property
    def number(self) -> int:
        """The chapter's, from 1."""
        return self.moment.number + 1

    @property
    def title(self) -> str:
        return plain(self.moment.chapter.title)

    @property
    def album(self) -> str:
        return plain(self.moment.title)

    @property
    def length(self) -> int:
        return self.moment.chapter.duration * 1000

    @property
    def position(self) -> int:
        return self.moment.elapsed * 1000

    @property
    def is_last(self) -> bool:
        return self.moment.number + 1 >= len(self.moment.titles)

    def looks_like(self, before: "NowPlaying") -> bool:
        """Whether nothing but the position differs."""
        here, there = self.moment, before.moment
        return (here.paused, here.number, here.titles) == (there.paused, there.number, there.titles) and (
            here.chapter is there.chapter
        )

    def jumped_since(self, before: "NowPlaying") -> bool:
        """Whether the position is not the one that was to be expected: a new chapter starts at 0, a pause stands still."""
        if self.track != before.track:
            return self.position > JUMP_US
        gone = 0.0 if before.moment.paused else (self.at - before.at) * 1_000_000
        return abs(self.position - before.position - gone) > JUMP_US

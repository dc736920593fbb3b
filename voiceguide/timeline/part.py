"""A stretch of a chapter."""

from dataclasses import dataclass, replace

from voiceguide.timeline.model import Bell, Chapter, Cue
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class Part:
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

    def with_bell(self, bell: Bell) -> "Part":
        """The same with a bell more."""
        return replace(self, chapter=replace(self.chapter, bells=(*self.chapter.bells, bell)))

    def with_cue(self, cue: Cue) -> "Part":
        """The same with words more, put where no others are."""
        cues = tuple(sorted((*self.chapter.cues, cue), key=lambda each: each.start))
        return replace(self, chapter=replace(self.chapter, cues=cues))

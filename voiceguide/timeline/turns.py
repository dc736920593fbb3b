"""Where in a chapter a listener is: which rep, what was said last, where there is room for another word."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from voiceguide.timeline.model import Chapter, Phase, PhaseSection, Side
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class Turn:
    """One rep, or one breath of a hold, on one side: the `rep`th of `reps`, from the first word or breath that belongs to it."""

    section: PhaseSection
    set: int
    rep: int
    reps: int
    side: Side | None
    start: Ms
    end: Ms

    def is_like(self, other: "Turn") -> bool:
        """Whether it is the same rep, perhaps at another tempo."""
        return (self.section, self.set, self.rep, self.side) == (other.section, other.set, other.rep, other.side)


def turns(chapter: Chapter) -> tuple[Turn, ...]:
    """Every rep and every breath of a chapter, in order."""
    owned = {cue.phase: cue for cue in chapter.cues if cue.phase is not None}

    def start(index: int, phase: Phase) -> Ms:
        return min(phase.start, owned[index].start) if index in owned else phase.start

    found = []
    for (section, number, rep, side), grouped in groupby(
        enumerate(chapter.phases), lambda each: (each[1].section, each[1].set, each[1].rep, each[1].side)
    ):
        phases = list(grouped)
        begin, end = start(*phases[0]), phases[-1][1].end
        found.append(Turn(section, number, rep, phases[0][1].reps, side, begin, end))
    return tuple(found)


def turn_at(chapter: Chapter, elapsed: Ms) -> Turn | None:
    """The rep that is under way; None between them."""
    return next((turn for turn in turns(chapter) if turn.start <= elapsed < turn.end), None)


def next_turn(chapter: Chapter, elapsed: Ms) -> Turn | None:
    """The first rep that begins later; None where none does."""
    return next((turn for turn in turns(chapter) if turn.start > elapsed), None)


def same_turn(chapter: Chapter, wanted: Turn, count: int = 0) -> Turn | None:
    """The rep of another laying-out of a chapter that is like `wanted`; `count` of them came before."""
    found = [turn for turn in turns(chapter) if turn.is_like(wanted)]
    return found[min(count, len(found) - 1)] if found else None


def count_before(chapter: Chapter, wanted: Turn) -> int:
    """How many reps like this one came before: two Repeat sections count their reps alike."""
    return sum(turn.is_like(wanted) and turn.start < wanted.start for turn in turns(chapter))


def beginning(chapter: Chapter, elapsed: Ms) -> Ms:
    """Where to go on after a long pause: at the start of the rep, else of the sentence that was said last."""
    turn = turn_at(chapter, elapsed)
    if turn:
        return turn.start
    ended = max((turn.end for turn in turns(chapter) if turn.end <= elapsed), default=0)
    sentences = (cue.start for cue in chapter.cues if ended <= cue.start <= elapsed)
    return max(sentences, default=ended)


def last_said(chapter: Chapter, elapsed: Ms) -> Ms:
    """Where what was said last began, with its breath if it has one; the chapter's start if nothing was."""
    said = [cue for cue in chapter.cues if cue.start <= elapsed]
    if not said:
        return 0
    cue = said[-1]
    return cue.start if cue.phase is None else min(cue.start, chapter.phases[cue.phase].start)


def room(chapter: Chapter, length: Ms, start: Ms, end: Ms, apart: Ms) -> Ms | None:
    """The first moment between `start` and `end` at which so much more can be said, `apart` from all other words."""
    for free_from, free_to in _silences(chapter):
        begin = max(start, free_from + (apart if free_from else 0))
        if begin + length + (apart if free_to < chapter.duration else 0) <= min(free_to, end):
            return begin
    return None


def _silences(chapter: Chapter) -> Iterator[tuple[Ms, Ms]]:
    spans = [(0, 0), *((cue.start, cue.end) for cue in chapter.cues), (chapter.duration, chapter.duration)]
    for (_, end), (start, _) in pairwise(spans):
        yield end, start

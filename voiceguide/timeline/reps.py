"""Where in a chapter a listener is: which rep, what was said last, where there is room for another word."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from voiceguide.timeline.model import Chapter, Phase, PhaseSection, RepKey, Side
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class RepSpan:
    """One rep, or one breath of a hold, on one side: the `rep`th of `reps`, from the first word or breath that belongs to it."""

    key: RepKey
    section: PhaseSection
    reps: int
    start: Ms
    end: Ms

    @property
    def rep(self) -> int:
        return self.key.rep

    @property
    def side(self) -> Side | None:
        return self.key.side


def rep_spans(chapter: Chapter) -> tuple[RepSpan, ...]:
    """Every rep and every breath of a chapter, in order."""
    owned = {cue.phase: cue for cue in chapter.cues if cue.phase is not None}

    def start(index: int, phase: Phase) -> Ms:
        return min(phase.start, owned[index].start) if index in owned else phase.start

    found = []
    for key, grouped in groupby(enumerate(chapter.phases), lambda each: each[1].rep_key):
        phases = list(grouped)
        first, last = phases[0][1], phases[-1][1]
        found.append(RepSpan(key, first.section, first.reps, start(*phases[0]), last.end))
    return tuple(found)


def rep_at(chapter: Chapter, elapsed: Ms) -> RepSpan | None:
    """The rep that is under way; None between them. Where words lead, a rep begins before the one before it has ended."""
    return next((span for span in reversed(rep_spans(chapter)) if span.start <= elapsed < span.end), None)


def next_rep(chapter: Chapter, elapsed: Ms) -> RepSpan | None:
    """The first rep that begins later; None where none does."""
    return next((span for span in rep_spans(chapter) if span.start > elapsed), None)


def same_rep(chapter: Chapter, key: RepKey) -> RepSpan | None:
    """The rep with a key of another layout of the chapter; None where its section is not there.

    Seconds that are filled with breaths have fewer of them at a slower pace: where the section has no such rep any more, it
    is the last one before it.
    """
    section, side = key.section_index, key.side
    alike = [span for span in rep_spans(chapter) if (span.key.section_index, span.side) == (section, side)]
    return next((span for span in reversed(alike) if span.key <= key), None)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in a chapter that can be found again when the chapter is laid out anew, at another pace for example.

    Attributes:
        rep: the rep that is under way, else the next one; None after the last.
        offset: milliseconds from the start of the next rep, so negative; from the end of the last rep after it; 0 inside a rep,
            which is begun anew.
    """

    rep: RepKey | None
    offset: Ms


def bookmark_at(chapter: Chapter, elapsed: Ms) -> Bookmark:
    if span := rep_at(chapter, elapsed):
        return Bookmark(span.key, 0)
    if coming := next_rep(chapter, elapsed):
        return Bookmark(coming.key, elapsed - coming.start)
    return Bookmark(None, elapsed - _end_of_reps(chapter, chapter.duration))


def find_bookmark(chapter: Chapter, bookmark: Bookmark) -> Ms | None:
    """The place of a bookmark in a chapter, between the same reps; None where the section of its rep is not there."""
    if bookmark.rep is None:
        return min(_end_of_reps(chapter, chapter.duration) + bookmark.offset, chapter.duration)
    span = same_rep(chapter, bookmark.rep)
    return max(span.start + bookmark.offset, _end_of_reps(chapter, span.start)) if span else None


def _end_of_reps(chapter: Chapter, until: Ms) -> Ms:
    """Where the last rep before a place ends; the start of the chapter where there is none."""
    return max((span.end for span in rep_spans(chapter) if span.end <= until), default=0)


def beginning(chapter: Chapter, elapsed: Ms) -> Ms:
    """Where to go on after a long pause: at the start of the rep, else of the sentence that was said last."""
    span = rep_at(chapter, elapsed)
    if span:
        return span.start
    ended = _end_of_reps(chapter, elapsed)
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

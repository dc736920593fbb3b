"""Places in a chapter: the rep at a position, what was said last, bookmarks, and room for more words.

Positions are in milliseconds from the chapter's start.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from voiceguide.timeline.model import Chapter, Phase, PhaseSection, RepKey, Side
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class RepSpan:
    """One rep, or one breath of a hold, on one side: number `rep` of `reps`.

    It starts with its first cue or phase, whichever is earlier; the end is exclusive.
    """

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
    """The reps of a chapter, and the breaths of its holds, in order."""
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
    """The rep at a position; None between reps. Where two overlap, since a cue leads its phase, it is the later one."""
    return next((span for span in reversed(rep_spans(chapter)) if span.start <= elapsed < span.end), None)


def next_rep(chapter: Chapter, elapsed: Ms) -> RepSpan | None:
    """The first rep that begins after a position; None after the last."""
    return next((span for span in rep_spans(chapter) if span.start > elapsed), None)


def same_rep(chapter: Chapter, key: RepKey) -> RepSpan | None:
    """The rep with a key that comes from another layout of the chapter; None where its section is not there.

    A hold in seconds has fewer breaths at a slower pace. Where this layout does not have the rep, the last one before it
    is returned.
    """
    section, side = key.section_index, key.side
    alike = [span for span in rep_spans(chapter) if (span.key.section_index, span.side) == (section, side)]
    return next((span for span in reversed(alike) if span.key <= key), None)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in a chapter that can be found again in another layout of it, for example at another pace.

    Attributes:
        rep: the current rep, or the next one between reps; None after the last rep.
        offset: milliseconds. Inside a rep 0, since the rep is started again; between reps from the start of the next rep,
            so negative; after the last rep from its end.
    """

    rep: RepKey | None
    offset: Ms


def bookmark_at(chapter: Chapter, elapsed: Ms) -> Bookmark:
    """The bookmark of a position."""
    if span := rep_at(chapter, elapsed):
        return Bookmark(span.key, 0)
    if coming := next_rep(chapter, elapsed):
        return Bookmark(coming.key, elapsed - coming.start)
    return Bookmark(None, elapsed - _end_of_reps(chapter, chapter.duration))


def find_bookmark(chapter: Chapter, bookmark: Bookmark) -> Ms | None:
    """The position of a bookmark in a chapter; None where the section of its rep is not there."""
    if bookmark.rep is None:
        return min(_end_of_reps(chapter, chapter.duration) + bookmark.offset, chapter.duration)
    span = same_rep(chapter, bookmark.rep)
    return max(span.start + bookmark.offset, _end_of_reps(chapter, span.start)) if span else None


def _end_of_reps(chapter: Chapter, until: Ms) -> Ms:
    """Where the last rep before a position ends; 0 where there is none."""
    return max((span.end for span in rep_spans(chapter) if span.end <= until), default=0)


def beginning(chapter: Chapter, elapsed: Ms) -> Ms:
    """Where to continue after a long pause: the start of the current rep, or else of the last sentence."""
    span = rep_at(chapter, elapsed)
    if span:
        return span.start
    ended = _end_of_reps(chapter, elapsed)
    sentences = (cue.start for cue in chapter.cues if ended <= cue.start <= elapsed)
    return max(sentences, default=ended)


def last_said(chapter: Chapter, elapsed: Ms) -> Ms:
    """The start of the last cue, or of its phase if that is earlier; 0 where nothing was said."""
    said = [cue for cue in chapter.cues if cue.start <= elapsed]
    if not said:
        return 0
    cue = said[-1]
    return cue.start if cue.phase is None else min(cue.start, chapter.phases[cue.phase].start)


def room(chapter: Chapter, length: Ms, start: Ms, end: Ms, apart: Ms) -> Ms | None:
    """The first position from `start` on where words of `length` milliseconds have room before `end`; None without one.

    `apart` is the silence, in milliseconds, that they need to the words before and after.
    """
    for free_from, free_to in _silences(chapter):
        begin = max(start, free_from + (apart if free_from else 0))
        if begin + length + (apart if free_to < chapter.duration else 0) <= min(free_to, end):
            return begin
    return None


def _silences(chapter: Chapter) -> Iterator[tuple[Ms, Ms]]:
    spans = [(0, 0), *((cue.start, cue.end) for cue in chapter.cues), (chapter.duration, chapter.duration)]
    for (_, end), (start, _) in pairwise(spans):
        yield end, start

"""Seeking: the place nearest to a position at which no breath is cut.

Positions are in milliseconds from the chapter's start.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from voiceguide.timeline.model import Chapter
from voiceguide.timeline.reps import rep_spans
from voiceguide.units import Ms

LEAST_BACK_MS: Ms = 1_500
"""A place that is less far back is no step back: whoever seeks back again and again gets further each time."""

MID_SENTENCE_MS: Ms = 4_000
"""A breath that begins in the middle of a sentence counts as further away by this."""


def seek(chapter_at: Callable[[int], Chapter], chapters: int, number: int, start: Ms, by: Ms) -> tuple[int, Ms] | None:
    """Where seeking leads, through as many chapters as it takes.

    Args:
        chapter_at: returns a chapter by its number, from 0.
        chapters: how many there are.
        number: the chapter in which it begins.
        start: the position there.
        by: how far, in milliseconds; < 0 is back.

    Returns:
        The number of a chapter, and the position in it; None beyond the session's end. Before its beginning is its beginning.
    """
    chapter = chapter_at(number)
    target = start + by
    if by > 0:
        while (place := _forward(chapter, start, target)) is None:
            number, start, target = number + 1, -1, max(0, target - chapter.duration)
            if number >= chapters:
                return None
            chapter = chapter_at(number)
        return number, place
    while (place := _back(chapter, start, target)) is None:
        if number == 0:
            return 0, 0
        number -= 1
        chapter = chapter_at(number)
        start, target = chapter.duration + LEAST_BACK_MS, min(target + chapter.duration, chapter.duration)
    return number, place


def _forward(chapter: Chapter, start: Ms, target: Ms) -> Ms | None:
    """The place nearest to `target` that is after `start`; None where that is not in this chapter."""
    places = (place for place in _places(chapter, target) if start < place < chapter.duration)
    return None if target >= chapter.duration else _nearest(places, chapter, target)


def _back(chapter: Chapter, start: Ms, target: Ms) -> Ms | None:
    """The place nearest to `target` that is clearly before `start`; None where that is not in this chapter."""
    places = (place for place in _places(chapter, target) if place <= start - LEAST_BACK_MS)
    return None if target < 0 else _nearest(places, chapter, target)


def _nearest(places: Iterable[Ms], chapter: Chapter, target: Ms) -> Ms | None:
    def distance(place: Ms) -> Ms:
        cuts = any(cue.start < place < cue.end for cue in chapter.cues)
        return abs(place - target) + (MID_SENTENCE_MS if cuts else 0)

    return min(places, key=distance, default=None)


def _places(chapter: Chapter, target: Ms) -> Iterator[Ms]:
    """The chapter's start, where breaths begin, where sentences outside of breaths begin, and where breaths end in a rest.

    So is `target` itself, if nothing is breathed or said there.
    """
    spans = rep_spans(chapter)

    def is_free(place: Ms) -> bool:
        return not any(span.start <= place < span.end for span in spans)

    yield 0
    yield from breath_starts(chapter)
    yield from (cue.start for cue in chapter.cues if is_free(cue.start))
    yield from (span.end for span in spans if is_free(span.end))
    if is_free(target) and not any(cue.start < target < cue.end for cue in chapter.cues):
        yield target


def breath_starts(chapter: Chapter) -> Iterator[Ms]:
    """Where each breath of a chapter begins: with its first phase or, if that is earlier, with the cue of this phase.

    The breaths of a rep begin with the kind of phase that its first breath begins with. A second inhale that tops up the
    first begins none; a movement that is free of the breath counts as a breath.
    """
    said = {cue.phase: cue.start for cue in chapter.cues if cue.phase is not None}
    for _, rep in groupby(enumerate(chapter.phases), lambda each: each[1].rep_key):
        phases = list(rep)
        leading = next((phase.kind for _, phase in phases if phase.kind != "move"), "move")
        before = "move"
        for index, phase in phases:
            if "move" in (before, phase.kind) or (phase.kind == leading and before != leading):
                yield min(phase.start, said.get(index, phase.start))
            before = phase.kind

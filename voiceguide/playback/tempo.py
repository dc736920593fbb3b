"""Changes the tempo of a playing chapter, between two reps."""

from collections.abc import Iterator
from dataclasses import replace

from voiceguide.playback.queue import Spot
from voiceguide.timeline.gaps import SENTENCE_MS
from voiceguide.timeline.model import Bell, Cue, Excerpt
from voiceguide.timeline.reps import bookmark_at, find_bookmark, next_rep, room, same_rep
from voiceguide.units import Ms

TICK_MS: Ms = 300
"""How long the tick that confirms a command sounds alone."""


def at_tempo(spot: Spot, wanted: Excerpt, words: Cue) -> Iterator[Excerpt]:
    """The rest of a chapter: unchanged up to its next rep, and from there on as in `wanted`.

    A tick sounds at once, and `words` are said as soon as no other words are.
    """
    free = spot.elapsed + TICK_MS
    leaving = next_rep(spot.excerpt.chapter, free)
    joining = leaving and same_rep(wanted.chapter, leaving.key)
    old = replace(spot.excerpt, start=spot.elapsed, end=leaving.start if joining and leaving else spot.excerpt.end)
    new = replace(wanted, start=joining.start) if joining else None
    at = room(old.chapter, words.duration, free, old.until, SENTENCE_MS)
    old = old.with_bell(Bell("tick", spot.elapsed))
    if at is not None:
        old = old.with_cue(replace(words, start=at))
    elif new:
        at = room(new.chapter, words.duration, new.start, new.until, SENTENCE_MS)
        new = new if at is None else new.with_cue(replace(words, start=at))
    yield old
    if new:
        yield new


def place_at_tempo(excerpt: Excerpt, elapsed: Ms, wanted: Excerpt) -> tuple[Excerpt, Ms]:
    """The same place in a chapter at another tempo: the start of the same rep, or the same words between reps.

    Returns `wanted`, and the milliseconds from the chapter's start.
    """
    if excerpt.tempo == wanted.tempo:
        return wanted, min(elapsed, wanted.chapter.duration)
    found = find_bookmark(wanted.chapter, bookmark_at(excerpt.chapter, elapsed))
    return wanted, min(elapsed, wanted.chapter.duration) if found is None else found

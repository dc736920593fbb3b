"""Interval bells: soft bells in the course of a long sit, or of any exercise, rung between the words."""

from collections.abc import Iterable, Iterator, Sequence

from voiceguide.problems import Problems
from voiceguide.script.section_types import BellTimes
from voiceguide.timeline.gaps import BELL_MS, TAIL_MS
from voiceguide.timeline.model import Bell, Cue
from voiceguide.units import Ms, clock_text

LAST_MS: Ms = 10_000
"""A bell at intervals that would ring so shortly before the end is left out."""

LATEST_MS: Ms = 20_000
"""A bell waits so long at most for the words to leave room, or is left out."""


def wanted_in_section(bells: Iterable[BellTimes], start: Ms, end: Ms, breath: Ms, notes: Problems) -> Iterator[Ms]:
    """When the bells of a section are wanted, in milliseconds from the chapter's start.

    Those after its end, which is that of whole breaths, are noted; up to half a `breath` after it, they ring at it.
    """
    for bell in bells:
        yield from at_intervals(bell.every, start, end)
        for at in bell.at:
            if start + at <= end + breath // 2:
                yield min(start + at, end)
            else:
                notes.warning(bell.place, f"no bell at {clock_text(at)}: this section lasts {clock_text(end - start)}")


def at_intervals(every: Ms, start: Ms, end: Ms) -> Iterator[Ms]:
    """The times after every so many milliseconds, up to `LAST_MS` before the end; none if `every` is 0."""
    if every:
        yield from range(start + every, end - LAST_MS + 1, every)


def place_bells(wanted: Iterable[Ms], cues: Sequence[Cue], bells: Sequence[Bell]) -> Iterator[Bell]:
    """An interval bell for each wanted time: then, or as soon as the words and the other bells leave it the time to be heard."""
    taken = sorted([*((cue.start, cue.end) for cue in cues), *((bell.start, bell.start + BELL_MS) for bell in bells)])
    for time in sorted(set(wanted)):
        at = time
        for start, end in taken:
            if start >= at + BELL_MS:
                break
            if end + TAIL_MS > at:
                at = end + TAIL_MS
        if at - time <= LATEST_MS:
            yield Bell("interval", at)

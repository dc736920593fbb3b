"""What finds room between the words: reminders, and interval bells, rung softly in the course of a long sit or any exercise."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from voiceguide.problems import Problems
from voiceguide.script.section_types import BellTimes
from voiceguide.timeline.beats import Reminder
from voiceguide.timeline.gaps import BELL_MS, TAIL_MS
from voiceguide.timeline.model import Bell, Cue, Phase
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


MARGIN_MS: Ms = 500
"""Silence that a reminder leaves before and after itself."""


def place_reminders(
    reminders: Sequence[Reminder], cues: Sequence[Cue], phases: Sequence[Phase], speak: Callable[[str], Ms]
) -> Iterator[tuple[Reminder, Ms | None]]:
    """Find a place for each reminder that was not said before: the first silence that is long enough.

    Args:
        reminders: the reminders in the order of the script.
        cues: the chapter's cues so far.
        phases: the phases in which reminders may be said; those of the first rep, which teaches, are left out.
        speak: tells how long a text is heard, in milliseconds.

    Yields:
        Each reminder with its start in milliseconds; None where it has no room.
    """
    said = {cue.utterance.text for cue in cues if cue.role == "reminder"}
    rooms = list(_rooms(cues, phases))
    for reminder in reminders:
        if reminder.text in said:
            continue
        length = speak(reminder.text)
        fitting = next(
            (index for index, (start, end) in enumerate(rooms) if end - start >= length + 2 * MARGIN_MS), None
        )
        if fitting is None:
            yield reminder, None
            continue
        begin = rooms[fitting][0] + MARGIN_MS
        rooms[fitting] = (begin + length, rooms[fitting][1])
        said.add(reminder.text)
        yield reminder, begin


def _rooms(cues: Sequence[Cue], phases: Sequence[Phase]) -> Iterator[tuple[Ms, Ms]]:
    """The silences between cues from the second rep on, as (start, end) in milliseconds."""
    later = [phase for phase in phases if (phase.set, phase.rep) > (1, 1)]
    if not later:
        return
    begin, end = later[0].start, later[-1].end
    inside = sorted((cue.start, cue.end) for cue in cues if cue.end > begin and cue.start < end)
    for before, after in pairwise([(begin, begin), *inside, (end, end)]):
        yield max(before[1], begin), min(after[0], end)

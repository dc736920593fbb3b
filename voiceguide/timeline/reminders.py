"""Reminders: sentences said in reps that have room for them, each once, never on top of a cue."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from voiceguide.timeline.beats import Reminder
from voiceguide.timeline.model import Cue, Phase
from voiceguide.units import Ms

MARGIN_MS: Ms = 500
"""Silence that a reminder leaves before and after itself."""


def place_reminders(
    reminders: Sequence[Reminder], cues: Sequence[Cue], phases: Sequence[Phase], speak: Callable[[str], Ms]
) -> Iterator[tuple[Reminder, Ms | None]]:
    """Where each reminder that was not said before begins: in the first silence that is long enough for it.

    Args:
        reminders: in the order of the script.
        cues: all that is said so far.
        phases: the reps or breaths that may take reminders; the first rep teaches and takes none.
        speak: how long a text lasts.

    Yields:
        Each reminder with its start, None where there is no room for it.
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
    """The silences between cues, from the second rep on, as (start, end)."""
    later = [phase for phase in phases if (phase.set, phase.rep) > (1, 1)]
    if not later:
        return
    begin, end = later[0].start, later[-1].end
    inside = sorted((cue.start, cue.end) for cue in cues if cue.end > begin and cue.start < end)
    for before, after in pairwise([(begin, begin), *inside, (end, end)]):
        yield max(before[1], begin), min(after[0], end)

"""What each breath does while a position is held, as in `with every exhale, sink a little deeper`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.model import Reading

_EACH_BREATH = re.compile(r"\b(?:each|every)\s+(?:\w+\s+)?(?:in-?|out-?)?(?:breath|inhal|exhal)", re.IGNORECASE)


def without_deepening(readings: Sequence[Reading], *, is_held: bool) -> list[Reading]:
    """The sentences of an exercise, those that only deepen a stay made reminders: they are no movements.

    Args:
        is_held: the article asks for a hold in all exercises.
    """
    breathing = [reading for reading in readings if any(clause.breath for clause in reading.clauses)]
    deepening = [reading for reading in breathing if _EACH_BREATH.search(reading.sentence)]
    others = {clause.breath for reading in breathing if reading not in deepening for clause in reading.clauses}
    if {"inhale", "exhale"} <= others:
        deepening = [reading for reading in deepening if not reading.amounts.reps]
    elif (
        not (is_held or any(reading.amounts.hold for reading in readings))
        or any(reading.amounts.reps for reading in readings)
        or len(deepening) < len(breathing)
    ):
        deepening = []
    return [replace(reading, role="reminder", clauses=()) if reading in deepening else reading for reading in readings]

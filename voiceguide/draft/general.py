"""What an article says about all of its exercises, such as `Repeat each stretch five times on both sides`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceguide.draft.amounts import read_amounts
from voiceguide.draft.model import Reading
from voiceguide.draft.moves import DraftHold, Totals
from voiceguide.draft.needs import needs_in
from voiceguide.draft.sides import told
from voiceguide.draft.wordings import lexicon


@dataclass(frozen=True, slots=True)
class General:
    """What an article says about all of its exercises."""

    totals: Totals
    sides: bool
    needs: tuple[str, ...]
    title: str


def general_of(readings: Sequence[Reading], title: str) -> General:
    """What the sentences that belong to no exercise say about all of them.

    Args:
        title: the article's.
    """
    totals = Totals()
    has_sides = False
    for reading in readings:
        if reading.role == "noise" or not lexicon().has("general", reading.sentence):
            continue
        side, rest = told(reading.sentence)
        amounts = read_amounts(rest)
        has_sides |= side is not None
        totals = replace(
            totals,
            reps=totals.reps or amounts.reps,
            sets=totals.sets or amounts.sets,
            rest=totals.rest or amounts.rest,
            hold=totals.hold or (DraftHold(amounts.hold, amounts.unit, amounts.is_vague) if amounts.hold else None),
        )
    needs = needs_in(
        reading.sentence
        for reading in readings
        if reading.role == "needs" or lexicon().has("needing", reading.sentence)
    )
    return General(totals, has_sides, tuple(needs), title)

"""What an exercise asks for, in order, and how often."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from voiceguide.draft.breaths import Breath
from voiceguide.draft.dose import Dose
from voiceguide.draft.doses import numbers, value
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.stays import is_only_rest
from voiceguide.draft.vocabulary import pattern

EventKind = Literal["move", "hold", "hold breath", "reps"]

REST_OF_REP = "rest before the next"
"""What is spoken where a rest lies between reps."""


@dataclass(slots=True, eq=False)
class Event:
    """Something that an exercise asks for, in its place in the order.

    Attributes:
        breath: the breath that the source gives to a movement.
        count: how many counts the breath of it lasts, 0 where the source does not say.
        dose: the length of a hold.
        is_setup: whether it only brings into the position.
        is_going: whether what lasts for `dose` is a movement that goes on.
        is_alone: whether nothing but a side stands beside the length of a hold.
        is_own: whether a count stands with a movement of its own.
    """

    kind: EventKind
    text: str = ""
    breath: Breath | None = None
    count: float = 0
    dose: Dose | None = None
    is_setup: bool = False
    is_going: bool = False
    is_own: bool = False
    is_alone: bool = False

    @property
    def is_only_named(self) -> bool:
        """Whether it is a breath with nothing beside it."""
        return self.breath is not None and not (self.text or self.count)


@dataclass(slots=True)
class Slots:
    """What an exercise says.

    Attributes:
        lasts: how long it goes on.
        asides: what is told beside an amount and is no step, such as `resting as needed`.
        is_held_again: whether a hold is told again, and nothing moves before it: `20 s right, 20 s left`.
        is_told_again: whether a breath or its hold was told twice, as in `Inhale. Breathe in for 4.`, and comes once here.
    """

    events: list[Event] = field(default_factory=list)
    reps: list[Dose] = field(default_factory=list)
    sets: list[Dose] = field(default_factory=list)
    rests: list[Dose] = field(default_factory=list)
    lasts: list[Dose] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    is_told_again: bool = False
    is_held_again: bool = False

    @property
    def moves(self) -> list[Event]:
        """What moves, without getting into the position."""
        return [event for event in self.events if event.kind == "move" and not event.is_setup]

    @property
    def holds(self) -> list[Event]:
        """The stays in a position."""
        return [event for event in self.events if event.kind == "hold"]

    @property
    def breaths(self) -> list[Event]:
        """What belongs to a breath."""
        return [event for event in self.events if event.breath]

    @property
    def is_counted(self) -> bool:
        """Whether it is breathing by counts: breaths in and out have a count, and nothing moves with them."""
        counted = {event.breath for event in self.breaths if event.count}
        again = {id(one) for before, one in pairwise(self.breaths) if before.breath == one.breath}  # told once more
        moving = (event for event in self.breaths if verb_of(event.text) and id(event) not in again)
        return len(counted) == 2 and all(event.count for event in moving)


def count_breaths(slots: Slots, title: str, texts: Iterable[str]) -> None:
    """Give breaths without counts those that a title or a text gives all together: `4-7-8`, or `four counts each`."""
    parts = [event for event in slots.events if event.breath or event.kind == "hold breath"]
    if len({part.breath for part in parts} - {None}) < 2 or any(verb_of(part.text) for part in parts):
        return
    given = {part.count for part in parts} - {0}
    for text in (f"breath {title}", *texts):
        named, alike = pattern("breaths_by_number").search(text), pattern("breaths_alike").search(text)
        counts = [float(number) for number in re.findall(r"\d+", named["counts"])] if named else []
        counts = [value(numbers(alike[0])[0][0])] * len(parts) if alike else counts
        is_counting = len(counts) > 2 and counts == [counts[0] + step for step in range(len(counts))]  # `1, 2, 3, 4`
        if len(counts) == len(parts) and not is_counting and given <= set(counts):
            for part, count in zip(parts, counts, strict=True):
                part.count = count
            slots.events = [one for one in slots.events if not (alike and one.dose and one.dose.low == counts[0])]
            return


def hold_once(slots: Slots) -> None:
    """Hold once what is held for one and the same time twice running, with no movement between: for each side, or told again."""
    kept: list[Event] = []
    for event in slots.events:
        before = kept[-1] if kept else None
        is_again = (
            event.kind == "hold" and before is not None and before.kind == "hold" and not (event.text or before.text)
        )
        if (
            is_again
            and event.is_alone
            and event.dose
            and before
            and before.dose
            and event.dose.length == before.dose.length
        ):
            slots.is_held_again = True
        else:
            kept.append(event)
    slots.events = kept


def let_movements_last(slots: Slots) -> None:
    """In each rep, let a movement that goes on last as long as is told: `march for a minute, rest, 3 times`."""
    kept: list[Event] = []
    for event in slots.events:
        before = kept[-1] if kept else None
        if event.is_going and event.dose and before and before.kind == "move" and before.text and not before.breath:
            before.count = event.dose.middle
        else:
            kept.append(event)
    slots.events = kept


def place_rests(slots: Slots) -> None:
    """Take rests that are told beside counts, not after a hold, out of the reps: `12 reps, rest 45 s, 3 sets`.

    A rest after nothing that is timed is a stay, where there are no sets. One between reps stands at the end of the rep.
    """
    slots.events.sort(key=lambda event: event.text == REST_OF_REP)
    kept: list[Event] = []
    for event in slots.events:
        timed = [one.kind for one in kept if one.kind in ("hold", "reps")]
        if event.kind == "hold" and event.dose and is_only_rest(event.text) and timed[-1:] != ["hold"]:
            if slots.sets and slots.reps:
                slots.rests.append(event.dose)
                continue
            event.text = event.text if timed else ""
        kept.append(event)
    slots.events = kept

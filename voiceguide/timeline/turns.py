"""Turns: which exercise is done in which round, and the state before each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from voiceguide.problems import Place
from voiceguide.script.model import SessionItem
from voiceguide.timeline.gaps import Arrival, Departure
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.select import Unit


@dataclass(frozen=True, slots=True)
class Turn:
    """An exercise in a round, counted from 1.

    `numbers` has one count for each range in `counts.open_spans`; None leaves them to `Options.reps`.
    """

    item: SessionItem
    round: int = 1
    numbers: tuple[int, ...] | None = None


def all_turns(units: Sequence[Unit], options: Options) -> tuple[Turn, ...]:
    """Every item in every round, and of items joined by `or` one: the first, or what was done longest ago."""
    found: list[SessionItem] = []
    for _, alternatives in groupby(units, lambda unit: unit.group):
        found += min(alternatives, key=lambda unit: unit.last_day(options.last_done or {})).items
    return tuple(Turn(item, number) for number in range(1, (options.rounds or 1) + 1) for item in found)


def arrivals(turns: Sequence[Turn]) -> Iterator[Arrival]:
    """The state before each turn. The opening has named what the first one needs."""
    before: Turn | None = None
    done: set[tuple[Place, tuple[str, ...]]] = set()
    for turn in turns:
        exercise = turn.item.exercise
        if before is None:
            yield Arrival(at_hand=frozenset(exercise.needs))
        else:
            last = before.item.exercise
            same_place = last.place == exercise.place or last.position == exercise.position is not None
            known = turn.round > 1 and (exercise.place, turn.item.variations) in done
            yield Arrival(
                position=last.position,
                first=False,
                at_hand=frozenset(last.needs),
                begins=turn.round if turn.round > before.round else None,
                known=known,
                in_place=known and same_place,
            )
        before = turn
        done.add((exercise.place, turn.item.variations))


def departures(turns: Sequence[Turn]) -> Iterator[Departure | None]:
    """What comes after each turn; None after the last."""
    for turn, following in zip_longest(turns, turns[1:]):
        if following is None:
            yield None
            continue
        exercise, at_hand = following.item.exercise, turn.item.exercise.needs
        needs = tuple(thing for thing in exercise.needs if thing not in at_hand)
        yield Departure(exercise.title, exercise.position, needs)


def titles(turns: Sequence[Turn], language: str) -> Iterator[str]:
    """The title of each turn's chapter; from the second round on with the number of the round."""
    said = phrases(language)
    for turn in turns:
        title = turn.item.exercise.title
        yield title if turn.round == 1 else said.say("round_title", title=title, number=turn.round)

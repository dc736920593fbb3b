"""Turns: which exercise is done in which round, and the state before each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, zip_longest

from voiceguide.problems import Place
from voiceguide.script.model import SessionItem
from voiceguide.timeline.gaps import Arrival, Departure
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.select import Candidate


@dataclass(frozen=True, slots=True)
class Turn:
    """An exercise in a round, counted from 1.

    `numbers` has one count for each range in `counts.open_spans`; None leaves them to `Options.reps`.
    """

    item: SessionItem
    round: int = 1
    numbers: tuple[int, ...] | None = None


def all_turns(candidates: Sequence[Candidate], options: Options) -> tuple[Turn, ...]:
    """Every item in every round, and of items joined by `or` one: the first, or what was done longest ago."""
    found = []
    for _, group in groupby(candidates, lambda each: each.group):
        alternatives = [tuple(items) for _, items in groupby(group, lambda each: each.alternative)]
        chosen = min(alternatives, key=lambda each: longest_ago(each, options.last_done or {}))
        found += [candidate.item for candidate in chosen]
    return tuple(Turn(item, number) for number in range(1, (options.rounds or 1) + 1) for item in found)


def longest_ago(candidates: Sequence[Candidate], last_done: Mapping[str, date]) -> date:
    """The last day of the one that was done longest ago; before all days for what was never done."""
    return min(last_done.get(candidate.item.exercise.name, date.min) for candidate in candidates)


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

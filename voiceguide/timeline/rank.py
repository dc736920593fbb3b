"""Which exercises come in first where not all have time: by what was done longest ago, or spread by position and tags."""

from bisect import bisect, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from voiceguide.script.model import Position
from voiceguide.timeline.select import Unit


def ranked(units: Sequence[Unit], last_done: Mapping[str, date] | None) -> list[Unit]:
    """The units in the order in which they come in.

    Those that must stay are first. Then what was done longest ago, if that is known. Then those that are not optional; and
    among these, one after the other, the one

    1. whose positions are the rarest among those before it,
    2. whose tags are,
    3. that adds the fewest changes of position in the order of the list,
    4. that is farthest in the list from those before it.
    """
    spread = {unit.first: place for place, unit in enumerate(_spread(units))}

    def key(unit: Unit) -> tuple[bool, date, int]:
        ago = unit.last_day(last_done) if last_done is not None else date.min
        return unit.keep != "must", ago, spread[unit.first]

    return sorted(units, key=key)


def _spread(units: Sequence[Unit]) -> Iterable[Unit]:
    chosen: list[Unit] = []
    at: list[int] = []
    positions: Counter[Position | None] = Counter()
    tags: Counter[str] = Counter()
    waiting = list(units)
    own_tags = {unit.first: tuple(tag for item in unit.items for tag in item.exercise.tags) for unit in units}
    distance = {unit.first: len(units) * 2 for unit in units}

    places = {unit.first: [item.exercise.position for item in unit.items] for unit in units}
    order = {"must": 0, None: 1, "optional": 2}

    def keep(unit: Unit) -> int:
        return order[unit.keep]

    def same_position(unit: Unit) -> int:
        return min(positions[place] for place in places[unit.first])

    def same_tags(unit: Unit) -> float:
        named = own_tags[unit.first]
        return sum(tags[tag] for tag in named) / len(named) if named else 0.0

    def changes(unit: Unit) -> int:
        here = bisect(at, unit.first)
        left = places[at[here - 1]][-1:] if here else []
        right = places[at[here]][:1] if here < len(at) else []
        return _changes([*left, *places[unit.first], *right]) - _changes([*left, *right])

    def nearness(unit: Unit) -> int:
        return -distance[unit.first]

    criteria: tuple[Callable[[Unit], float], ...] = (keep, same_position, same_tags, changes, nearness)
    while waiting:
        equal = waiting
        for criterion in criteria:
            values = [criterion(unit) for unit in equal]
            least = min(values)
            equal = [unit for unit, value in zip(equal, values, strict=True) if value == least]
        best = equal[0]
        waiting.remove(best)
        chosen.append(best)
        insort(at, best.first)
        positions.update(places[best.first])
        tags.update(own_tags[best.first])
        for unit in waiting:
            distance[unit.first] = min(distance[unit.first], abs(unit.first - best.first))
    return chosen


def _changes(positions: Sequence[Position | None]) -> int:
    return sum(one != other for one, other in pairwise(positions))

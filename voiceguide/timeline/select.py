"""The first pass: chooses the exercises of a session and their variations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from voiceguide.errors import ChoiceError, blaming
from voiceguide.problems import nearest
from voiceguide.script.model import Exercise, Keep, Session, SessionItem, Variation, clash
from voiceguide.script.section_types import Finish, Section
from voiceguide.storage.names import name_key
from voiceguide.timeline.options import IfThere, Options


@dataclass(frozen=True, slots=True)
class Unit:
    """Items that are done or left out together, with the sections of their chosen variations in place.

    `first` is the index of the first of them; of the units of a `group` one is done at most.
    """

    first: int
    group: int
    items: tuple[SessionItem, ...]

    @property
    def keep(self) -> Keep | None:
        return self.items[0].keep

    def last_day(self, last_done: Mapping[str, date]) -> date:
        """The last day of the item that was done longest ago; before all days for what was never done."""
        return min(last_done.get(item.exercise.name, date.min) for item in self.items)


def select(session: Session, options: Options) -> tuple[Unit, ...]:
    """The items of a session that the listener's choices leave, in order.

    Raises:
        ChoiceError: a name matches no exercise or variation, no exercise is left, or two variations change the same section.
    """
    left = list(range(len(session.items)))
    if options.only:
        with blaming("only"):
            wanted = {index for name in options.only for index in _named(name, session.items, left)}
        left = [index for index in left if index in wanted or not wanted]
    with blaming("skip"):
        skipped = {index for name in options.skip for index in _named(name, session.items, left)}
        left = [index for index in left if index not in skipped]
        if not left:
            raise ChoiceError(f"Nothing is left of '{session.title}' to do: every exercise is skipped.")
    with blaming("with"):
        varied = _all_varied(session, [session.items[index] for index in left], options.variations)
    joined = list(_joined(session.items))
    units: list[Unit] = []
    for (group, _), own in groupby(zip(left, range(len(left)), strict=True), lambda each: joined[each[0]]):
        places = [place for _, place in own]
        units.append(Unit(places[0], group, tuple(varied[place] for place in places)))
    return tuple(units)


def _joined(items: Sequence[SessionItem]) -> Iterator[tuple[int, int]]:
    """The group of each item, and which alternative of it it belongs to."""
    group, alternative = -1, 0
    for item in items:
        if item.joined is None:
            group, alternative = group + 1, 0
        elif item.joined == "or":
            alternative += 1
        yield group, alternative


def _all_varied(session: Session, items: Sequence[SessionItem], variations: Sequence[str]) -> tuple[SessionItem, ...]:
    known = {name_key(variation.name): variation.name for item in items for variation in item.exercise.variations}
    for name in variations:
        if name_key(name) not in known and not isinstance(name, IfThere):
            names = ", ".join(sorted(known.values())) or "none"
            raise ChoiceError(
                f"'{name}' is no variation here: '{session.title}' has {names}{nearest(name, known.values())}"
            )
    return tuple(_varied(item, variations) for item in items)


def _named(name: str, items: Sequence[SessionItem], left: Sequence[int]) -> list[int]:
    """The indexes, among those left, of the exercises with that name or title, or else of those whose name or title contains
    it; none only for a name that is `IfThere`."""
    wanted = name_key(name)
    names = {index: (name_key(items[index].exercise.name), name_key(items[index].exercise.title)) for index in left}
    found = [index for index, own in names.items() if wanted in own]
    found = found or [index for index, own in names.items() if wanted and any(wanted in part for part in own)]
    if not found and not isinstance(name, IfThere):
        titles = [items[index].exercise.title for index in left]
        raise ChoiceError(f"'{name}' is no exercise here: expected one of {', '.join(titles)}{nearest(name, titles)}")
    return found


def _varied(item: SessionItem, everywhere: Sequence[str]) -> SessionItem:
    wanted = {name_key(name) for name in (*item.variations, *everywhere)}
    exercise = item.exercise
    chosen = [variation for variation in exercise.variations if name_key(variation.name) in wanted]
    if clashing := clash(chosen):
        kind, one, other = clashing
        raise ChoiceError(
            f"'{one.name}' and '{other.name}' both change the '{kind}' of '{exercise.title}': choose one of them."
        )
    for variation in chosen:
        exercise = replace(
            exercise,
            sections=tuple(_merged(exercise.sections, variation.sections)),
            cautions=exercise.cautions + variation.cautions,
        )
    return replace(item, exercise=_titled(exercise, chosen), variations=tuple(v.name for v in chosen))


def _titled(exercise: Exercise, chosen: Sequence[Variation]) -> Exercise:
    if not chosen:
        return exercise
    return replace(exercise, title=f"{exercise.title}, {', '.join(variation.name for variation in chosen)}")


def _merged(base: Sequence[Section], own: Sequence[Section]) -> Iterable[Section]:
    """The sections of an exercise with those of a variation.

    A kind of section that the variation has replaces all sections of that kind, where the first of them was. New kinds
    come before the finish, a new set-up first.
    """
    remaining = {section.kind: [s for s in own if s.kind == section.kind] for section in own}
    replaced = set(remaining)
    known = {section.kind for section in base}
    added = [section for kind, sections in remaining.items() if kind not in known for section in sections]
    for section in added:
        if section.kind == "set up":
            yield section
    rest = [section for section in added if section.kind != "set up"]
    placed = False
    for section in base:
        if isinstance(section, Finish) and not placed:
            placed = True
            yield from rest
        if section.kind in replaced:
            yield from remaining.pop(section.kind, ())
        else:
            yield section
    if not placed:
        yield from rest

"""Which exercises of a session are done, and in which variation."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voiceguide.errors import ChoiceError, blaming
from voiceguide.problems import nearest
from voiceguide.script.model import Exercise, Finish, Section, Session, SessionItem, Variation
from voiceguide.storage.names import name_key
from voiceguide.timeline.options import Options


def select(session: Session, options: Options) -> tuple[SessionItem, ...]:
    """The entries to be done, each with its chosen variations built in.

    Raises:
        ChoiceError: a name that fits no exercise or variation, nothing left to do, or variations that clash.
    """
    items = session.items
    if options.only:
        with blaming("only"):
            kept = {index for name in options.only for index in _named(name, items)}
        items = tuple(item for index, item in enumerate(items) if index in kept)
    with blaming("skip"):
        left_out = {index for name in options.skip for index in _named(name, items)}
        items = tuple(item for index, item in enumerate(items) if index not in left_out)
        if not items:
            raise ChoiceError(f"Nothing is left of '{session.title}' to do: every exercise is skipped.")
    with blaming("with"):
        return _all_varied(session, items, options.variations)


def _all_varied(session: Session, items: Sequence[SessionItem], variations: Sequence[str]) -> tuple[SessionItem, ...]:
    known = {name_key(variation.name): variation.name for item in items for variation in item.exercise.variations}
    for name in variations:
        if name_key(name) not in known:
            names = ", ".join(sorted(known.values())) or "none"
            raise ChoiceError(
                f"'{name}' is no variation here: '{session.title}' has {names}{nearest(name, known.values())}"
            )
    return tuple(_varied(item, variations) for item in items)


def _named(name: str, items: Sequence[SessionItem]) -> list[int]:
    """The exercises of that name or title; where there are none, those whose name or title contains it."""
    wanted = name_key(name)
    names = [(name_key(item.exercise.name), name_key(item.exercise.title)) for item in items]
    found = [index for index, own in enumerate(names) if wanted in own]
    found = found or [index for index, own in enumerate(names) if wanted and any(wanted in part for part in own)]
    if not found:
        titles = [item.exercise.title for item in items]
        raise ChoiceError(f"'{name}' is no exercise here: expected one of {', '.join(titles)}{nearest(name, titles)}")
    return found


def _varied(item: SessionItem, everywhere: Sequence[str]) -> SessionItem:
    wanted = {name_key(name) for name in (*item.variations, *everywhere)}
    exercise = item.exercise
    chosen = [variation for variation in exercise.variations if name_key(variation.name) in wanted]
    replaced: dict[str, Variation] = {}
    for variation in chosen:
        for kind in dict.fromkeys(section.kind for section in variation.sections):
            if kind in replaced:
                raise ChoiceError(
                    f"'{replaced[kind].name}' and '{variation.name}' both change the '{kind}' of "
                    f"'{exercise.title}': choose one of them."
                )
            replaced[kind] = variation
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
    """The base's sections, each kind that the variation has replaced at its first place; new kinds before the finish."""
    left = {section.kind: [s for s in own if s.kind == section.kind] for section in own}
    named = set(left)
    known = {section.kind for section in base}
    added = [section for kind, sections in left.items() if kind not in known for section in sections]
    for section in added:
        if section.kind == "set up":
            yield section
    rest = [section for section in added if section.kind != "set up"]
    placed = False
    for section in base:
        if isinstance(section, Finish) and not placed:
            placed = True
            yield from rest
        if section.kind in named:
            yield from left.pop(section.kind, ())
        else:
            yield section
    if not placed:
        yield from rest

"""For which exercises that which an article says of all of them holds: of its part, of those after it, or of the whole text."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.said_of_all import is_amount_of_each, said_of_all
from voiceguide.draft.segment import Segment
from voiceguide.draft.tag import Sentence
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon


@dataclass(frozen=True, slots=True)
class SaidOfAll:
    """A sentence that is said of all exercises.

    Attributes:
        first: the line from which on it holds.
        last: the line up to which it does.
    """

    sentence: Sentence
    first: int = 0
    last: int = sys.maxsize


def scoped(units: Sequence[TitledBlock], segments: Sequence[Segment]) -> list[SaidOfAll]:
    """Everything that is said of all exercises, outside of them and inside."""
    starts = [segment.start for segment in segments if segment.is_exercise]
    outside = [at for segment in segments if not segment.is_exercise for at in range(segment.start, segment.end)]
    begins = [at for at in outside if units[at].title or units[at].stops or units[at].block.kind in ("heading", "bold")]
    found = [
        SaidOfAll(one, *_lines(units, *_around(at, starts, begins))) for at, one in _outside(units, outside, starts)
    ]
    for segment in segments:
        for one in _inside(units, segment):
            head = max((at for at in begins if at < segment.start), default=0)
            foot = min((at for at in begins if at > segment.start), default=len(units))
            is_foot = not any(segment.start < start < foot for start in starts)
            is_last = segment.start == starts[-1]
            found.append(
                SaidOfAll(one) if is_last else SaidOfAll(one, *_lines(units, head if is_foot else segment.start, foot))
            )
    return found


def _outside(
    units: Sequence[TitledBlock], outside: Sequence[int], starts: Sequence[int]
) -> Iterator[tuple[int, Sentence]]:
    """What is said of all outside of exercises; before all that is asked, `Hold: 5 seconds` and amounts alone are, too."""
    is_before = True
    for at in outside:
        told = units[at].sentences
        is_before = is_before and at < starts[0]
        is_amount = is_before and (units[at].label in ("reps", "sets", "hold") or is_amount_of_each(told))
        said = [one for one in told if one.role != "noise" and one.doses] if is_amount else said_of_all(told)
        is_before = is_before and not any(one.role == "move" for one in told)
        yield from ((at, one) for one in said)


def _inside(units: Sequence[TitledBlock], segment: Segment) -> Iterator[Sentence]:
    """What is said of all inside of an exercise: it says `exercise`, and not only `hold each`."""
    told = (one for unit in units[segment.start : segment.end] for one in unit.sentences)
    for one in told if segment.is_exercise else ():
        if one.role == "dose" and lexicon().has("of_all", one.text) and "exercise" in one.text.lower():
            yield one


def _around(at: int, starts: Sequence[int], begins: Sequence[int]) -> tuple[int, int | None]:
    """The units for which a unit outside of exercises speaks: those after it, where it stands at the head of a part between
    exercises; those of its part, where it stands at its foot and another part follows; else all.
    """
    if not starts[0] < at < starts[-1]:
        return 0, None
    head = max((start for start in begins if start <= at), default=0)
    foot = min((start for start in begins if start > at), default=None)
    if not any(head < start < at for start in starts):
        return at, None
    is_foot = foot is not None and not any(at < start < foot for start in starts)
    return (head, foot) if is_foot else (0, None)


def _lines(units: Sequence[TitledBlock], first: int, last: int | None) -> tuple[int, int]:
    lines = [unit.block.line for unit in units[first:last]]
    return min(lines), max(lines)


def nearest(said: Iterable[SaidOfAll], line: int) -> list[Sentence]:
    """What is said of all exercises for the one at a line: of amounts alike the last before it, else the first after it."""
    found: dict[object, Sentence] = {}
    told = (one.sentence for one in said if one.first <= line <= one.last)
    for one in sorted(told, key=lambda one: one.line):
        alike = frozenset(dose.kind for dose in one.doses if dose.kind not in ASKS_NOTHING) or one.text
        if one.line <= line or alike not in found:
            found[alike] = one
    return list(found.values())

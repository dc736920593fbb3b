"""The turns of a session that lasts as long as was asked, within half a minute. docs/lengths.md says what is preferred.

All possible sessions stand in one order, which does not depend on the wanted length, and the first of them is taken that
can last that long. So a longer wish never gives a shorter session: let P and Q be taken for the wishes p < q, and P before
Q. Then P cannot last q, within the half minute; as it lasts p, it is shorter than that, and so than Q. The same holds if Q
stands before P.

`search` goes through the order, and `lengths` chooses counts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from voiceguide.errors import ChoiceError, blaming
from voiceguide.timeline.lengths import NEAR_MS, LengthWindow
from voiceguide.timeline.search import SessionSearch
from voiceguide.timeline.turns import Turn
from voiceguide.units import Ms, clock_text

MOST_CORRECTIONS = 6
"""Sessions that are laid out for a length where the pace moves."""

ROWS_MINUTES = 240
"""A table of lengths goes no further."""


@dataclass(frozen=True, slots=True)
class LengthRow:
    """Wishes that give the same exercises in the same rounds, with different counts.

    Attributes:
        first, last: from how many to how many minutes are wished.
        shortest, longest: how long these sessions last, in milliseconds.
        turns: what is done in them.
        whole: the numbers of the rounds in which nothing is left out.
    """

    first: int
    last: int
    shortest: Ms
    longest: Ms
    turns: tuple[Turn, ...]
    whole: tuple[int, ...]


def wanted_turns(search: SessionSearch, wanted: Ms, lasting: Callable[[Sequence[Turn]], Ms]) -> tuple[Turn, ...]:
    """What is done in a session of a wanted length.

    Args:
        lasting: how long turns last once they are laid out; asked only where the pace moves, and each breath depends on how
            many there are.

    Raises:
        ChoiceError: no session lasts that long within `NEAR_MS`.
    """
    turns = search.find(LengthWindow.around(wanted))
    if turns is None:
        with blaming("minutes"):
            raise ChoiceError(_out_of_reach(search, wanted))
    return turns if search.options.ramp_to is None else _corrected(search, turns, wanted, lasting)


def _corrected(
    search: SessionSearch, turns: tuple[Turn, ...] | None, wanted: Ms, lasting: Callable[[Sequence[Turn]], Ms]
) -> tuple[Turn, ...]:
    """What comes nearest to a wanted length where the pace moves.

    The lengths that are looked for know only the pace halfway, so they are aimed at what makes up for the difference.
    """
    tried: dict[Ms, tuple[Turn, ...]] = {}
    aim = wanted
    for _ in range(MOST_CORRECTIONS):
        if turns is None:
            break
        length = lasting(turns)
        tried[length] = turns
        aim += wanted - length
        turns = None if abs(wanted - length) <= NEAR_MS else search.find(LengthWindow.around(aim))
    nearest = min(tried, key=lambda length: (abs(length - wanted), length))
    if abs(nearest - wanted) > NEAR_MS:
        with blaming("minutes"):
            raise ChoiceError(
                f"'{search.session.title}' lasts {clock_text(nearest)} with a pace that moves, where "
                f"{clock_text(wanted)} was asked for: expected another length, or no --ramp-to."
            )
    return tried[nearest]


def _out_of_reach(search: SessionSearch, wanted: Ms) -> str:
    cannot = f"'{search.session.title}' cannot last {clock_text(wanted)}"
    rounds = search.options.rounds or 1
    times = f" in {rounds} rounds" if rounds > 1 else ""
    lengths = {"longest": search.next_to(wanted, -1), "shortest": search.next_to(wanted, 1)}
    near = {which: clock_text(length) for which, length in lengths.items() if length is not None}
    if len(near) == 2:
        return f"{cannot}{times}: the nearest lengths are {' and '.join(near.values())}."
    for which, length in near.items():
        return f"{cannot}{times}: the {which} that it can last is {length}."
    if times:
        return f"{cannot}{times}: expected fewer rounds."
    return (
        f"{cannot}, and no length near that was found: 'voiceguide plan' with --lengths shows those up to "
        f"{ROWS_MINUTES} minutes."
    )


def length_rows(search: SessionSearch) -> Iterator[LengthRow]:
    """The lengths that can be had, minute by minute, until a third round begins, or up to `ROWS_MINUTES`."""
    row: LengthRow | None = None
    for minutes in range(1, ROWS_MINUTES + 1):
        turns = search.find(LengthWindow.around(minutes * 60_000))
        if turns and turns[-1].round > max(2, search.options.rounds or 1):
            break
        length = search.length(turns) if turns else 0
        if row and turns and _done(turns) == _done(row.turns):
            row = replace(row, last=minutes, longest=length)
            continue
        if row:
            yield row
        row = LengthRow(minutes, minutes, length, length, turns, search.whole_rounds(turns)) if turns else None
    if row:
        yield row


def _done(turns: Sequence[Turn]) -> list[tuple[int, int]]:
    return [(turn.round, id(turn.item)) for turn in turns]

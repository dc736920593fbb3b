"""The sides as bands behind the breath, and the reps counted in them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from voiceguide.timeline.forms.svg.rows import LEFT, RIGHT, Row
from voiceguide.timeline.forms.svg.words import Placed
from voiceguide.timeline.model import Phase

OVERHANG = 7.0
ALMOST_FULL = 0.9
"""Of the width: bands that reach so far end at the edge, so that they line up."""


def draw_bands(phases: Iterable[Phase], row: Row, words: Iterable[Placed], top: float, bottom: float) -> Iterator[str]:
    """A band for each stretch of breaths on one side; the last one also lies behind the words said in it."""
    stretches = [(side, list(run)) for side, run in groupby(phases, key=lambda phase: phase.side)]
    for index, (side, run) in enumerate(stretches):
        if side is None:
            continue
        left, right = row.x(max(run[0].start, row.start)), row.x(min(run[-1].end, row.end))
        if index + 1 == len(stretches):
            right = max([right, *(placed.right for placed in words if placed.cue.start < run[-1].end)])
            right = RIGHT if right > LEFT + ALMOST_FULL * (RIGHT - LEFT) else right
        yield (
            f'<rect class="{side}" x="{left - OVERHANG:.1f}" y="{top:.1f}" '
            f'width="{right - left + 2 * OVERHANG:.1f}" height="{bottom - top:.1f}" rx="8"/>'
        )


def draw_counts(phases: Iterable[Phase], row: Row, baseline: float) -> Iterator[str]:
    """The number of each rep that begins in a row; in words for the first of the row, and of a section.

    `phases` include the one before the row: only so is it known whether a rep begins with the row or goes on.
    """
    told: tuple[tuple[object, ...], int] | None = None
    for key, run in groupby(phases, key=lambda phase: phase.rep_key):
        phase, section, rep = next(run), (key.section_index, key.set, key.side), key.rep
        if row.holds(phase.start):
            count = str(rep) if told and told[0] == section and told[1] < rep else _in_words(phase)
            of_side = f" of-{phase.side}" if phase.side else ""
            yield f'<text class="small{of_side}" x="{row.x(phase.start):.1f}" y="{baseline:.1f}">{count}</text>'
            told = section, rep


def _in_words(phase: Phase) -> str:
    kind = "" if phase.section == "repeat" else phase.section
    number = f"set {phase.set}," if phase.set > 1 else ""
    where = ", ".join(part for part in (phase.side, kind, number) if part)
    return f"{where} {phase.rep} of {phase.reps}".strip()

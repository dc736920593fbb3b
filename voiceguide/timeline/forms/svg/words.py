"""The words of a row: each begins where it is said, and none lies over another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import zip_longest
from typing import Self

from voiceguide.timeline.forms.spoken import one_line
from voiceguide.timeline.forms.svg.rows import LEFT, Row
from voiceguide.timeline.forms.svg.type import lines, width
from voiceguide.timeline.model import Chapter, Cue
from voiceguide.units import Ms, clock_text

FONT = 12.0
LINE = 15.0
BAR = 2.5
BASELINE = 17.0
"""From the bar that shows how long words last down to the baseline of their first line."""

DESCENT = 5.0
BESIDE = 8.0
TOO_NEAR = 3.0
BELOW = 7.0
MOST_LINES = 7
LONGEST_LEAD_MS: Ms = 1_000
WIDER = (110.0, 170.0, 230.0)
"""Words that find no place before the next ones get so much room instead; those that they reach under move down."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cue set in lines. `left`, `right`, `top` and `bottom` bound all that is drawn of it; `bar` is its length."""

    cue: Cue
    lines: tuple[str, ...]
    left: float
    bar: float
    top: float

    @property
    def right(self) -> float:
        return self.left + max([self.bar, *(width(line) * FONT for line in self.lines)])

    @property
    def bottom(self) -> float:
        return self.top + BASELINE + max(len(self.lines) - 1, 0) * LINE + DESCENT

    def under(self, others: Iterable[Self]) -> Self:
        """The same, moved down until it lies over none of the others."""
        beside = (o for o in others if self.left - TOO_NEAR < o.right and o.left - TOO_NEAR < self.right)
        return replace(self, top=max([self.top, *(other.bottom + BELOW for other in beside)]))

    def markup(self, chapter_start: Ms) -> str:
        """The cue as SVG; its tooltip has its time, its role and all its words."""
        text = one_line(self.cue.utterance.text)
        told = f"{clock_text(chapter_start + self.cue.start)} {self.cue.role}: {text}"
        spans = "".join(
            f'<tspan x="{self.left:.1f}" y="{self.top + BASELINE + index * LINE:.1f}">{escape(line, quote=False)}</tspan>'
            for index, line in enumerate(self.lines)
        )
        return (
            f'<g class="{"free" if self.cue.phase is None else "paced"}"><title>{escape(told, quote=False)}</title>'
            f'<rect x="{self.left:.1f}" y="{self.top:.1f}" width="{self.bar:.1f}" height="{BAR}" rx="1.2"/>'
            f"<text>{spans}</text></g>"
        )


def place_words(chapter: Chapter, row: Row, top: float, edge: float) -> tuple[Placed, ...]:
    """Set the cues of a row under `top`; nothing passes `edge`.

    Words that are said with a breath stand highest, those said freely as high as there is room.
    """
    # A cue may begin a little before its phase: it stands in the phase's row, and not left of it.
    near = row.reached_by(chapter.cues, before=LONGEST_LEAD_MS)
    paced = [cue for cue in near if cue.phase is not None and row.holds(chapter.phases[cue.phase].start)]
    free = [cue for cue in near if cue.phase is None and row.holds(cue.start)]
    placed: list[Placed] = []
    for cues in (paced, free):
        for cue, following in zip_longest(cues, cues[1:]):
            left = max(row.x(cue.start), LEFT)
            room = row.x(following.start) - BESIDE - left if following else WIDER[-1]
            text = _set(one_line(cue.utterance.text), min(room, WIDER[-1]), edge - left)
            bar = min(row.x(cue.end), edge) - left
            placed.append(Placed(cue, text, left, bar, top).under(placed))
    return tuple(placed)


def _set(text: str, room: float, most: float) -> tuple[str, ...]:
    """The text in lines, in the least room in which it is whole; none is wider than `most`."""
    for wide in (room, *(wider for wider in WIDER if wider > room)):
        found = lines(text, min(wide, most) / FONT, MOST_LINES)
        if " ".join(found) == text:
            break
    return found

"""Draws the parts of a row: words, bands of the sides, rep counts, and the guide's curve."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby, pairwise, zip_longest
from math import ceil, exp, log
from typing import Self

from voiceguide.formats.captions import one_line
from voiceguide.formats.picture_rows import LEFT, RIGHT, Row
from voiceguide.formats.picture_type import lines, width
from voiceguide.guide import SILENT_DB, Shapes, amplitude, hermite, hermite_slope, slopes, waypoints
from voiceguide.timeline.model import Chapter, Cue, Phase
from voiceguide.units import Ms, clock_text

FONT = 12.0
LINE = 15.0
BAR = 2.5
BASELINE = 17.0
"""From the bar that shows how long words last, down to the baseline of their first line."""

DESCENT = 5.0
BESIDE = 8.0
TOO_NEAR = 3.0
BELOW = 7.0
MOST_LINES = 7
LONGEST_LEAD_MS: Ms = 1_000
"""The longest that a paced cue begins before its phase."""

WIDER = (110.0, 170.0, 230.0)
"""Widths that are tried for words without room before the next ones, which then move down."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A cue broken into lines. `left`, `right`, `top` and `bottom` bound the drawing; `bar` is the width of its bar."""

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
        """The same text, moved down until it overlaps none of the others."""
        beside = (o for o in others if self.left - TOO_NEAR < o.right and o.left - TOO_NEAR < self.right)
        return replace(self, top=max([self.top, *(other.bottom + BELOW for other in beside)]))

    def markup(self, chapter_start: Ms) -> str:
        """The cue as SVG; its tooltip has its time, its role and all its words."""
        text = one_line(self.cue.utterance.text)
        tooltip = f"{clock_text(chapter_start + self.cue.start)} {self.cue.role}: {text}"
        spans = "".join(
            f'<tspan x="{self.left:.1f}" y="{self.top + BASELINE + index * LINE:.1f}">{escape(line, quote=False)}</tspan>'
            for index, line in enumerate(self.lines)
        )
        return (
            f'<g class="{"free" if self.cue.phase is None else "paced"}"><title>{escape(tooltip, quote=False)}</title>'
            f'<rect x="{self.left:.1f}" y="{self.top:.1f}" width="{self.bar:.1f}" height="{BAR}" rx="1.2"/>'
            f"<text>{spans}</text></g>"
        )


def place_words(chapter: Chapter, row: Row, top: float, edge: float) -> tuple[PlacedText, ...]:
    """Place the cues of a row below `top` and left of `edge`, so that no two overlap.

    Each begins where it is said. Paced cues are highest; free cues are as high as there is room.
    """
    # A cue may begin a little before its phase. It belongs to the row of the phase, and is not drawn left of the row.
    near = row.reached_by(chapter.cues, before=LONGEST_LEAD_MS)
    paced = [cue for cue in near if cue.phase is not None and row.holds(chapter.phases[cue.phase].start)]
    free = [cue for cue in near if cue.phase is None and row.holds(cue.start)]
    placed: list[PlacedText] = []
    for cues in (paced, free):
        for cue, following in zip_longest(cues, cues[1:]):
            left = max(row.x(cue.start), LEFT)
            room = row.x(following.start) - BESIDE - left if following else WIDER[-1]
            text = _broken(one_line(cue.utterance.text), min(room, WIDER[-1]), edge - left)
            bar = min(row.x(cue.end), edge) - left
            placed.append(PlacedText(cue, text, left, bar, top).under(placed))
    return tuple(placed)


def _broken(text: str, room: float, most: float) -> tuple[str, ...]:
    """The lines of a text at the smallest width that holds it whole: `room`, or one of `WIDER`; at most `most`."""
    for wide in (room, *(wider for wider in WIDER if wider > room)):
        found = lines(text, min(wide, most) / FONT, MOST_LINES)
        if " ".join(found) == text:
            break
    return found


OVERHANG = 7.0
ALMOST_FULL = 0.9
"""Bands that reach this share of the width end at the edge, so that they line up."""


def draw_bands(
    phases: Iterable[Phase], row: Row, words: Iterable[PlacedText], top: float, bottom: float
) -> Iterator[str]:
    """A band behind each run of breaths on one side. The last band also covers the words said in it."""
    runs = [(side, list(run)) for side, run in groupby(phases, key=lambda phase: phase.side)]
    for index, (side, run) in enumerate(runs):
        if side is None:
            continue
        left, right = row.x(max(run[0].start, row.start)), row.x(min(run[-1].end, row.end))
        if index + 1 == len(runs):
            right = max([right, *(placed.right for placed in words if placed.cue.start < run[-1].end)])
            right = RIGHT if right > LEFT + ALMOST_FULL * (RIGHT - LEFT) else right
        yield (
            f'<rect class="{side}" x="{left - OVERHANG:.1f}" y="{top:.1f}" '
            f'width="{right - left + 2 * OVERHANG:.1f}" height="{bottom - top:.1f}" rx="8"/>'
        )


def draw_counts(phases: Iterable[Phase], row: Row, baseline: float) -> Iterator[str]:
    """The number of each rep that begins in a row; with words for the first of the row, and of a section.

    `phases` must include the one before the row, which tells whether the first rep of the row begins there.
    """
    counted: tuple[tuple[object, ...], int] | None = None
    for key, run in groupby(phases, key=lambda phase: phase.rep_key):
        phase, section, rep = next(run), (key.section_index, key.set, key.side), key.rep
        if row.holds(phase.start):
            count = str(rep) if counted and counted[0] == section and counted[1] < rep else _in_words(phase)
            of_side = f" of-{phase.side}" if phase.side else ""
            yield f'<text class="small{of_side}" x="{row.x(phase.start):.1f}" y="{baseline:.1f}">{count}</text>'
            counted = section, rep


def _in_words(phase: Phase) -> str:
    kind = "" if phase.section == "repeat" else phase.section
    number = f"set {phase.set}," if phase.set > 1 else ""
    where = ", ".join(part for part in (phase.side, kind, number) if part)
    return f"{where} {phase.rep} of {phase.reps}".strip()


HEIGHT = 54.0
"""Height of the curve at full amplitude."""

STEEPEST_DB = 2.5
"""One cubic draws at most this change of level; more would deviate from what is heard."""

NEPERS = log(10) / 20
"""Nepers in a decibel."""


@dataclass(frozen=True, slots=True)
class CurveSegment:
    """The level between two waypoints of a guide: times in milliseconds, levels in dB, slopes in dB per segment."""

    start: Ms
    end: Ms
    before: float
    after: float
    slope: float
    next_slope: float

    def db(self, time: float) -> float:
        return hermite(self._share(time), self.before, self.after, self.slope, self.next_slope)

    def level(self, time: float) -> float:
        """The guide's amplitude, from 0 (silent) to 1."""
        return amplitude(self.db(time))

    def slope_at(self, time: float) -> float:
        """The change of the amplitude per millisecond."""
        db_slope = hermite_slope(self._share(time), self.before, self.after, self.slope, self.next_slope)
        return NEPERS * exp(NEPERS * self.db(time)) * db_slope / (self.end - self.start)

    def _share(self, time: float) -> float:
        return (time - self.start) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class CurveArc:
    """A part of a segment that is drawn by one cubic.

    Arcs with the same `line` number make one continuous line. `free` marks a movement, in which the breath is free.
    """

    start: Ms
    end: Ms
    segment: CurveSegment
    line: int
    free: bool

    def part(self, start: Ms, end: Ms) -> tuple[tuple[float, float], ...]:
        """The part between two times as a cubic Bézier curve: four points of time in milliseconds and amplitude."""
        first, last = max(start, self.start), min(end, self.end)
        third = (last - first) / 3
        segment = self.segment
        return (
            (first, segment.level(first)),
            (first + third, segment.level(first) + segment.slope_at(first) * third),
            (last - third, segment.level(last) - segment.slope_at(last) * third),
            (last, segment.level(last)),
        )


def curve(chapter: Chapter, shapes: Shapes) -> Iterator[CurveArc]:
    """The arcs of a guide through a chapter, in order. A new line begins after each silence."""
    points = waypoints(chapter, shapes)
    slopes_there = slopes([at.time for at in points], [at.point.db for at in points])
    line = 0
    for (before, slope), (after, next_slope) in pairwise(zip(points, slopes_there, strict=True)):
        start, span = before.time, after.time - before.time
        if before.point.db == after.point.db == SILENT_DB:
            line += 1
        elif span:
            segment = CurveSegment(start, after.time, before.point.db, after.point.db, slope * span, next_slope * span)
            free = after.phase is not None and after.phase.kind == "move"
            cuts = ceil(abs(segment.after - segment.before) / STEEPEST_DB) or 1
            for cut in range(cuts):
                yield CurveArc(start + span * cut // cuts, start + span * (cut + 1) // cuts, segment, line, free)


def draw_curve(arcs: Sequence[CurveArc], row: Row, top: float) -> Iterator[str]:
    """The part of the curve in a row as SVG, `HEIGHT` high. Movements are dotted, since the breath is free in them."""

    def point(time: float, level: float) -> str:
        return f"{row.x(time):.1f} {top + (1 - level) * HEIGHT:.1f}"

    for (_, free), run in groupby(row.reached_by(arcs), key=lambda arc: (arc.line, arc.free)):
        parts = [arc.part(row.start, row.end) for arc in run]
        (start, level), (end, _) = parts[0][0], parts[-1][-1]
        path = f"M{point(start, level)}" + "".join(f"C{' '.join(point(*p) for p in part[1:])}" for part in parts)
        if not free:
            yield f'<path class="air" d="{path}L{point(end, 0)}H{row.x(start):.1f}Z"/>'
        yield f'<path class="{"move" if free else "curve"}" d="{path}"/>'

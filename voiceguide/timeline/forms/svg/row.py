"""One row of the picture: the breath on its bands, the scale of time, and the words."""

from collections.abc import Iterator, Sequence

from voiceguide.timeline.forms.svg.bands import draw_bands, draw_counts
from voiceguide.timeline.forms.svg.curve import HEIGHT, Arc, draw_curve
from voiceguide.timeline.forms.svg.rows import RIGHT, Row
from voiceguide.timeline.forms.svg.words import place_words
from voiceguide.timeline.model import Chapter
from voiceguide.units import Ms, clock_text

TICK_MS: Ms = 5_000
LABEL_MS: Ms = 10_000

COUNTS = 20.0
UNDER_CURVE = 1.0
WITHOUT_CURVE = 5.0
SCALE = 20.0
BAND_FOOT = 7.0
GAP = 15.0


def draw_row(row: Row, chapter: Chapter, arcs: Sequence[Arc], chapter_start: Ms, top: float) -> tuple[list[str], float]:
    """The row as SVG, and where the next one begins. `arcs` are the chapter's, `top` is where this row begins."""
    phases = row.reached_by(chapter.phases)
    foot = top + (COUNTS + HEIGHT + UNDER_CURVE if phases else WITHOUT_CURVE)
    words = place_words(chapter, row, foot + SCALE, RIGHT)
    bottom = max([foot + SCALE, *(placed.bottom for placed in words)]) + BAND_FOOT
    drawn = [
        *draw_bands(phases, row, words, top, bottom),
        *draw_counts(row.reached_by(chapter.phases, before=1), row, top + 14),
        *(draw_curve(arcs, row, top + COUNTS) if phases else ()),
        *_scale(row, chapter_start, foot),
        *_bells(chapter, row, chapter_start, foot),
        *(placed.markup(chapter_start) for placed in words),
    ]
    return drawn, bottom + GAP


def _scale(row: Row, chapter_start: Ms, y: float) -> Iterator[str]:
    """A line as long as the row, marked and labelled with the session's time."""
    first = -(-(chapter_start + row.start) // TICK_MS) * TICK_MS
    ticks = range(first, chapter_start + row.end, TICK_MS)
    marks = "".join(f"M{row.x(tick - chapter_start):.1f} {y:.1f}v{3 if tick % LABEL_MS else 5}" for tick in ticks)
    yield f'<path class="scale" d="M{row.x(row.start):.1f} {y:.1f}H{row.x(row.end):.1f}{marks}"/>'
    for tick in ticks:
        if tick % LABEL_MS == 0:
            x = row.x(tick - chapter_start)
            yield f'<text class="small middle" x="{x:.1f}" y="{y + 15:.1f}">{clock_text(tick)}</text>'


def _bells(chapter: Chapter, row: Row, chapter_start: Ms, y: float) -> Iterator[str]:
    for bell in chapter.bells:
        if row.holds(bell.start):
            told = f"{clock_text(chapter_start + bell.start)} bell: {bell.name}"
            yield f'<circle class="bell" cx="{row.x(bell.start):.1f}" cy="{y:.1f}" r="3.4"><title>{told}</title></circle>'

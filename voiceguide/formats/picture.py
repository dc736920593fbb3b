"""Draws a timeline as SVG: the guide as a curve, with the words under it. Lengths are in units of the view box."""

from collections.abc import Iterator, Sequence
from html import escape

from voiceguide.breath import parse_pace
from voiceguide.formats.captions import one_line
from voiceguide.formats.picture_row import HEIGHT, CurveArc, curve, draw_bands, draw_counts, draw_curve, place_words
from voiceguide.formats.picture_rows import LEFT, RIGHT, WIDTH, Row, rows
from voiceguide.formats.picture_type import lines, style, width
from voiceguide.guide import BREATH, Shapes
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import Ms, clock_text

ROW_MS: Ms = 40_000
"""About how long a row is; it has a whole number of breaths."""

PHASES_A_ROW = 11
"""A row is at most so many inhales or exhales long, so that there is room for their words."""

SLACK = 1.05
"""A row is longer than its breaths by this factor, since the first breath of an exercise may be lengthened."""

HEADER = 88.0
TITLE = 35.0
GAP = 12.0
FOOT = 12.0
SMALL = 10.5

AIR = (
    '<defs><linearGradient id="air" x2="0" y2="1"><stop stop-opacity=".3"/><stop offset="1" stop-opacity=".04"/>'
    "</linearGradient></defs>"
)

TICK_MS: Ms = 5_000
LABEL_MS: Ms = 10_000
"""The time scale has a tick, and a label, at multiples of these."""

COUNTS = 20.0
UNDER_CURVE = 1.0
WITHOUT_CURVE = 5.0
SCALE = 20.0
BAND_FOOT = 7.0
ROW_GAP = 15.0


def picture(timeline: Timeline, shapes: Shapes = BREATH, *, start: Ms = 0, end: Ms | None = None) -> str:
    """Draw a timeline as an SVG image without external resources, for light and dark backgrounds.

    Words without room end in an ellipsis; the tooltip of each cue has all its words.

    Args:
        timeline: the timeline to draw.
        shapes: the guide whose level is drawn, such as `guide.BREATH`.
        start, end: draw only the rows that begin in this range, in milliseconds; the end is exclusive.
    """
    longest = _longest_row(timeline)
    stop = timeline.duration if end is None else end
    drawn: list[str] = []
    y = HEADER
    for begin, chapter in timeline.placed():
        shown = [row for row in rows(chapter, longest) if start <= begin + row.start < stop]
        if shown:
            drawn += _heading(begin, chapter, y)
            y += TITLE
            arcs = tuple(curve(chapter, shapes))
            for row in shown:
                markup, y = _draw_row(row, chapter, arcs, begin, y)
                drawn += markup
            y += GAP
    height = round(y - GAP + FOOT)
    return "\n".join([*_opening(timeline, height), *drawn, "</svg>", ""])


def _longest_row(timeline: Timeline) -> Ms:
    """The greatest length of a row at the pace of the session, in milliseconds."""
    pace = parse_pace(timeline.pace)
    wanted = min(ROW_MS, PHASES_A_ROW * min(pace.inhale, pace.exhale))
    breaths = max(1, round(wanted / pace.breath_ms))
    return round(min(breaths * pace.breath_ms, 1.5 * ROW_MS) * SLACK)


def _opening(timeline: Timeline, height: int) -> Iterator[str]:
    title = escape(one_line(timeline.title), quote=False)
    about = f"{clock_text(timeline.duration)} at pace {timeline.pace}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'lang="{escape(timeline.language)}" role="img" aria-labelledby="session-title session-desc">'
    )
    yield f'<title id="session-title">{title}</title>'
    yield (
        '<desc id="session-desc">The curve is how loud the sound is that breathes along: up with each inhale, down with '
        f"each exhale. Under it stands what is said, and when: {about}.</desc>"
    )
    yield f"<style>{style()}</style>"
    yield AIR
    yield f'<rect class="paper" width="{WIDTH}" height="{height}" rx="14"/>'
    yield f'<text class="title" x="{LEFT}" y="48">{_cut(timeline.title, 24, RIGHT - LEFT)}</text>'
    yield f'<text class="about" x="{LEFT}" y="70">{about}</text>'
    yield from _legend(70)


def _legend(y: float) -> Iterator[str]:
    """The meaning of the marks, placed from the right edge to the left."""
    x = float(RIGHT)
    for kind, meaning, mark in (
        ("bell", "bell", 13),
        ("free", "said freely", 23),
        ("paced", "said with the breath", 23),
        ("curve", "the guide", 25),
    ):
        x -= width(meaning) * SMALL
        yield f'<text class="small" x="{x:.1f}" y="{y}">{meaning}</text>'
        x -= mark
        if kind == "bell":
            yield f'<circle class="bell" cx="{x + 4:.1f}" cy="{y - 3.5}" r="3.4"/>'
        elif kind == "curve":
            yield f'<path class="key" d="M{x:.1f} {y}c5 0 5-8 8-8s5 8 10 8"/>'
        else:
            yield f'<g class="{kind}"><rect x="{x:.1f}" y="{y - 4.5}" width="17" height="2.5" rx="1.2"/></g>'
        x -= 14


def _heading(start: Ms, chapter: Chapter, y: float) -> Iterator[str]:
    span = f"{clock_text(start)} – {clock_text(start + chapter.duration)}"
    room = RIGHT - LEFT - 2 * width(span) * SMALL
    yield f'<path class="rule" d="M{LEFT} {y:.1f}H{RIGHT}"/>'
    yield f'<text class="chapter" x="{LEFT}" y="{y + 23:.1f}">{_cut(chapter.title, 15, room)}</text>'
    yield f'<text class="small end" x="{RIGHT}" y="{y + 23:.1f}">{span}</text>'


def _cut(title: str, size: float, room: float) -> str:
    """A title cut to `room`, at a font size; bold letters are a little wider than `width` says."""
    return escape("".join(lines(one_line(title), room / (1.1 * size), 1)), quote=False)


def _draw_row(
    row: Row, chapter: Chapter, arcs: Sequence[CurveArc], chapter_start: Ms, top: float
) -> tuple[list[str], float]:
    """Draw a row. `arcs` are those of the chapter, `top` is where the row begins.

    Returns:
        The row as SVG, and where the next row begins.
    """
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
    return drawn, bottom + ROW_GAP


def _scale(row: Row, chapter_start: Ms, y: float) -> Iterator[str]:
    """The time scale of a row, labelled with the session's time."""
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
            tooltip = f"<title>{clock_text(chapter_start + bell.start)} bell: {bell.name}</title>"
            yield f'<circle class="bell" cx="{row.x(bell.start):.1f}" cy="{y:.1f}" r="3.4">{tooltip}</circle>'

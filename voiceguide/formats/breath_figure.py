"""Draws the breath of one rep: the guide's curve, with the name and the length of each phase under it."""

from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement, fromstring

from voiceguide.formats.picture_row import HEIGHT, curve, draw_curve
from voiceguide.formats.picture_rows import LEFT, Row
from voiceguide.formats.picture_type import width
from voiceguide.guide import BREATH
from voiceguide.timeline.model import Chapter, Phase
from voiceguide.timeline.phrases import Phrases
from voiceguide.units import seconds_text

WIDEST = 620.0
"""Of the curve, in units of the view box."""

UNIT = 0.04
"""The width of a millisecond, if the rep is short enough."""

LABEL = 12.0
TOP = 4.0
FOOT = 36.0


def breath_figure(chapter: Chapter, said: Phrases) -> Element:
    """The last rep of a chapter's first reps as an SVG element: the first ones may be longer, for their words."""
    phases = _shown(chapter)
    start, end = phases[0].start, phases[-1].end
    row = Row(start, end, min(UNIT, WIDEST / (end - start)))
    labels = [(_name(phase, said), f"{seconds_text(phase.duration)} s") for phase in phases]
    base = TOP + HEIGHT
    right = row.x(end) + LABEL
    drawn = "".join(draw_curve(tuple(curve(chapter, BREATH)), row, TOP))
    size = f"{right - LEFT + LABEL:.0f}", f"{base + FOOT:.0f}"
    figure = fromstring(  # noqa: S314 - made of numbers alone
        f'<svg viewBox="{LEFT - LABEL:.0f} 0 {size[0]} {size[1]}" width="{size[0]}" height="{size[1]}" role="img">{drawn}</svg>'
    )
    figure.set("aria-label", ", ".join(f"{name} {length}".strip() for name, length in labels))
    ticks = "".join(f"M{row.x(each):.1f} {base:.1f}v4" for each in (*(phase.start for phase in phases), end))
    SubElement(figure, "path", {"class": "rule", "d": f"M{row.x(start):.1f} {base:.1f}H{row.x(end):.1f}{ticks}"})
    for phase, (name, length) in zip(phases, labels, strict=True):
        room = row.x(phase.end) - row.x(phase.start)
        for line, text in enumerate((name, length)):
            if width(text) * LABEL <= room:
                at = {"x": f"{row.x(phase.start):.1f}", "y": f"{base + 16 + 14 * line:.0f}"}
                SubElement(figure, "text", at).text = text
    return figure


def _shown(chapter: Chapter) -> tuple[Phase, ...]:
    first = chapter.phases[0]
    part = first.section_index, first.set, first.side
    run = takewhile(lambda phase: (phase.section_index, phase.set) == part[:2], chapter.phases)
    own = [phase for phase in run if phase.side == part[2]]
    return tuple(phase for phase in own if phase.rep_key == own[-1].rep_key)


def _name(phase: Phase, said: Phrases) -> str:
    return said.keyword(phase.kind) or ""

"""Making way for the voice: cues are known before they are heard, so nothing has to listen for them."""

from collections.abc import Iterable, Iterator

from voiceguide.mix.curve import Curve
from voiceguide.timeline.model import Chapter
from voiceguide.units import Ms

ATTACK_MS: Ms = 75
RELEASE_MS: Ms = 500

SHORT_GAP_MS: Ms = 1_200
"""In a gap up to this long what was ducked stays down: coming up for half a second only would pump."""


def ducking(chapter: Chapter) -> Curve:
    """How far to make way, from 0 to 1: falling from 75 ms before the voice on, back half a second after it."""
    points = [(0.0, 0.0)]
    for start, end in spoken(chapter):
        points += [(start - ATTACK_MS, 0.0), (start, 1.0), (end, 1.0), (end + RELEASE_MS, 0.0)]
    return Curve.through(points[1:] or points)


def spoken(chapter: Chapter) -> Iterator[tuple[Ms, Ms]]:
    """Start and end of each stretch of speech without a gap longer than `SHORT_GAP_MS`: for so long all else makes way."""
    spans: Iterable[tuple[Ms, Ms]] = ((cue.start, cue.end) for cue in chapter.cues)
    stretch: tuple[Ms, Ms] | None = None
    for start, end in spans:
        if stretch and start - stretch[1] <= SHORT_GAP_MS:
            stretch = (stretch[0], end)
            continue
        if stretch:
            yield stretch
        stretch = (start, end)
    if stretch:
        yield stretch

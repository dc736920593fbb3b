"""The picture shows what is heard: the drawn curve is compared with the measured sound."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from breaths import BOX, CALM, START_MS, breaths, heard, level_db, part

from voiceguide.formats.picture_row import HEIGHT, curve, draw_curve
from voiceguide.formats.picture_rows import LEFT, Row
from voiceguide.guide import GUIDES
from voiceguide.timeline.model import Chapter, Phase

WINDOW_MS = 200
REPS = 10
PATTERNS = {
    "4-6": CALM,
    "box": BOX,
    "movement": (("inhale", 3000), ("move", 6000), ("exhale", 4000)),
    "quick": (("inhale", 700), ("exhale", 900)),
}


def drawn(chapter, shapes):
    """The curve as the SVG has it: times in milliseconds, and heights from 0 to 1."""
    row = Row(0, chapter.duration, unit=0.1)
    points = []
    for markup in draw_curve(tuple(curve(chapter, shapes)), row, top=0):
        path = ElementTree.fromstring(markup)
        if path.get("class") != "air":
            numbers = np.array(re.findall(r"[\d.]+", path.get("d")), float).reshape(-1, 2)
            for first in range(0, len(numbers) - 1, 3):
                points += [bezier(numbers[first : first + 4], share) for share in np.linspace(0, 1, 100)]
    x, y = np.array(points).T
    return (x - LEFT) / row.unit, 1 - y / HEIGHT


def bezier(points, share):
    rest = 1 - share
    return np.array([rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3]) @ points


NOISY = {"breath": 0.04}
"""How far apart the curve and the level may be, of the highest: more for noise."""


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
@pytest.mark.parametrize("guide", GUIDES)
def test_the_curve_is_as_high_as_the_guide_is_loud(guide, pattern):
    """Noise is not steady, so it is measured over several breaths."""
    apart = NOISY.get(guide, 0.02)
    chapter = breaths(*pattern, reps=REPS)
    sound = heard(chapter, guide=guide, pan=False)
    times, heights = drawn(chapter, GUIDES[guide])
    breath_ms = sum(duration for _, duration in pattern)
    windows = np.arange(0, breath_ms, 50)
    starts = START_MS + breath_ms * np.arange(1, REPS - 1)[:, np.newaxis] + windows
    powers = [[10 ** (level_db(part(sound, at, at + WINDOW_MS)) / 10) for at in rep] for rep in starts]
    measured = np.sqrt(np.mean(powers, axis=0))
    inside = windows[:, np.newaxis] + np.arange(0, WINDOW_MS, 10)
    shown = np.sqrt(np.mean(np.interp(starts[0, 0] + inside, times, heights) ** 2, axis=1))
    measured *= (shown @ shown) / (shown @ measured)
    assert np.abs(measured - shown).max() < apart
    assert np.ptp(shown) > 10 * apart


@pytest.mark.parametrize("guide", GUIDES)
def test_where_nothing_is_drawn_nothing_is_heard(guide):
    phases = tuple(Phase("inhale", start, 3000, "repeat", 1, 1, 2, None) for start in (700, 6000))
    chapter = Chapter("", None, 10_240, phases=phases)
    times, heights = drawn(chapter, GUIDES[guide])
    at = np.arange(0, chapter.duration, 20)
    shown = np.array([((times > start - 20) & (times < start + 40)).any() for start in at])
    sounds = heard(chapter, guide=guide).reshape(len(at), -1).any(axis=1)
    assert not sounds[~shown].any()
    assert sounds[shown].mean() > 0.95
    assert heights[[0, -1]] == pytest.approx(0, abs=0.01)

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageFont
from tone_session import chapter, session

from voiceguide.exporter.cover import FALLBACKS, PALETTES, _font_for, cover
from voiceguide.timeline.model import Phase


def breathing(pattern, breaths=6, title="Back mobility"):
    """A session of breaths, each the lengths of inhale, hold, exhale in ms."""
    phases, start = [], 0
    for _ in range(breaths):
        for kind, duration in zip(("inhale", "hold_in", "exhale"), pattern, strict=True):
            if duration:
                phases.append(Phase(kind, start, duration, "repeat", 1, 1, 1, None))
                start += duration
    return session(replace(chapter("Breathe", start // 1280 + 1), phases=tuple(phases)), title=title)


def drawn(timeline):
    picture = Image.open(BytesIO(cover(timeline)))
    assert (picture.format, picture.size) == ("JPEG", (1000, 1000))
    return np.asarray(picture, np.float32)


def test_it_is_small_enough_for_the_smallest_export(timeline):
    assert len(cover(timeline)) < 90_000


def test_the_same_session_has_the_same_cover(timeline):
    assert cover(timeline) == cover(timeline)


def ridge(picture):
    """The row in which the nearest hills begin, in each column."""
    return (np.abs(picture - picture[-1, -1]).max(axis=2) < 12).argmax(axis=0)


def test_the_hills_are_the_breath():
    """They are level where the breath is held, and round where it is not."""
    held, unheld = (ridge(drawn(breathing(pattern))) for pattern in ((4000, 4000, 4000), (4000, 0, 6000)))
    level = [(row < row.min() + 3).mean() for row in (held, unheld)]
    assert level[0] > 1 / 3
    assert level[1] < 1 / 4


def test_the_colours_depend_on_the_title():
    skies = {tuple(drawn(breathing((4000, 0, 6000), title=f"Session {n}"))[2, 2] // 8) for n in range(12)}
    assert len(skies) > len(PALETTES) // 2


def test_the_title_is_written_in_white_near_the_lower_edge():
    with_title, without = (drawn(breathing((4000, 0, 6000), title=title)) for title in ("Bbb", " "))
    assert (with_title[760:880, 80:300].min(axis=2) > 240).mean() > 0.1
    assert (without[760:880, 80:300].min(axis=2) > 240).mean() == 0


@pytest.mark.parametrize("title", ["", " ", "x" * 300, "many words " * 40, "\U0010ffff", "Rückenübung", "背中"])
def test_every_title_has_a_cover(title):
    drawn(breathing((4000, 0, 6000), title=title))


def test_a_title_never_reaches_the_right_edge():
    long = drawn(breathing((4000, 0, 6000), title="Wm" * 90))
    assert (long[700:900, 925:].min(axis=2) > 240).sum() == 0


def test_letters_that_pillow_lacks_are_taken_from_a_font_of_the_system():
    assert _font_for("Back mobility") == ""
    found = _font_for("Rückenübung")
    if found is None:
        for name in FALLBACKS:
            with pytest.raises(OSError, match="cannot open"):
                ImageFont.truetype(name, 38)
    assert found != ""
    assert _font_for("\U0010fffe") is None


def test_a_session_that_only_speaks_shows_its_pace():
    drawn(session(chapter("Words", 2)))

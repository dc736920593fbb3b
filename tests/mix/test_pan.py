import numpy as np
import pytest

from voiceguide.mix.automation import PAN, PAN_MS, pan_gains, panning, side_at
from voiceguide.timeline.model import Chapter, Phase

CHAPTER = Chapter(
    "",
    None,
    12_800,
    phases=tuple(
        Phase("inhale", start, 1000, "repeat", 1, 1, 1, side)
        for start, side in ((1000, "left"), (2000, "left"), (4000, "right"), (6000, None))
    ),
)


def test_the_power_is_the_same_at_every_pan():
    for place in np.linspace(-1, 1, 9):
        assert np.sum(pan_gains(place) ** 2) == pytest.approx(2)
    assert pan_gains(0.0).tolist() == pytest.approx([1, 1])


def test_the_pan_changes_when_a_side_begins_and_stays_until_another_does():
    at = panning(CHAPTER).at(np.array([0.0, 1000, 1000 + PAN_MS, 3900, 4000 + PAN_MS, 6000 + PAN_MS]))
    assert at.tolist() == [0, 0, -PAN, -PAN, PAN, 0]


def test_a_bell_is_panned_to_the_side_that_works_or_comes_next():
    assert [side_at(CHAPTER, position) for position in (0, 1500, 3500, 5500, 9000)] == [
        "left",
        "left",
        "right",
        None,
        None,
    ]

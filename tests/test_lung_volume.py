"""How full the lungs are in each phase."""

import pytest

from voiceguide.guide import LungArc, lung_volume
from voiceguide.timeline.model import Phase


def levels(*kinds_and_lengths):
    phases, now = [], 0
    for kind, length in kinds_and_lengths:
        phases.append(Phase(kind, now, length, "repeat", 1, 1, 1, None))
        now += length
    return [(arc.before, arc.after) for arc in lung_volume(phases)]


def test_lungs_fill_with_the_inhale_and_empty_with_the_exhale():
    assert levels(("inhale", 4000), ("exhale", 6000)) == [(0, 1), (1, 0)]


def test_holds_and_movements_keep_the_level():
    kinds = ["inhale", "hold_in", "exhale", "hold_out"]
    assert levels(*((kind, 4000) for kind in kinds)) == [(0, 1), (1, 1), (1, 0), (0, 0)]
    assert levels(("inhale", 3000), ("move", 3000), ("exhale", 3000)) == [(0, 1), (1, 1), (1, 0)]


def test_a_second_inhale_goes_on_from_the_first():
    assert levels(("inhale", 3000), ("inhale", 1000), ("exhale", 6000)) == [(0, 0.75), (0.75, 1), (1, 0)]


def test_lungs_are_full_before_a_breath_that_begins_with_an_exhale():
    assert levels(("exhale", 3000), ("inhale", 3000)) == [(1, 0), (0, 1)]


def test_without_phases_there_are_no_arcs():
    assert levels() == []


def test_an_arc_is_flat_at_both_ends():
    arc = LungArc(0, 4000, 0, 1)
    assert arc.level(2000) == 0.5
    assert [arc.level(time) for time in (0, 40, 3960, 4000)] == pytest.approx([0, 0, 1, 1], abs=0.001)

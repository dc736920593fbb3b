import pytest
from hand_made import breaths, phase

from voiceguide.timeline.forms.svg.curve import Arc, curve


def levels(*phases):
    return [(arc.before, arc.after) for arc in curve(phases)]


def test_the_curve_rises_with_the_inhale_and_falls_with_the_exhale():
    assert levels(*breaths(1)) == [(0, 1), (1, 0)]


def test_holds_keep_the_level():
    phases = [phase(kind, 4000 * i, 4000) for i, kind in enumerate(["inhale", "hold_in", "exhale", "hold_out"])]
    assert levels(*phases) == [(0, 1), (1, 1), (1, 0), (0, 0)]


def test_a_second_inhale_goes_on_from_the_first():
    assert levels(phase("inhale", 0, 3000), phase("inhale", 3000, 1000), phase("exhale", 4000, 6000)) == [
        (0, 0.75), (0.75, 1), (1, 0),
    ]  # fmt: skip


def test_breath_that_begins_with_an_exhale_begins_full():
    assert levels(phase("exhale", 0, 3000), phase("inhale", 3000, 3000)) == [(1, 0), (0, 1)]


def test_a_movement_keeps_the_level_and_is_free():
    arcs = curve([phase("inhale", 0, 3000), phase("move", 3000, 3000), phase("exhale", 6000, 3000)])
    assert [(arc.before, arc.after, arc.free) for arc in arcs] == [(0, 1, False), (1, 1, True), (1, 0, False)]


def test_after_a_gap_the_curve_begins_anew():
    arcs = curve([phase("inhale", 0, 3000), phase("inhale", 5000, 3000)])
    assert [(arc.strand, arc.before, arc.after) for arc in arcs] == [(0, 0, 1), (1, 0, 1)]


def test_a_session_without_breaths_has_no_curve():
    assert curve([]) == ()


@pytest.mark.parametrize("cut", [1, 700, 2000, 3999])
def test_a_curve_cut_in_two_is_the_same_curve(cut):
    arc = Arc(0, 4000, 0, 1)
    for start, end in ((0, cut), (cut, 4000)):
        points = arc.part(start, end)
        for share in (0.25, 0.5, 0.8):
            rest = 1 - share
            weights = (rest**3, 3 * share * rest**2, 3 * share**2 * rest, share**3)
            time, level = (sum(w * point[axis] for w, point in zip(weights, points, strict=True)) for axis in (0, 1))
            assert level == pytest.approx(arc.level(time))


def test_the_curve_is_level_where_phases_meet():
    arc = Arc(0, 4000, 0, 1)
    assert arc.slope(0) == arc.slope(4000) == 0
    assert arc.level(2000) == 0.5

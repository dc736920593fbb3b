"""The curve of a guide. `tests/mix/test_drawn_guide.py` compares it with the sound."""

from itertools import pairwise

import pytest
from hand_made import breaths, chapter, phase

from voiceguide.formats.picture_row import CurveSegment, curve
from voiceguide.guide import BREATH, GUIDES

SEGMENT = CurveSegment(0, 4000, -13, 0, 2.0, 5.0)


def arcs(*phases, guide="breath"):
    return list(curve(chapter("C", 30_720, phases), GUIDES[guide]))


def level_at(arcs, time):
    return next(arc.segment.level(time) for arc in arcs if arc.start <= time <= arc.end)


def test_the_curve_rises_with_the_inhale_and_falls_with_the_exhale():
    found = arcs(*breaths(2, at=1000))
    levels = [level_at(found, time) for time in range(11_000, 21_001, 250)]
    crest = levels.index(max(levels))
    assert crest * 250 == 4000
    assert levels == [*sorted(levels[:crest]), *sorted(levels[crest:], reverse=True)]


def test_a_hold_is_level_until_shortly_before_its_end():
    found = arcs(*(phase(kind, 4000 * i, 4000) for i, kind in enumerate(["inhale", "hold_in", "exhale", "hold_out"])))
    assert level_at(found, 5000) == level_at(found, 6900) > level_at(found, 13_000) == level_at(found, 14_900)


def test_each_guide_has_a_curve_of_its_own():
    assert level_at(arcs(*breaths(1)), 4400) != level_at(arcs(*breaths(1), guide="tones"), 4400)


def test_a_new_line_begins_after_a_silence():
    found = arcs(phase("inhale", 1000, 3000), phase("inhale", 8000, 3000))
    lines = {arc.line: [] for arc in found}
    for arc in found:
        lines[arc.line].append(arc)
    assert [(line[0].start, line[-1].end) for line in lines.values()] == [(1000, 4400), (8000, 11_400)]
    for line in lines.values():
        assert [level_at(line, time) for time in (line[0].start, line[-1].end)] == [0, 0]


def test_a_movement_is_free():
    found = arcs(phase("inhale", 0, 3000), phase("move", 3000, 3000), phase("exhale", 6000, 3000))
    assert {arc.free for arc in found if 3000 <= arc.start < 6000} == {True}
    assert {arc.free for arc in found if not 3000 <= arc.start < 6000} == {False}


def test_a_chapter_without_breaths_has_no_curve():
    assert arcs() == []


def test_arcs_follow_each_other_and_each_is_drawn_as_it_is_heard():
    found = arcs(*breaths(3))
    assert all(before.end == after.start for before, after in pairwise(found))
    for arc in found:
        assert_drawn_as_heard(arc, arc.start, arc.end)


@pytest.mark.parametrize("cut", [700, 2000, 3999])
def test_a_curve_cut_in_two_is_the_same_curve(cut):
    for arc in curve(chapter("C", 30_720, breaths(1)), BREATH):
        for start, end in ((0, cut), (cut, 30_720)):
            if arc.start < end and arc.end > start:
                assert_drawn_as_heard(arc, start, end)


def assert_drawn_as_heard(arc, start, end):
    points = arc.part(start, end)
    for share in (0.25, 0.5, 0.8):
        rest = 1 - share
        weights = (rest**3, 3 * share * rest**2, 3 * share**2 * rest, share**3)
        time, level = (sum(w * point[axis] for w, point in zip(weights, points, strict=True)) for axis in (0, 1))
        assert level == pytest.approx(arc.segment.level(time), abs=0.01)


def test_a_segment_begins_and_ends_at_its_points_and_has_the_slope_of_its_level():
    assert [SEGMENT.db(0), SEGMENT.db(4000)] == pytest.approx([-13, 0])
    assert SEGMENT.slope_at(2000) == pytest.approx((SEGMENT.level(2001) - SEGMENT.level(1999)) / 2, rel=1e-3)

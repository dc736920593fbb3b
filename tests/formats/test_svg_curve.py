"""How the guide's envelope becomes a line; `tests/mix/test_drawn_guide.py` holds it against the sound."""

from itertools import pairwise

import pytest
from hand_made import breaths, chapter, phase

from voiceguide.formats.picture_row import Way, curve
from voiceguide.guide import BREATH, GUIDES

WAY = Way(0, 4000, -13, 0, 2.0, 5.0)


def arcs(*phases, guide="breath"):
    return list(curve(chapter("C", 30_720, phases), GUIDES[guide]))


def level_at(arcs, time):
    return next(arc.way.level(time) for arc in arcs if arc.start <= time <= arc.end)


def test_the_curve_rises_with_the_inhale_and_falls_with_the_exhale():
    found = arcs(*breaths(2, at=1000))
    levels = [level_at(found, time) for time in range(11_000, 21_001, 250)]
    crest = levels.index(max(levels))
    assert crest * 250 == 4000
    assert levels == [*sorted(levels[:crest]), *sorted(levels[crest:], reverse=True)]


def test_a_hold_is_level_until_its_end_stirs():
    found = arcs(*(phase(kind, 4000 * i, 4000) for i, kind in enumerate(["inhale", "hold_in", "exhale", "hold_out"])))
    assert level_at(found, 5000) == level_at(found, 6900) > level_at(found, 13_000) == level_at(found, 14_900)


def test_each_guide_has_its_own():
    assert level_at(arcs(*breaths(1)), 4400) != level_at(arcs(*breaths(1), guide="tones"), 4400)


def test_out_of_silence_it_begins_a_new_strand():
    found = arcs(phase("inhale", 1000, 3000), phase("inhale", 8000, 3000))
    strands = {arc.strand: [] for arc in found}
    for arc in found:
        strands[arc.strand].append(arc)
    assert [(strand[0].start, strand[-1].end) for strand in strands.values()] == [(1000, 4400), (8000, 11_400)]
    for strand in strands.values():
        assert [level_at(strand, time) for time in (strand[0].start, strand[-1].end)] == [0, 0]


def test_a_movement_is_free():
    found = arcs(phase("inhale", 0, 3000), phase("move", 3000, 3000), phase("exhale", 6000, 3000))
    assert {arc.free for arc in found if 3000 <= arc.start < 6000} == {True}
    assert {arc.free for arc in found if not 3000 <= arc.start < 6000} == {False}


def test_a_chapter_without_breaths_has_no_curve():
    assert arcs() == []


def test_arcs_follow_each_other_and_each_is_drawn_as_it_is():
    found = arcs(*breaths(3))
    assert all(before.end == after.start for before, after in pairwise(found))
    for arc in found:
        assert_drawn_as_it_is(arc, arc.start, arc.end)


@pytest.mark.parametrize("cut", [700, 2000, 3999])
def test_a_curve_cut_in_two_is_the_same_curve(cut):
    for arc in curve(chapter("C", 30_720, breaths(1)), BREATH):
        for start, end in ((0, cut), (cut, 30_720)):
            if arc.start < end and arc.end > start:
                assert_drawn_as_it_is(arc, start, end)


def assert_drawn_as_it_is(arc, start, end):
    points = arc.part(start, end)
    for share in (0.25, 0.5, 0.8):
        rest = 1 - share
        weights = (rest**3, 3 * share * rest**2, 3 * share**2 * rest, share**3)
        time, level = (sum(w * point[axis] for w, point in zip(weights, points, strict=True)) for axis in (0, 1))
        assert level == pytest.approx(arc.way.level(time), abs=0.01)


def test_a_way_begins_and_ends_where_its_points_are():
    assert [WAY.db(0), WAY.db(4000)] == pytest.approx([-13, 0])
    assert WAY.slope_at(2000) == pytest.approx((WAY.level(2001) - WAY.level(1999)) / 2, rel=1e-3)

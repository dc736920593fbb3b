from itertools import pairwise

from hand_made import breaths, chapter, cue, phase, sessions
from hypothesis import given, settings

from voiceguide.formats.picture_rows import LEFT, RIGHT, rows

LONGEST = 42_000


def spans(made, longest=LONGEST):
    return [(row.start, row.end) for row in rows(made, longest)]


def test_a_row_holds_as_many_whole_breaths_as_it_can():
    assert spans(chapter("C", 60_160, breaths(6))) == [(0, 40_000), (40_000, 60_160)]


def test_the_first_breath_after_words_begins_a_row():
    words = [cue("Sit tall.", 600, 2000)]
    assert spans(chapter("C", 30_000, breaths(2, at=7000), words)) == [(0, 7000), (7000, 30_000)]


def test_words_said_during_the_breaths_do_not_break_them():
    words = [cue("Easy.", 5000, 1000), cue("Soft.", 15_000, 1000)]
    assert spans(chapter("C", 40_000, breaths(4), words)) == [(0, 40_000)]


def test_the_second_side_begins_a_row_when_words_come_between():
    phases = [*breaths(2, side="left"), *breaths(1, at=26_000, side="right")]
    made = chapter("C", 38_400, phases, [cue("Switch.", 21_000, 1000)])
    assert spans(made) == [(0, 26_000), (26_000, 38_400)]


def test_the_rest_of_a_silence_longer_than_a_row_is_left_out():
    words = [cue("Rest.", 1000, 1000), cue("Go on.", 300_000, 1000)]
    assert spans(chapter("C", 307_200, cues=words)) == [(0, LONGEST), (300_000, 307_200)]


def test_a_breath_longer_than_a_row_is_broken():
    made = chapter("C", 101_120, [phase("inhale", 0, 100_000)])
    assert spans(made) == [(0, 42_000), (42_000, 84_000), (84_000, 101_120)]


def test_a_rep_of_several_breaths_may_be_broken_between_them():
    kinds = ["inhale", "exhale"] * 3
    made = chapter("C", 30_720, [phase(kind, 5000 * index, 5000) for index, kind in enumerate(kinds)])
    assert spans(made, longest=21_000) == [(0, 20_000), (20_000, 30_720)]


@settings(max_examples=100, deadline=None)
@given(sessions())
def test_rows_hold_everything_and_none_is_too_long(timeline):
    for made in timeline.chapters:
        found = rows(made, LONGEST)
        assert all(row.start < row.end <= row.start + LONGEST for row in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(LEFT <= row.x(row.end) <= RIGHT + 0.01 for row in found)
        for span in (*made.phases, *made.cues):
            assert any(row.holds(span.start) for row in found)
        for breath in made.phases:
            held = sum(
                min(row.end, breath.end) - max(row.start, breath.start) for row in found if row.reached_by([breath])
            )
            assert held == breath.duration

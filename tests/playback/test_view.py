import pytest
from positions import CHAPTERS, STRETCH, breaths, cue, playback

from voiceguide.playback.view import FREE, view_of
from voiceguide.timeline.model import Chapter

BOX = (("inhale", 4000), ("hold_in", 4000), ("exhale", 4000), ("hold_out", 4000))


def chapter(phases, cues=()):
    return Chapter("Chapter", "x", 128_000, tuple(phases), tuple(cues))


def view_in(made, elapsed, **more):
    return view_of(playback(elapsed, chapters=(made,), number=0, **more))


def fullness(made, *times):
    return [round(view_in(made, elapsed).full, 2) for elapsed in times]


def test_the_session_the_exercise_and_the_time_left_are_named():
    view = view_of(playback(12_000))
    assert (view.session, view.heading, view.left) == ("Back mobility", "Seated side stretch", "1:11 left")
    assert view_of(playback(left=None)).left == ""


@pytest.mark.parametrize(
    ("elapsed", "place"),
    [(10_000, "Left side · 1 of 3"), (39_999, "Left side · 3 of 3"), (40_000, ""), (44_000, "Right side · 1 of 3")],
)
def test_the_side_and_the_rep_are_those_of_the_breath(elapsed, place):
    assert view_of(playback(elapsed)).place == place


def test_sets_are_named_where_there_are_several():
    made = chapter([*breaths(2), *breaths(2, 30_000, set=2)])
    assert [view_in(made, at).place for at in (0, 30_000)] == ["set 1 · 1 of 2", "set 2 · 1 of 2"]


@pytest.mark.parametrize("section", ["hold", "breathe"])
def test_breaths_of_a_held_position_are_counted_as_breaths(section):
    assert view_in(chapter(breaths(3, section=section)), 12_000).place == "breath 2 of 3"


@pytest.mark.parametrize(("elapsed", "breath"), [(0, "Inhale"), (4000, "Hold"), (8000, "Exhale"), (12_000, "Hold")])
def test_each_phase_has_its_name(elapsed, breath):
    assert view_in(chapter(breaths(1, breath=BOX)), elapsed).breath == breath


def test_the_lungs_fill_stay_full_empty_and_stay_empty():
    made = chapter(breaths(1, breath=BOX))
    assert fullness(made, 0, 1000, 2000, 3000, 3999) == [0, 0.15, 0.5, 0.85, 1]
    assert fullness(made, 4000, 7999) == [1, 1]
    assert fullness(made, 8000, 9000, 10_000, 11_999) == [1, 0.85, 0.5, 0]
    assert fullness(made, 12_000, 15_999) == [0, 0]


def test_a_breath_taken_in_two_inhales_fills_the_lungs_once():
    made = chapter(breaths(2, breath=(("inhale", 3000), ("inhale", 1000), ("exhale", 6000))))
    assert fullness(made, 0, 2000, 3000, 3999, 4000) == [0, 0.5, 0.85, 1, 1]
    assert fullness(made, 9999, 10_000) == [0, 0]


def test_every_movement_that_is_free_of_the_breath_fills_the_bar_by_itself():
    made = chapter(breaths(1, breath=(("move", 4000), ("move", 4000))))
    assert fullness(made, 2000, 4000, 6000) == [0.5, 0, 0.5]


def test_in_a_hold_that_is_too_short_for_breaths_the_breath_is_free():
    view = view_in(chapter(breaths(1, section="hold", breath=(("move", 3000),))), 1000)
    assert (view.breath, view.full, view.place) == ("Breathe as you like", None, "")


def test_between_breaths_the_breath_is_free():
    view = view_of(playback(5000))
    assert (view.breath, view.full) == (FREE, None)


def test_words_are_shown_while_they_are_said_and_as_long_as_their_breath_lasts():
    said = [
        (view.said, view.speaking) for view in (view_of(playback(at)) for at in (9999, 10_000, 11_499, 11_500, 13_999))
    ]
    words = "Inhale, bend right."
    assert said == [
        ("Reach your left arm up to the ceiling.", False),
        (words, True),
        (words, True),
        (words, False),
        (words, False),
    ]


def test_only_a_section_of_several_sets_names_them():
    sets = (*breaths(2), *breaths(2, 20_000, set=2))
    made = chapter([*sets, *breaths(2, 40_000, section="hold", section_index=2)])
    assert [view_in(made, at).place for at in (0, 40_000)] == ["set 1 · 1 of 2", "breath 1 of 2"]


def test_inhales_of_two_sections_fill_the_lungs_once_each():
    up, held = (("exhale", 3000), ("inhale", 3000)), (("inhale", 5000), ("exhale", 5000))
    made = chapter([*breaths(1, breath=up), *breaths(1, 6000, held, section="hold", section_index=2)])
    assert [view_in(made, at).full for at in (5999, 6000)] == [pytest.approx(1, abs=0.01), 0]


def test_words_of_a_rep_before_are_not_shown_again():
    assert view_of(playback(21_000)).said == ""


def test_words_outside_of_a_breath_stay_for_a_while():
    made = chapter([], [cue("Sit tall.", 1000, 1000)])
    assert [view_in(made, at).said for at in (999, 1000, 4999, 5000)] == ["", "Sit tall.", "Sit tall.", ""]


def test_the_other_side_comes_next_and_then_the_next_exercise():
    assert view_of(playback(12_000)).coming == "right side"
    assert view_of(playback(50_000)).coming == "Closing"
    assert view_of(playback(0)).coming == "Closing"
    assert view_of(playback(0, number=len(CHAPTERS) - 1)).coming == ""


def test_a_pause_and_a_remark_are_passed_on():
    view = view_of(playback(paused=True, remark="Trying\nagain."))
    assert (view.paused, view.remark) == (True, "Trying again.")


def test_no_control_character_is_left_in_any_word():
    odd = "a\x1b[2Jb\x00\x9b\u202e\u2028c\ud800\n\td"
    made = Chapter(odd, "x", 10_240, (), (cue(odd, 0),))
    view = view_of(playback(500, chapters=(made, made), number=0, title=odd, remark=odd))
    assert {view.session, view.heading, view.said, view.coming, view.remark} == {"a[2Jb c d"}


def test_what_an_encoding_lacks_is_replaced():
    made = Chapter("“Katze” – 猫…", "x", 10_240, STRETCH.phases)
    view = view_of(playback(12_000, chapters=(made,), number=0), "ascii")
    assert (view.heading, view.place) == ('"Katze" - ?...', "Left side - 1 of 3")

from hand_made import texts
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.formats.captions import one_line
from voiceguide.formats.picture_type import ELLIPSIS, lines, width


def test_text_breaks_between_words():
    assert lines("Inhale, bend right.", 8, 3) == ("Inhale, bend", "right.")


def test_text_past_the_last_line_ends_in_an_ellipsis():
    assert lines("in and out and in and out", 6, 2) == ("in and out", "and in and…")


def test_a_word_wider_than_the_room_is_cut():
    assert lines("breastbone", 4, 3) == ("breas…",)


def test_without_room_for_an_ellipsis_there_are_no_lines():
    assert lines("Inhale", 0.5, 3) == ()


def test_wide_letters_take_more_room_and_marks_none():
    assert width("深") > width("m") > width("i")
    assert width("e\u0301") == width("e")


@given(texts.map(one_line), st.floats(-5, 60), st.integers(1, 6))
def test_lines_never_exceed_the_room_and_lose_words_only_to_an_ellipsis(text, room, most):
    found = lines(text, room, most)
    assert len(found) <= most
    assert all(width(line) <= room for line in found)
    assert not found or " ".join(found) == text or any(line.endswith(ELLIPSIS) for line in found)

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from positions import playback
from rich.cells import cell_len

from voiceguide.playback.controls import USUAL
from voiceguide.playback.frame import COLUMN, Size, draw, wrapped
from voiceguide.playback.view import ASCII, UNICODE, view_of
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

VIEW = replace(
    view_of(playback(12_000)),
    said="Keep reaching, and bend over to the right, as far as it feels good and not further, and let your neck be easy all along.",
)
PAUSED = replace(VIEW, paused=True, remark="The sound device stopped working; trying again.")
WORDS = st.one_of(st.sampled_from(["", "猫" * 50, "👩‍👩‍👧 " * 20, "x" * 300, "שלום עולם"]), st.text(max_size=80))


def drawn(view, width, height, marks=UNICODE, **more):
    return [line.plain.rstrip() for line in draw(view, Size(width, height), marks, **{"keys": USUAL.main, **more})]


def rows(*size, view=VIEW, **more):
    return [row.strip() for row in drawn(view, *size, **more) if row.strip()]


def test_a_screen_in_full():
    assert rows(80, 24) == [
        "Back mobility" + " " * 46 + "1:11 left",
        "Seated side stretch",
        "Left side · 1 of 3",
        "Inhale",
        "━" * 34 + "─" * 34,
        "Keep reaching, and bend over to the right, as far as it feels good",
        "and not further, and let your neck be easy all along.",
        "Next: right side",
        "space pause   ← → exercise   , . 10 s   + − pace   ? help   q stop",
    ]


def test_a_wide_terminal_shows_a_column_in_the_middle_of_it():
    wide = drawn(VIEW, 200, 60)
    assert next(row for row in wide if "Inhale" in row).index("Inhale") == (200 - 1 - COLUMN) // 2


def test_a_screen_in_ascii():
    view = view_of(playback(12_000), "ascii")
    assert "".join(drawn(view, 80, 24, ASCII)).isascii()
    assert "=" * 34 + "-" * 34 in rows(80, 24, view=view, marks=ASCII)


def test_without_room_the_breath_stays_longest():
    assert rows(40, 1) == ["━" * 17 + "╸" + "─" * 17]
    assert rows(40, 2)[0] == "Inhale"
    assert rows(40, 4)[:3] == ["Seated side stretch", "Left side · 1 of 3", "Inhale"]
    assert "Next: right side" in rows(40, 8)


def test_a_remark_is_seen_in_a_small_window_too():
    assert rows(30, 3, view=PAUSED)[0] == "Paused"
    assert rows(30, 3, view=PAUSED)[-1].startswith("The sound device")


def test_a_pause_says_how_to_go_on():
    assert rows(80, 24, view=PAUSED)[-1].startswith("space go on")
    assert "Paused" in rows(80, 24, view=PAUSED)


def test_hints_are_left_out_where_no_keys_are_read():
    assert "space" not in "".join(rows(80, 24, keys=None))


def test_hints_that_do_not_fit_are_left_out_whole():
    assert rows(34, 24)[-1] == "space pause   ? help   q stop"
    assert "r again" not in rows(80, 24)[-1]


def test_the_keys_of_the_config_file_are_shown():
    own = {**USUAL.main, "stop": "x", "next": "page-down", "pause": "enter"}
    assert rows(80, 24, keys=own)[-1] == "enter pause   ← page-down exercise   + − pace   ? help   x stop"


def test_hints_begin_with_what_is_needed_most():
    assert rows(20, 24)[-1] == "space pause"


def test_nothing_moves_from_its_row_while_a_session_goes_on():
    views = [VIEW, PAUSED, *(view_of(playback(at)) for at in range(0, 76_000, 3100))]
    bars = {next(at for at, row in enumerate(drawn(view, 80, 24)) if "─" in row or "━" in row) for view in views}
    assert len(bars) == 1


@pytest.mark.parametrize("name", ["back-mobility", "wind-down"])
def test_every_position_of_a_real_session_can_be_drawn(name):
    session = load(find_script(name))
    timeline = compile_session(session, Options(), measure_by_words)
    for number, chapter in enumerate(timeline.chapters):
        for elapsed in range(0, chapter.duration, 700):
            now = playback(elapsed, number, timeline.chapters)
            assert chapter.title in rows(80, 24, view=view_of(now))


@given(
    size=st.tuples(st.integers(1, 130), st.integers(1, 50)),
    words=st.tuples(WORDS, WORDS, WORDS, WORDS),
    full=st.one_of(st.none(), st.floats(0, 1)),
    marks=st.sampled_from([UNICODE, ASCII]),
)
def test_a_frame_has_the_rows_of_the_terminal_and_none_reaches_its_edge(size, words, full, marks):
    session, heading, said, remark = (" ".join(text.split()) for text in words)
    view = replace(VIEW, session=session, heading=heading, said=said, remark=remark, full=full)
    lines = draw(view, Size(*size), marks)
    assert len(lines) == size[1]
    assert max(line.cell_len for line in lines) < max(size[0], 2)


@pytest.mark.parametrize(
    ("text", "width", "lines", "expected"),
    [
        ("", 10, 2, ("",)),
        ("one two three", 8, 3, ("one two", "three")),
        ("one two three four", 8, 2, ("one two", "three f…")),
        ("Donaudampfschiff", 8, 3, ("Donaudam", "pfschiff")),
        ("猫猫猫猫猫", 4, 2, ("猫猫", "猫…")),
        ("猫猫", 1, 1, ("…",)),
        ("anything", 2, 1, ("a…",)),
    ],
)
def test_words_are_folded_into_lines(text, width, lines, expected):
    folded = wrapped(text, width, lines, "…")
    assert folded == expected
    assert all(cell_len(line) <= width for line in folded)

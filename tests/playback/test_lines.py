"""What a screen reader is given."""

from dataclasses import replace

import pytest
from positions import CHAPTERS, breaths, playback

from voiceguide.playback.lines import Lines
from voiceguide.timeline.model import Chapter


def told(*positions):
    lines = Lines()
    return [list(lines.news(position)) for position in positions]


def through(chapters=CHAPTERS, step=300, **more):
    """All lines of a session that is played from its start to its end."""
    lines = Lines()
    return [
        line
        for number, chapter in enumerate(chapters)
        for elapsed in range(0, chapter.duration, step)
        for line in lines.news(playback(elapsed, number, chapters, **more))
    ]


def test_the_exercise_the_side_and_the_rep_are_told_as_they_change_and_nothing_else():
    assert through() == [
        "Opening",
        "Seated side stretch",
        "Left side, first of three.",
        "Left side, second of three.",
        "Left side, third of three.",
        "Right side, first of three.",
        "Right side, second of three.",
        "Right side, third of three.",
        "Closing",
    ]


@pytest.mark.parametrize(
    ("language", "first", "paused"),
    [
        ("de-CH", "Linke Seite, erste von drei.", "Pause."),
        ("es", "Lado izquierdo, primera de tres.", "En pausa."),
        ("fr", "Côté gauche, première sur trois.", "En pause."),
        ("it", "Left side, first of three.", "Paused."),
    ],
)
def test_they_are_told_in_the_language_of_the_session(language, first, paused):
    lines = through(language=language)
    assert lines[2] == first
    assert told(playback(paused=True, language=language))[0][1:] == [paused]


def test_the_breaths_of_a_hold_are_counted():
    hold = Chapter("Breathing", "breathing", 64_000, breaths(3, section="hold"))
    assert through((hold,)) == ["Breathing", *(f"Breath {number} of three." for number in ("one", "two", "three"))]


def test_sets_are_told_where_there_are_several():
    sets = Chapter("Lift", "lift", 64_000, (*breaths(2), *breaths(1, 30_000, set=2)))
    assert through((sets,)) == ["Lift", "Set one.", "First of two.", "Second of two.", "Set two.", "First of one."]


def test_a_pause_is_told_once_and_afterwards_where_it_goes_on():
    here = playback(12_000)
    paused = replace(here, paused=True)
    assert told(here, here, paused, paused, here, here) == [
        ["Seated side stretch", "Left side, first of three."],
        [],
        ["Paused."],
        [],
        ["Left side, first of three."],
        [],
    ]
    assert told(playback(1_000), playback(1_000, paused=True), playback(1_100))[1:] == [
        ["Paused."],
        ["Seated side stretch"],
    ]


def test_a_jump_in_a_pause_is_told_and_not_told_again_when_it_goes_on():
    positions = playback(12_000, paused=True), playback(24_000, paused=True), playback(24_000)
    assert told(*positions)[1:] == [["Left side, second of three."], []]


def test_a_remark_is_told_once_whatever_its_numbers():
    remarks = ["Begins in 10 s.", "Begins in 9 s.", None, "The device is gone.", "The device is gone.", None]
    lines = told(*(playback(12_000, remark=remark) for remark in remarks))
    assert [line for news in lines for line in news][2:] == ["Begins in 10 s.", "The device is gone."]


def test_a_title_is_one_line_without_control_characters():
    odd = Chapter("猫\x1b[2J\x07 שלום\u202e\nabc", "x", 60_000)
    assert through((odd,)) == ["猫[2J שלום abc"]

import pytest
from hand_made import NASTY, chapter, cue, session, sessions
from hypothesis import given, settings
from scripts_as_text import SIDE_STRETCH

from voiceguide.formats.captions import cues_in_time, sub_rip


def test_a_session_in_sub_rip():
    timeline = session(
        chapter("Welcome", 5120, cues=[cue("Settle in.", 600, 1400)]),
        chapter("Next", 5120, cues=[cue("Inhale, lift.", 0, 2345)]),
    )
    assert sub_rip(timeline) == (
        "1\n00:00:00,600 --> 00:00:02,000\nSettle in.\n\n2\n00:00:05,120 --> 00:00:07,465\nInhale, lift.\n"
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("a --> b", "a → b"),
        ("<i>in</i> & out", "‹i›in‹/i› & out"),
        ("{\\an8}up", "❴\\an8❵up"),
        ("one\n\ntwo", "one two"),
    ],
)
def test_characters_of_markup_are_replaced_by_look_alikes(said, written):
    assert sub_rip(session(chapter("C", 1280, cues=[cue(said, 0, 1000)]))).splitlines()[2] == written


def test_ffmpeg_reads_every_cue(compiled, read_by_ffmpeg):
    timeline = compiled(SIDE_STRETCH).timeline
    assert read_by_ffmpeg(sub_rip(timeline), "srt") == [
        (start, start + cue.duration, cue.utterance.text) for start, cue in cues_in_time(timeline)
    ]


def test_ffmpeg_reads_words_that_look_like_markup(read_by_ffmpeg):
    cues = [cue(text, 2000 * index, 1500) for index, text in enumerate(NASTY)]
    written = sub_rip(session(chapter("C", 60_000, cues=cues)))
    assert [text for _, _, text in read_by_ffmpeg(written, "srt")] == written.splitlines()[2::4]


@settings(max_examples=40, deadline=None)
@given(sessions())
def test_cues_are_numbered_blocks_of_three_lines(timeline):
    blocks = [block.split("\n") for block in sub_rip(timeline).rstrip("\n").split("\n\n") if block]
    assert [len(block) for block in blocks] == [3] * len(blocks)
    assert [int(block[0]) for block in blocks] == list(range(1, len(list(cues_in_time(timeline))) + 1))

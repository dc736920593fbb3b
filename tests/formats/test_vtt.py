import re
from html import unescape

from hand_made import NASTY, chapter, cue, session, sessions
from hypothesis import given, settings
from scripts_as_text import SIDE_STRETCH

from voiceguide.formats.captions import cues_in_time, one_line, web_vtt

HOUR = 3_600_000


def test_a_session_in_web_vtt():
    timeline = session(
        chapter("Welcome", 5120, cues=[cue("Settle in.", 600, 1400)]),
        chapter("Long one", 2 * HOUR, cues=[cue("Inhale, lift.", 0, 2345), cue("Rest.", HOUR, 999)]),
    )
    assert web_vtt(timeline) == (
        "WEBVTT - Session\n\n"
        "NOTE 0:00 to 0:05: Welcome\n\n"
        "00:00:00.600 --> 00:00:02.000\nSettle in.\n\n"
        "NOTE 0:05 to 2:00:05: Long one\n\n"
        "00:00:05.120 --> 00:00:07.465\nInhale, lift.\n\n"
        "01:00:05.120 --> 01:00:06.119\nRest.\n"
    )


def test_only_times_have_the_arrow_of_a_cue_between_them():
    made = web_vtt(session(chapter("a --> b", 9000, cues=[cue("c --> d", 0, 100)]), title="-->-->"))
    arrows = [line for line in made.splitlines() if "-->" in line]
    assert arrows == ["00:00:00.000 --> 00:00:00.100"]


def test_sides_are_written_as_they_are_spoken(compiled):
    assert "\nInhale, bend to the right.\n" in web_vtt(compiled(SIDE_STRETCH).timeline)


def test_ffmpeg_reads_every_cue(compiled, read_by_ffmpeg):
    timeline = compiled(SIDE_STRETCH).timeline
    assert read_by_ffmpeg(web_vtt(timeline), "vtt") == [
        (start, start + cue.duration, cue.utterance.text) for start, cue in cues_in_time(timeline)
    ]


def test_ffmpeg_reads_words_that_look_like_markup(read_by_ffmpeg):
    texts = [text for text in NASTY if "\\" not in text]  # ffmpeg itself takes `{\...}` for markup
    timeline = session(chapter("C", 60_000, cues=[cue(text, 2000 * i, 1500) for i, text in enumerate(texts)]))
    assert [text for _, _, text in read_by_ffmpeg(web_vtt(timeline), "vtt")] == [one_line(text) for text in texts]


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_every_cue_is_there_in_order_and_to_the_millisecond(timeline):
    found = re.findall(r"(\d+):(\d\d):(\d\d)\.(\d{3}) --> (\d+):(\d\d):(\d\d)\.(\d{3})\n(.+)\n", web_vtt(timeline))
    read = []
    for *clock, text in found:
        h, m, s, ms, *end = map(int, clock)
        read.append(
            (
                h * HOUR + m * 60_000 + s * 1000 + ms,
                end[0] * HOUR + end[1] * 60_000 + end[2] * 1000 + end[3],
                unescape(text),
            )
        )
    assert read == [(at, at + cue.duration, one_line(cue.utterance.text)) for at, cue in cues_in_time(timeline)]

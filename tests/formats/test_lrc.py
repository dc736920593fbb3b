import re

from hand_made import chapter, cue, session, sessions
from hypothesis import given, settings

from voiceguide.formats.captions import cues_in_time, lyrics

HOUR = 3_600_000


def test_a_session_in_lrc():
    timeline = session(chapter("Welcome", 65_280, cues=[cue("Settle in.", 604, 1400), cue("Breathe.", 61_005, 900)]))
    assert lyrics(timeline) == (
        "[ti:Session]\n[length:01:05]\n[re:voiceguide]\n[00:00.60]Settle in.\n[01:01.01]Breathe.\n"
    )


def test_minutes_go_past_a_hundred():
    timeline = session(chapter("Long", 2 * HOUR, cues=[cue("Rest.", 2 * HOUR - 5000, 900)]))
    assert lyrics(timeline).splitlines()[1::2] == ["[length:120:00]", "[119:55.00]Rest."]


def test_rounding_carries_into_the_minute():
    timeline = session(chapter("C", 64_000, cues=[cue("Rest.", 59_996, 900)]))
    assert lyrics(timeline).splitlines()[-1] == "[01:00.00]Rest."


def test_brackets_of_times_are_replaced_by_look_alikes():
    timeline = session(chapter("C", 1280, cues=[cue("[00:05.00] <b>", 0, 900)]), title="[a]")
    assert lyrics(timeline).splitlines()[0::3] == ["[ti:(a)]", "[00:00.00](00:05.00) ‹b›"]


@settings(max_examples=40, deadline=None)
@given(sessions())
def test_every_cue_is_there_in_order_and_to_the_hundredth(timeline):
    found = re.findall(r"^\[(\d{2,}):(\d\d)\.(\d\d)\](.+)$", lyrics(timeline), re.MULTILINE)
    times = [int(minutes) * 6000 + int(seconds) * 100 + int(rest) for minutes, seconds, rest, _ in found]
    exact = [start / 10 for start, _ in cues_in_time(timeline)]
    assert len(times) == len(exact)
    assert all(abs(time - at) <= 0.5 for time, at in zip(times, exact, strict=True))

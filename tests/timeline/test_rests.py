"""Rests: what comes next is said in time, and the end of a long rest is heard coming."""

import pytest
from scripts_as_text import read

from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.rests import place_rest, resting

REPEAT = "## Repeat 1 times\n- Inhale\n- Exhale\n"


def heard(made):
    """The words and bells after the last breath before the rest, each with its place from the end of `Rest.`"""
    rest = next(cue for cue in made.chapter.cues if cue.utterance.text == "Rest.")
    begin = rest.end + 500
    words = [(cue.start - begin, cue.utterance.text) for cue in made.chapter.cues if cue.start >= begin]
    bells = [(bell.start - begin, bell.name) for bell in made.chapter.bells if bell.start >= begin]
    return sorted(words + bells)


def test_in_a_rest_what_comes_next_is_said_and_ten_seconds_before_its_end(compiled):
    made = compiled(f"# A\n\n{REPEAT}\n## Rest 30 s\n\n## Hold 1 breath\n")
    assert heard(made)[:2] == [(10_000, "Next: a hold."), (20_000, "Ten seconds.")]
    assert made.phases[2].start >= made.cues("announcement")[-1].start + 10_000


def test_the_half_of_a_rest_of_a_minute_is_heard(compiled):
    made = compiled(f"# A\n\n{REPEAT}\n## Rest 60 s\n\n{REPEAT}")
    assert heard(made)[:3] == [
        (30_000, "Halfway."),
        (40_000, "Next: moving with your breath."),
        (50_000, "Ten seconds."),
    ]


@pytest.mark.parametrize(("length", "signs"), [(19, 0), (20, 1), (59, 1), (60, 2)])
def test_only_a_rest_that_is_long_enough_has_signs(compiled, length, signs):
    made = compiled(f"# A\n\n{REPEAT}\n## Rest {length} s\n\n{REPEAT}", guidance="tones", bells=True)
    assert sum(name in ("ready", "interval") for _, name in heard(made)) == signs
    assert [name for _, name in heard(made) if name == "ready"] == ["ready"] * (length >= 20)


def test_without_bells_the_signs_are_words_even_where_reps_have_none(compiled):
    made = compiled(f"# A\n\n{REPEAT}\n## Rest 20 s\n\n{REPEAT}", guidance="tones", bells=False)
    assert "Ten seconds." in made.said()


def test_a_rest_between_sets_is_heard_ending(compiled):
    made = compiled("# A\n\n## Repeat 2 sets of 3, rest 30 s\n- Inhale\n- Exhale\n")
    begin, ready, again = (
        next(cue for cue in made.chapter.cues if cue.utterance.text == text)
        for text in ("Rest.", "Ten seconds.", "Set two.")
    )
    assert (ready.start - begin.start, again.start - begin.start) == (20_000, 30_000)


def test_a_short_rest_lasts_as_written_and_says_nothing_that_does_not_fit(compiled):
    made = compiled(f"# A\n\n{REPEAT}\n## Rest 2 s\n\n{REPEAT}")
    assert made.said("announcement") == ["A."]


def test_before_the_second_side_the_side_is_what_comes_next(compiled):
    made = compiled("---\nsides: each\n---\n# A\n\n## Repeat 1 times\n- Inhale: {side}.\n- Exhale\n\n## Rest 20 s\n")
    assert made.said("announcement")[1:] == [
        "Next: the right side.",
        "Ten seconds.",
        "After that, we are done.",
        "Ten seconds.",
    ]


def test_the_next_exercise_its_position_and_what_it_needs_are_said_before_the_rest_ends(tmp_path):
    (tmp_path / "a.md").write_text(f"---\nneeds: [chair]\n---\n# A\n\n{REPEAT}\n## Rest 30 s\n")
    (tmp_path / "b.md").write_text(
        f"---\nposition: supine\nneeds: [chair, mat]\n---\n# B\n\n{REPEAT}\n## Finish\nUp.\n"
    )
    (tmp_path / "s.md").write_text("# S\n\n1. [A](a.md)\n2. [B](b.md)\n")
    chapter = compile_session(load(tmp_path / "s.md"), Options(), measure_by_words).chapters[1]
    *_, rest, following, lying, mat, ready = chapter.cues
    assert [cue.utterance.text for cue in (following, lying, mat, ready)] == [
        "Next: B.",
        "Lying on your back.",
        "You will need a mat.",
        "Ten seconds.",
    ]
    assert following.start == rest.end + 500 + 10_000
    assert ready.start == rest.end + 500 + 20_000


def test_a_rest_lasts_longer_where_its_words_need_it():
    rest = resting(20_000, None, ("Next: a hold.",), Options(), phrases("en"))
    duration, [(telling, _), (ready, _)] = place_rest(rest, lambda _: 12_000)
    assert (telling, ready, duration) == (0, 12_500, 22_500)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_every_language_names_every_position(language):
    assert set(phrases(language).table["positions"]) == set(phrases("en").table["positions"])
    assert read(
        "---\nposition: side-lying\n---\n# A\n\n## Repeat 1 times\n- Inhale\n- Exhale\n\n## Finish\nUp.\n"
    ).position

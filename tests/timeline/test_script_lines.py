"""Where the lines of a script are heard."""

import pytest

from voiceguide.script.load import load
from voiceguide.timeline.compile import chapters_of
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options
from voiceguide.timeline.reps import rep_at
from voiceguide.timeline.script_lines import line_start

SCRIPT = """---
sides: each
---
# Side bend

A bend for your ribs.

## Set up
Sit tall.
Reach your {side} arm up.

## Repeat 3 times
Move with your breath.
- Inhale: reach longer, and look up to the ceiling with a soft neck. | Reach.
- Exhale: bend to the {other side}. | Bend.

> Keep your {side} hip heavy.

## Hold 3 breaths
Stay with it.

## Rest 10 s

## Finish
Lower your arm.
"""


@pytest.fixture(scope="module")
def chapter_and_exercise(tmp_path_factory):
    file = tmp_path_factory.mktemp("scripts") / "bend.md"
    file.write_text(SCRIPT)
    session = load(file)
    return chapters_of(session, Options(), measure_by_words)[1], session.items[0].exercise


def first(chapter, part):
    return next(cue for cue in chapter.cues if part in cue.utterance.text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (6, "A bend for your ribs"),
        (7, "A bend for your ribs"),
        (8, "Sit tall"),
        (9, "Sit tall"),
        (10, "Reach your left arm up"),
        (12, "Move with your breath"),
        (13, "Move with your breath"),
        (18, "Keep your left hip heavy"),
        (22, "Stay with it"),
        (26, "Lower your arm"),
        (9999, "Lower your arm"),
    ],
)
def test_a_line_begins_where_its_sentence_is_heard_first(chapter_and_exercise, line, words):
    chapter, exercise = chapter_and_exercise
    cue = first(chapter, words)
    span = rep_at(chapter, cue.start)
    assert line_start(chapter, exercise, line) == (span.start if span else cue.start)


@pytest.mark.parametrize("line", [14, 15])
def test_a_step_begins_with_its_first_rep(chapter_and_exercise, line):
    chapter, exercise = chapter_and_exercise
    span = rep_at(chapter, line_start(chapter, exercise, line))
    assert (span.start, span.rep, span.side) == (line_start(chapter, exercise, line), 1, "left")


def test_a_line_before_all_words_begins_with_the_chapter(chapter_and_exercise):
    assert line_start(*chapter_and_exercise, 1) == 0

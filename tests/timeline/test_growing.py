"""Chapters while their words are being measured."""

import pytest

from voiceguide.breath import parse_pace
from voiceguide.script.load import load
from voiceguide.timeline.compile import chapters_of
from voiceguide.timeline.options import Options

OPENING, EXERCISE, CLOSING = range(3)

SESSION = """\
# Two

Welcome to this session. Take your time.

> [!CAUTION]
> Stop if it hurts.

1. [Side stretch](side-stretch.md)
"""
EXERCISE_TEXT = """\
---
needs: [chair]
---
# Side stretch
For the waist.

## Set up
Sit tall.
- Wait 3s

Lift an arm.

## Repeat 2 times
- Inhale: bend.
- Exhale: back up.
"""


@pytest.fixture
def session(tmp_path):
    (tmp_path / "two.md").write_text(SESSION, "utf-8")
    (tmp_path / "side-stretch.md").write_text(EXERCISE_TEXT, "utf-8")
    return load(tmp_path / "two.md")


class Measuring:
    """Measures 1.2 s for every utterance, and records the texts."""

    def __init__(self):
        self.texts = []

    def __call__(self, utterance):
        self.texts.append(utterance.text)
        return 1200


@pytest.mark.parametrize("bells", [True, False])
def test_the_opening_grows_by_one_utterance_at_a_time_and_is_whole_at_last(session, bells):
    measure = Measuring()
    chapters = chapters_of(session, Options(bells=bells), measure)
    measured = [(len(measure.texts), grown, until) for grown, until in chapters.growing(OPENING)]
    whole = chapters[OPENING]
    assert [count for count, _, _ in measured] == [*range(0 if bells else 1, len(whole.cues)), len(whole.cues)]
    for count, grown, _ in measured:
        assert grown.cues == whole.cues[:count]
        assert grown.bells == whole.bells
    assert measured[-1][1:] == (whole, whole.duration)
    untils = [until for _, _, until in measured]
    assert untils == sorted(set(untils))


@pytest.mark.parametrize("options", [{}, {"minutes": 1.5}, {"ramp_to": parse_pace("5-7")}])
def test_an_exercise_grows_by_one_utterance_at_a_time_up_to_its_first_breath(session, options):
    measure = Measuring()
    chapters = chapters_of(session, Options(**options), measure)
    already = len(set(measure.texts))
    growing = chapters.growing(EXERCISE)
    grown = [next(growing) for _ in range(4)]
    whole = chapters[EXERCISE]
    assert [chapter.cues for chapter, _ in grown] == [whole.cues[:count] for count in range(1, 5)]
    assert whole.cues[3].end < whole.phases[0].start < whole.cues[4].end
    assert all(until < chapter.cues[-1].end for chapter, until in grown)
    assert list(growing) == [(whole, whole.duration)]
    assert already == 0 or "minutes" in options


@pytest.mark.parametrize("number", [OPENING, EXERCISE, CLOSING])
def test_a_chapter_that_is_laid_out_already_is_whole_at_once(session, number):
    chapters = chapters_of(session, Options(), lambda _: 1200)
    whole = chapters[number]
    assert list(chapters.growing(number)) == [(whole, whole.duration)]

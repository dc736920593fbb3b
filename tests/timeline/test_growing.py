"""The opening while its words are being measured."""

import pytest

from voiceguide.script.load import load
from voiceguide.timeline.compile import Chapters
from voiceguide.timeline.options import Options

OPENING, EXERCISE = 0, 1

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
    chapters = Chapters(session, Options(bells=bells), measure)
    measured = [(len(measure.texts), grown, until) for grown, until in chapters.growing(OPENING)]
    whole = chapters[OPENING]
    assert [count for count, _, _ in measured] == [*range(0 if bells else 1, len(whole.cues)), len(whole.cues)]
    for count, grown, _ in measured:
        assert grown.cues == whole.cues[:count]
        assert grown.bells == whole.bells
    assert measured[-1][1:] == (whole, whole.duration)
    untils = [until for _, _, until in measured]
    assert untils == sorted(set(untils))


def test_exercises_and_chapters_that_are_laid_out_already_are_whole_at_once(session):
    chapters = Chapters(session, Options(), lambda _: 1200)
    assert [grown for grown, _ in chapters.growing(EXERCISE)] == [chapters[EXERCISE]]
    whole = chapters[OPENING]
    assert list(chapters.growing(OPENING)) == [(whole, whole.duration)]

import numpy as np
import pytest

from voiceguide.mix.automation import ducking
from voiceguide.timeline.model import Chapter, Cue, Utterance


def ducked(*spans):
    cues = tuple(Cue("cue", Utterance("x"), start, end - start) for start, end in spans)
    curve = ducking(Chapter("", None, 60_160, cues=cues))
    return lambda *times: curve.at(np.array(times, float)).tolist()


def test_ducking_begins_75_ms_before_the_voice_and_ends_half_a_second_after_it():
    assert ducked((2000, 3000))(0, 1925, 1962.5, 2000, 2500, 3000, 3250, 3500, 9000) == [0, 0, 0.5, 1, 1, 1, 0.5, 0, 0]


def test_ducking_goes_on_through_a_short_gap_between_sentences():
    at = ducked((2000, 3000), (3500, 4000), (5200, 6000))
    assert at(*range(2000, 6001, 50)) == [1] * 81


def test_ducking_ends_in_a_long_gap_between_sentences():
    at = ducked((2000, 3000), (4300, 5000))
    assert at(3500, 4000, 4225, 4300) == [0, 0, 0, 1]


def test_ducking_is_complete_at_the_start_of_a_chapter_that_begins_with_words():
    assert ducked((0, 1000))(0, 500) == [1, 1]
    assert ducked((30, 1000))(0)[0] == pytest.approx(0.6)


def test_without_words_nothing_is_ducked():
    assert ducked()(0, 5000) == [0, 0]

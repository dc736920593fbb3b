import numpy as np
import pytest

from voiceguide.clip import audible_span
from voiceguide.errors import SpeechError
from voiceguide.speech.voices.tone import ToneEngine, tone_ms
from voiceguide.timeline.model import Utterance
from voiceguide.units import SAMPLE_RATE


def test_the_duration_depends_on_words_and_rate() -> None:
    assert tone_ms(Utterance("Inhale")) == 600
    assert tone_ms(Utterance("Bend to the left")) == 1800
    assert tone_ms(Utterance("Bend to the left", rate=1.25)) == 1440
    assert tone_ms(Utterance("Turn 90°")) == tone_ms(Utterance("Turn 90 degrees"))


def test_the_tone_is_heard_from_its_first_sample_to_its_last() -> None:
    clip = ToneEngine().synthesize(Utterance("Inhale"))
    start, end = audible_span(clip.samples)
    assert start > 0
    assert end < clip.frames
    assert end - start == 600 * SAMPLE_RATE // 1000
    assert np.abs(clip.samples).max() == pytest.approx(0.1)


def test_it_is_at_1000_hertz() -> None:
    clip = ToneEngine().synthesize(Utterance("one two three"))
    start, end = audible_span(clip.samples)
    spectrum = np.abs(np.fft.rfft(clip.samples[start:end, 0]))
    assert spectrum.argmax() * SAMPLE_RATE / (end - start) == pytest.approx(1000, abs=2)


def test_without_words_there_is_no_tone() -> None:
    with pytest.raises(SpeechError, match="no words"):
        ToneEngine().synthesize(Utterance(" "))

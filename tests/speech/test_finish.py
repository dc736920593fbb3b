import numpy as np
import pytest

from voiceguide.clip import Clip
from voiceguide.speech.finish import clip_from_pcm, finished, pcm_from_clip
from voiceguide.speech.voices.tone import ToneEngine, tone_ms
from voiceguide.timeline.model import Utterance
from voiceguide.units import SAMPLE_RATE

INHALE = Utterance("Inhale, bend to the left.")


def test_a_clip_survives_the_conversion_to_pcm_and_back() -> None:
    samples = np.random.default_rng(0).integers(-(1 << 15), 1 << 15, 500)
    pcm = samples.astype("<i2").tobytes()
    clip = clip_from_pcm(pcm)
    assert (clip.samples.shape, clip.samples.dtype, clip.rate) == ((500, 1), np.float32, SAMPLE_RATE)
    assert pcm_from_clip(clip) == pcm


def test_samples_beyond_full_scale_are_clipped() -> None:
    loud = Clip(np.array([[2.0], [-2.0]], np.float32), SAMPLE_RATE)
    assert clip_from_pcm(pcm_from_clip(loud)).samples[:, 0].tolist() == [32767 / 32768, -1.0]


def test_a_finished_clip_lasts_as_long_as_it_is_audible_and_silence_is_empty() -> None:
    assert finished(ToneEngine().synthesize(INHALE)).duration == tone_ms(INHALE)
    assert finished(Clip(np.zeros((1000, 2), np.float32), 22_050)).frames == 0


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_a_sample_that_is_not_finite_does_not_spoil_a_clip(wrong: float) -> None:
    raw = ToneEngine().synthesize(INHALE)
    spoilt = raw.samples.copy()
    spoilt[len(spoilt) // 2] = wrong
    clip = finished(Clip(spoilt, raw.rate))
    assert np.isfinite(clip.samples).all()
    assert clip.duration == tone_ms(INHALE)
    assert abs(np.frombuffer(pcm_from_clip(clip), "<i2")).mean() > 100

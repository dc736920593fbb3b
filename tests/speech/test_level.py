import numpy as np
import pytest

from voiceguide.clip import Clip
from voiceguide.speech.level import PEAK_DB, SPEECH_LUFS, level


def tone(seconds: float, peak: float) -> np.ndarray:
    return (peak * np.sin(2 * np.pi * 1000 / 44_100 * np.arange(int(44_100 * seconds)))).astype(np.float32)[:, None]


def rms_db(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.square(samples, dtype=np.float64).mean())))


@pytest.mark.parametrize("peak", [0.001, 0.1, 0.9])
def test_loud_and_soft_clips_come_out_alike(peak: float) -> None:
    assert rms_db(level(Clip(tone(1, peak), 44_100)).samples) == pytest.approx(SPEECH_LUFS, abs=0.1)


def test_pauses_do_not_make_a_clip_louder() -> None:
    with_pause = np.concatenate([tone(1, 0.3), np.zeros((88_200, 1), np.float32)])
    assert rms_db(level(Clip(with_pause, 44_100)).samples[:44_100]) == pytest.approx(SPEECH_LUFS, abs=0.1)


def test_a_clip_of_sharp_peaks_stays_below_full_scale() -> None:
    clicks = np.zeros((44_100, 1), np.float32)
    clicks[::800] = 0.2
    assert 20 * np.log10(np.abs(level(Clip(clicks, 44_100)).samples).max()) == pytest.approx(PEAK_DB, abs=0.01)


def test_silence_and_single_frames_are_no_trouble() -> None:
    assert not level(Clip(np.zeros((10, 1), np.float32), 44_100)).samples.any()
    assert level(Clip(np.zeros((0, 1), np.float32), 44_100)).frames == 0
    assert level(Clip(np.full((1, 1), 0.5, np.float32), 44_100)).frames == 1

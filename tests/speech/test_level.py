import numpy as np
import pytest
from pyloudnorm import Meter

from voiceguide.clip import Clip
from voiceguide.speech.finish import PEAK_DB, SPEECH_LUFS, WINDOW_MS, level


def tone(seconds: float, peak: float) -> np.ndarray:
    return (peak * np.sin(2 * np.pi * 1000 / 44_100 * np.arange(int(44_100 * seconds)))).astype(np.float32)[:, None]


def rms_db(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.square(samples, dtype=np.float64).mean())))


@pytest.mark.parametrize("peak", [0.001, 0.1, 0.9])
def test_loud_and_soft_clips_come_out_alike(peak: float) -> None:
    assert rms_db(level(Clip(tone(1, peak), 44_100)).samples) == pytest.approx(SPEECH_LUFS, abs=0.05)


def test_pauses_do_not_make_a_clip_louder() -> None:
    with_pause = np.concatenate([tone(1, 0.3), np.zeros((88_200, 1), np.float32)])
    assert rms_db(level(Clip(with_pause, 44_100)).samples[:44_100]) == pytest.approx(SPEECH_LUFS, abs=0.05)


def test_a_clip_of_sharp_peaks_stays_below_full_scale() -> None:
    clicks = np.zeros((44_100, 1), np.float32)
    clicks[::800] = 0.2
    assert 20 * np.log10(np.abs(level(Clip(clicks, 44_100)).samples).max()) == pytest.approx(PEAK_DB, abs=0.01)


def test_silence_and_single_frames_are_no_trouble() -> None:
    assert not level(Clip(np.zeros((10, 1), np.float32), 44_100)).samples.any()
    assert level(Clip(np.zeros((0, 1), np.float32), 44_100)).frames == 0
    assert level(Clip(np.full((1, 1), 0.5, np.float32), 44_100)).frames == 1


def babble(rate: int, tilt: float) -> np.ndarray:
    """Noise bursts with the levels and spectra of syllables, each of another pitch and length, with pauses between them."""
    chance = np.random.default_rng(rate)
    syllables = []
    for _ in range(30):
        frames = rate * int(chance.integers(80, 300)) // 1000
        spectrum = np.fft.rfft(chance.standard_normal(frames))
        hz = np.fft.rfftfreq(frames, 1 / rate)
        near = np.exp(-(np.log2(np.maximum(hz, 20) / chance.uniform(150, 5000)) ** 2)) * np.maximum(hz, 20) ** -tilt
        sound = np.fft.irfft(spectrum * near, frames)
        syllables += [sound / np.abs(sound).max() * chance.uniform(0.05, 0.2), np.zeros(int(chance.integers(0, 3000)))]
    return np.concatenate(syllables).astype(np.float32)[:, None]


@pytest.mark.parametrize("tilt", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_loudness_is_what_pyloudnorm_measures(rate: int, tilt: float) -> None:
    """pyloudnorm is given our short windows without overlap: its own are 400 ms, longer than many words."""
    levelled = level(Clip(babble(rate, tilt), rate)).samples[:, 0]
    assert np.abs(levelled).max() < 0.99 * 10 ** (PEAK_DB / 20)
    meter = Meter(rate, block_size=WINDOW_MS / 1000, overlap=0.0)
    whole = levelled[: len(levelled) // (rate // 50) * (rate // 50)]
    assert meter.integrated_loudness(whole) == pytest.approx(SPEECH_LUFS, abs=0.05)

import wave
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from voiceguide.errors import SoundError
from voiceguide.mix.bells import bundled_bell, own_bell
from voiceguide.mix.chapter import mix_chapter
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import Bell, BellName, Chapter
from voiceguide.units import SAMPLE_RATE

NAMES = get_args(BellName)


def power(name):
    """The share of a bell's power at each frequency, and the frequencies in Hz."""
    samples = bundled_bell(name).samples[:, 0]
    spectrum = np.abs(np.fft.rfft(samples, 4 * SAMPLE_RATE)) ** 2
    return spectrum / spectrum.sum(), np.fft.rfftfreq(4 * SAMPLE_RATE, 1 / SAMPLE_RATE)


def test_the_bundled_bells_are_the_ones_that_the_tool_makes(made_sounds):
    made = {path.name: path.read_bytes() for path in (made_sounds / "bells").iterdir()}
    assert made == {path.name: path.read_bytes() for path in bundled("audio/bells").iterdir()}
    assert set(made) == {f"{name}.wav" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_bell_is_short_and_soft_and_begins_and_ends_in_silence(name):
    clip = bundled_bell(name)
    assert (clip.rate, clip.channels) == (SAMPLE_RATE, 1)
    assert clip.duration <= 2500
    assert 20 * np.log10(np.abs(clip.samples).max()) == pytest.approx(-14, abs=0.01)
    assert np.abs(clip.samples[[0, -1]]).max() == 0
    assert np.abs(np.diff(clip.samples[:44, 0])).max() < 0.005


@pytest.mark.parametrize("name", NAMES)
def test_a_small_speaker_plays_nearly_all_of_a_bell(name):
    share, frequencies = power(name)
    assert share[frequencies >= 200].sum() > 0.999


def test_the_tick_is_over_before_any_other_bell_has_sounded_half():
    durations = {name: bundled_bell(name).duration for name in NAMES}
    assert 80 <= durations.pop("tick") <= 120 < min(durations.values()) / 2


def test_bells_are_told_apart_by_their_pitch():
    pitches = sorted(frequencies[share.argmax()] for share, frequencies in map(power, NAMES))
    assert all(higher / lower > 1.1 for lower, higher in pairwise(pitches))


def test_a_listeners_own_bell_begins_at_once_and_is_as_loud_as_ours_whatever_its_level(tmp_path):
    heard = {}
    for level in (0.9, 0.01):
        times = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
        sound = np.concatenate([np.zeros(SAMPLE_RATE), level * np.exp(-times) * np.sin(2 * np.pi * 440 * times)])
        path = tmp_path / f"{level}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", "not compressed"))
            file.writeframes((sound * 32767).astype("<i2").tobytes())
        heard[level] = own_bell(path).samples
        assert np.abs(heard[level][:441]).max() > 0.3 * np.abs(heard[level]).max()
    assert np.abs(heard[0.9]).max() == pytest.approx(np.abs(heard[0.01]).max(), rel=0.05)
    assert -24 < 20 * np.log10(np.abs(heard[0.9]).max()) < -14


def test_of_a_long_sound_the_first_ten_seconds_are_a_bell_and_silence_is_none(tmp_path):
    for name, amplitude in (("drone", 0.5), ("silence", 0.0)):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", "not compressed"))
            tone = amplitude * np.sin(np.arange(60 * SAMPLE_RATE) / 20)
            file.writeframes((tone * 32767).astype("<i2").tobytes())
    samples = own_bell(tmp_path / "drone.wav").samples
    assert len(samples) == pytest.approx(10 * SAMPLE_RATE, rel=0.02)
    assert np.abs(samples[-4410:]).max() < 0.05 * np.abs(samples).max()
    with pytest.raises(SoundError, match="cannot be a bell"):
        own_bell(tmp_path / "silence.wav")


def test_a_bell_that_would_ring_on_after_its_chapter_fades_out():
    chapter = Chapter("", None, 1280, bells=(Bell("start", 0),))
    sound = np.concatenate(list(mix_chapter(chapter, lambda _: None)))
    assert np.abs(sound[:4410]).max() > 0.1
    assert np.abs(sound[-44:]).max() < 0.002

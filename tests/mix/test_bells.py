from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from voiceguide.mix.chapter import bundled_bell
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import BellName
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

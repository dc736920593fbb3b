import numpy as np
import pytest
import soxr

from voiceguide.mix.control import CONTROL_FRAMES
from voiceguide.mix.limiter import ATTACK, RELEASE, limited
from voiceguide.mix.noise import GRID_FRAMES
from voiceguide.units import SAMPLE_RATE

CEILING = 0.8


def blocks(sound, steps):
    size = steps * GRID_FRAMES
    return (sound[start : start + size].copy() for start in range(0, len(sound), size))


def after_limit(sound, steps=3):
    return np.concatenate(list(limited(blocks(sound, steps), CEILING)))


def tone(hz, level, seconds=4 * GRID_FRAMES / SAMPLE_RATE):
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.repeat((level * np.sin(2 * np.pi * hz * times + 0.4))[:, np.newaxis], 2, axis=1).astype(np.float32)


def true_peak(sound):
    """The true peak without the edges: a sound that is cut off rings between its last samples."""
    return np.abs(soxr.resample(sound, 1, 4)[2000:-2000]).max()


@pytest.mark.parametrize("hz", [50, 440, 1000, 3000, 7350, 11_025])
def test_no_wave_exceeds_the_ceiling_between_samples_either(hz):
    assert true_peak(after_limit(tone(hz, 1.3))) <= CEILING * 1.005


def test_random_bursts_stay_below_it():
    rng = np.random.default_rng(1)
    burst = soxr.resample(rng.standard_normal((2 * GRID_FRAMES, 2)).astype(np.float32), 1, 2)
    swells = np.repeat(rng.uniform(0, 0.9, 64), len(burst) // 64)[:, np.newaxis]
    assert true_peak(burst * swells) > 1.5
    assert true_peak(after_limit((burst * swells).astype(np.float32))) <= CEILING * 1.02


def test_what_is_low_is_left_as_it_is():
    sound = tone(440, 0.79)
    np.testing.assert_array_equal(after_limit(sound), sound)


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_blocks_of_any_length_come_out_the_same(steps):
    sound = tone(300, 0.5)
    for at in (GRID_FRAMES - 40, GRID_FRAMES + 5, 2 * GRID_FRAMES - 1, 3 * GRID_FRAMES + 9000):
        sound[at : at + 60] *= 2.5
    np.testing.assert_array_equal(after_limit(sound, steps), after_limit(sound, 3))


def test_the_gain_falls_before_a_peak_and_is_back_soon_after():
    sound = np.full((GRID_FRAMES, 2), 0.2, np.float32)
    at = 100 * CONTROL_FRAMES + 50
    sound[at] = 1.0
    gain = after_limit(sound)[:, 0] / sound[:, 0]
    assert gain[at] <= CEILING + 0.001
    first, last = np.flatnonzero(gain < 0.9999)[[0, -1]]
    assert (ATTACK - 1) * CONTROL_FRAMES < at - first <= (2 * ATTACK + 1) * CONTROL_FRAMES
    assert (RELEASE - 1) * CONTROL_FRAMES < last - at <= (RELEASE + ATTACK + 2) * CONTROL_FRAMES
    assert np.abs(np.diff(gain[first:at])).max() < 0.002, "no step that could be heard"


def test_both_channels_get_the_same_gain():
    sound = tone(440, 0.3)
    sound[20_000:20_100, 0] *= 4
    out = after_limit(sound)
    np.testing.assert_allclose(out[15_000:20_000, 0], out[15_000:20_000, 1])

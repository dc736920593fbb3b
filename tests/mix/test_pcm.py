import warnings

import numpy as np

from voiceguide.clip import pcm16


def test_samples_become_interleaved_little_endian_steps_to_the_nearest():
    samples = np.array([[0.0, 1.0], [-1.0, 1.6 / 32767]], np.float32)
    assert pcm16(samples) == b"\x00\x00\xff\x7f\x01\x80\x02\x00"


def test_samples_beyond_full_scale_are_clipped_and_nan_is_silence():
    samples = np.array([[1.001, -1.001], [40.0, -40.0], [np.inf, -np.inf], [np.nan, 3e38]], np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        steps = np.frombuffer(pcm16(samples), "<i2").reshape(samples.shape)
    assert steps.tolist() == [[32767, -32767], [32767, -32767], [32767, -32767], [0, 32767]]

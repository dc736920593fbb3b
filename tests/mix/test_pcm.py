import numpy as np

from voiceguide.mix.pcm import pcm16


def test_samples_become_interleaved_little_endian_steps_to_the_nearest():
    samples = np.array([[0.0, 1.0], [-1.0, 1.6 / 32767]], np.float32)
    assert pcm16(samples) == b"\x00\x00\xff\x7f\x01\x80\x02\x00"

"""Our measure of loudness compared with pyloudnorm's."""

from pathlib import Path

import numpy as np
import pytest
from pyloudnorm import Meter

from voiceguide.clip import Clip, decode, mono, resample
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import Utterance
from voiceguide.verify.loudness import blocks_of, integrated

SAMPLE = Path(__file__).parents[2] / "docs" / "sample.mp3"


def session() -> Clip:
    """Words and breaths of a session, in stereo."""
    import miniaudio

    sound = miniaudio.mp3_read_file_f32(str(SAMPLE))
    return Clip(np.array(sound.samples, np.float32).reshape(-1, sound.nchannels), sound.sample_rate)


def speech() -> Clip:
    """A voice by itself with a long silence after it, in mono."""
    clip = SystemEngine().synthesize(Utterance("Sit tall, and let your shoulders drop. Breathe in, and reach up."))
    return Clip(np.concatenate([clip.samples, np.zeros((3 * clip.rate, 1), np.float32)]), clip.rate)


def bed(name: str) -> Clip:
    clip = decode(bundled("audio/beds") / f"{name}.wav")
    return Clip(clip.samples[: 20 * clip.rate], clip.rate)


def hum() -> Clip:
    """Sound at lower frequencies than the filters were made for, and louder on one side."""
    times = np.arange(10 * 44_100) / 44_100
    wave = (0.3 * np.sin(2 * np.pi * 50 * times) * (1 + 0.5 * np.sin(2 * np.pi * 0.4 * times))).astype(np.float32)
    return Clip(np.stack([wave, 0.2 * wave], axis=1), 44_100)


@pytest.mark.parametrize("sides", [1, 2], ids=["mono", "stereo"])
@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
@pytest.mark.parametrize(
    "sound", [session, speech, lambda: bed("rain"), lambda: bed("sea"), lambda: bed("drone"), hum],
    ids=["session", "speech", "rain", "sea", "drone", "hum"],
)  # fmt: skip
def test_loudness_is_what_pyloudnorm_measures(sound, rate, sides):
    clip = resample(sound(), rate)
    clip = mono(clip) if sides == 1 else clip
    samples = np.repeat(clip.samples, sides, axis=1) if clip.channels < sides else clip.samples
    expected = Meter(rate).integrated_loudness(samples.astype(np.float64))
    assert integrated(blocks_of(samples, rate)) == pytest.approx(expected, abs=0.1)


def test_every_block_is_as_loud_as_pyloudnorm_finds_it():
    clip = session()
    meter = Meter(clip.rate)
    meter.integrated_loudness(clip.samples.astype(np.float64))
    found = blocks_of(clip.samples, clip.rate)
    expected = np.array(meter.blockwise_loudness)[: len(found)]
    loud = expected > -60
    np.testing.assert_allclose(found[loud], expected[loud], atol=0.1)


@pytest.mark.parametrize("frames", [0, 100, 17_639])
def test_silence_and_sounds_shorter_than_a_block_have_no_loudness(frames):
    assert integrated(blocks_of(np.full((frames, 2), 0.5, np.float32), 44_100)) is None
    assert integrated(blocks_of(np.zeros((88_200, 2), np.float32), 44_100)) is None

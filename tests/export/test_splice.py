"""Parts of a sound that were encoded apart, joined, and decoded by others."""

import subprocess
from functools import cache

import numpy as np
import pytest

from voiceguide.export.encoding import STANDARD, Encoding
from voiceguide.export.mp3 import encode_chapter
from voiceguide.export.splice import OVERLAP_MS, NoSplice, spliced
from voiceguide.mix.pcm import pcm16
from voiceguide.units import MP3_FRAME, frames_from_ms

STEP = frames_from_ms(1280)
OVERLAP = frames_from_ms(OVERLAP_MS)
DELAY = 576 + 529
"""Samples by which an encoder and a decoder are late together."""


@cache
def voice_like(steps, seed=1):
    """Swelling harmonies over a quiet floor, with pauses: what is hard for an encoder about speech."""
    rng = np.random.default_rng(seed)
    times = np.arange(steps * STEP) / 44_100
    swell = np.clip(np.sin(2 * np.pi * 0.7 * times) + 0.3 * np.sin(2 * np.pi * 3.1 * times), 0, None)
    wave = sum(np.sin(2 * np.pi * 140 * number * times * (1 + 0.0004 * number)) / number for number in range(1, 12))
    floor = 0.003 * rng.standard_normal((len(times), 2))
    sound = (0.25 * (swell * wave)[:, np.newaxis] + floor).astype(np.float32)
    sound.flags.writeable = False
    return sound


def encoded(sound, encoding=STANDARD):
    return b"".join(encode_chapter([sound], encoding))


@cache
def whole_noise_db(encoding):
    """The noise of 12 steps that were encoded as one, frame by frame, and how many bytes they are."""
    sound = voice_like(12)
    whole = encoded(sound, encoding)
    return noise_db(whole, sound, encoding), len(whole)


def in_two(sound, cut, encoding=STANDARD):
    """Encoded in two runs, the second of which begins a little before the cut; `cut` is in steps of the chapter grid."""
    runs = (sound[: cut * STEP], sound[cut * STEP - OVERLAP :])
    return b"".join(spliced((encoded(run, encoding) for run in runs), encoding))


def decoded(data, channels):
    done = subprocess.run(
        ["ffmpeg", "-v", "warning", "-f", "mp3", "-i", "-", "-f", "s16le", "-"],
        input=data,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return np.frombuffer(done.stdout, "<i2").reshape(-1, channels) / 32768


def noise_db(data, sound, encoding):
    """How far the decoded sound is from what was encoded, in dB, for every frame."""
    heard = encoding.heard(sound)
    exact = np.frombuffer(pcm16(heard), "<i2").reshape(heard.shape) / 32768
    late = decoded(data, encoding.channels)[DELAY : DELAY + len(exact)]
    error = (late - exact[: len(late)]) ** 2
    frames = error[: len(error) // MP3_FRAME * MP3_FRAME].reshape(-1, MP3_FRAME * encoding.channels)
    return 10 * np.log10(frames.mean(axis=1) + 1e-12)


@pytest.mark.parametrize(
    "encoding", [STANDARD, Encoding(320), Encoding(64, mono=True), Encoding(40, mono=True), Encoding(32)], ids=str
)
@pytest.mark.parametrize("cut", [4, 7])
def test_a_join_is_as_clean_as_what_is_beside_it(encoding, cut):
    sound = voice_like(12)
    joined = in_two(sound, cut, encoding)
    whole, length = whole_noise_db(encoding)
    assert len(joined) == length
    extra = noise_db(joined, sound, encoding) - whole
    assert np.abs(extra[: (cut - 2) * 49]).max() < 0.01, "before the join nothing differs"
    assert extra.max() < 6
    assert abs(extra.mean()) < 0.1


def test_runs_that_are_put_one_after_the_other_are_not():
    """What the tests above would find: an encoder that has not heard what was before, and one that never finished."""
    sound = voice_like(12)
    apart = encoded(sound[: 7 * STEP]) + encoded(sound[7 * STEP :])
    assert (noise_db(apart, sound, STANDARD) - whole_noise_db(STANDARD)[0]).max() > 15


def test_another_decoder_has_nothing_to_say_about_it_either(tmp_path):
    (tmp_path / "joined.mp3").write_bytes(in_two(voice_like(12), 6))
    tested = subprocess.run(["mpg123", "-q", "--test", tmp_path / "joined.mp3"], capture_output=True, check=True)
    assert tested.stderr == b""


def test_data_that_begins_before_its_frame_goes_along():
    """The second run is loud where the first is quiet: what it had saved up lies in frames that are not its own."""
    sound = voice_like(10).copy()
    sound[: 5 * STEP - OVERLAP] *= 0.01
    joined = in_two(sound, 5)
    borrowed = [joined[at + 4] << 1 | joined[at + 5] >> 7 for at in frame_starts(joined)]
    near = borrowed[3 * 49 : 5 * 49]
    assert min(near[20:]) > 0, "there is something to be copied wherever the join is"
    assert noise_db(joined, sound, STANDARD).max() < noise_db(encoded(sound), sound, STANDARD).max() + 3


def frame_starts(data):
    at = 0
    while at < len(data):
        yield at
        at += 144_000 * 128 // 44_100 + (data[at + 2] >> 1 & 1)


def test_one_run_is_as_it_was():
    run = encoded(voice_like(3))
    assert b"".join(spliced([run], STANDARD)) == run


def test_where_no_frame_fits_nothing_is_joined():
    """Clicks all over: every window is a short one."""
    sound = np.zeros((10 * STEP, 2), np.float32)
    sound[::900] = 0.9
    with pytest.raises(NoSplice):
        in_two(sound, 5)

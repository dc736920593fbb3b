import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.clip import Clip, audible_span, decode, mono, resample, trim
from voiceguide.errors import SoundError

RATE = 22_050


def tone(frames: int, lead: int = 0, tail: int = 0, channels: int = 1, rate: int = RATE) -> Clip:
    sound = 0.5 * np.cos(2 * np.pi * 441 / rate * np.arange(frames))
    one = np.pad(sound, (lead, tail)).astype(np.float32)
    return Clip(np.stack([one] * channels, axis=1), rate)


def write_wav(path: Path, samples: bytes, width: int = 2, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(RATE)
        file.writeframes(samples)
    return path


def run_python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | environment,
        check=False,
    )


def test_samples_of_another_type_or_shape_are_refused() -> None:
    with pytest.raises(TypeError, match="float64"):
        Clip(np.zeros((3, 1)), RATE)
    with pytest.raises(TypeError, match=r"\(3,\)"):
        Clip(np.zeros(3, np.float32), RATE)


@pytest.mark.parametrize(
    ("width", "top"), [(1, b"\xff"), (2, b"\xff\x7f"), (3, b"\xff\xff\x7f"), (4, b"\xff\xff\xff\x7f")]
)
def test_wav_of_every_width_fills_the_range(tmp_path: Path, width: int, top: bytes) -> None:
    zero = b"\x80" if width == 1 else bytes(width)
    clip = decode(write_wav(tmp_path / "a.wav", zero + top, width))
    assert clip.rate == RATE
    assert clip.samples.shape == (2, 1)
    assert clip.samples[0, 0] == 0
    assert clip.samples[1, 0] == pytest.approx(1, abs=0.01)


def test_wav_is_told_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    clip = decode(write_wav(tmp_path / "speech.mp3", bytes(8), channels=2))
    assert clip.samples.shape == (2, 2)


def test_a_missing_file_and_one_without_sound_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="No such file"):
        decode(tmp_path / "missing.wav")
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF\x04\x00\x00\x00WAVE")
    with pytest.raises(SoundError, match=r"broken\.wav"):
        decode(broken)


def test_without_ffmpeg_wav_is_read_silently_and_the_rest_says_what_is_missing(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", bytes(8))
    other = tmp_path / "a.ogg"
    other.write_bytes(b"OggS" + bytes(100))
    code = (
        "import sys; from pathlib import Path; from voiceguide.clip import decode; print(decode(Path(sys.argv[1])).frames)\n"
        "try: decode(Path(sys.argv[2]))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = run_python(code, str(sound), str(other), PATH="")
    assert done.stderr == ""
    frames, problem = done.stdout.splitlines()
    assert frames == "4"
    assert problem.startswith("SoundError")
    assert "ffmpeg" in problem


@settings(max_examples=60, deadline=None)
@given(
    frames=st.integers(1, 4000),
    lead=st.integers(0, 3000),
    tail=st.integers(0, 3000),
    channels=st.integers(1, 2),
    rate=st.sampled_from([16_000, 22_050, 44_100]),
)
def test_trimming_keeps_the_audible_frames_and_no_other(
    frames: int, lead: int, tail: int, channels: int, rate: int
) -> None:
    whole = tone(frames, lead, tail, channels, rate)
    start, end = audible_span(whole.samples)
    assert start == lead  # a cosine is heard from its first sample
    trimmed = trim(whole)
    assert trimmed.samples.shape == (end - start, channels)
    assert trimmed.rate == rate
    heard, _ = audible_span(trimmed.samples)
    assert heard <= rate * 2 // 1000


def test_the_middle_is_untouched_and_the_ends_rise_and_fall_without_a_step() -> None:
    whole = tone(4410, lead=500, tail=700)
    trimmed = trim(whole)
    edge = 100
    np.testing.assert_allclose(trimmed.samples[edge:-edge], whole.samples[500 + edge : 4910 - edge], atol=1e-7)
    assert abs(trimmed.samples[0, 0]) < 1e-4
    assert abs(trimmed.samples[-1, 0]) < 0.01
    assert np.abs(np.diff(trimmed.samples[:, 0])).max() <= np.abs(np.diff(whole.samples[500:4910, 0])).max() * 1.1


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.filterwarnings("ignore")
def test_fades_are_those_of_pydub_to_the_bit(rate: int, channels: int) -> None:
    """Told that a second has 1000 frames, pydub counts in frames where it counts in milliseconds."""
    from pydub import AudioSegment

    whole = np.random.default_rng(rate).uniform(-0.9, 0.9, (rate // 2, channels)).astype(np.float32)
    whole[::3] *= np.float32(1e-4)
    data = (whole * np.float32(2**31)).astype(np.int32).tobytes()
    segment = AudioSegment(data=data, sample_width=4, frame_rate=1000, channels=channels)
    start, end = audible_span(whole)
    faded = segment[start:end].fade_in(rate * 2 // 1000).fade_out(rate * 4 // 1000)
    expected = np.frombuffer(faded.raw_data, np.int32).reshape(-1, channels).astype(np.float32) / np.float32(2**31)
    edges = [*range(rate * 2 // 1000), *range(-(rate * 4 // 1000), 0)]
    np.testing.assert_array_equal(trim(Clip(whole, rate)).samples[edges], expected[edges])


def test_what_is_far_below_the_peak_is_trimmed_and_quiet_speech_is_not() -> None:
    faint, soft = 0.5 * 10 ** (-50 / 20), 0.5 * 10 ** (-35 / 20)
    whole = tone(2000, lead=2000)
    whole.samples[:1000, 0] = faint
    whole.samples[1000:2000, 0] = soft
    assert trim(whole).frames == 3000


@pytest.mark.parametrize("frames", [0, 1000])
def test_silence_trims_to_nothing(frames: int) -> None:
    assert trim(Clip(np.zeros((frames, 2), np.float32), RATE)).samples.shape == (0, 2)


def test_mono_is_the_mean_of_the_channels() -> None:
    assert mono(Clip(np.array([[1.0, 0.0]], np.float32), RATE)).samples.tolist() == [[0.5]]


def test_resampling_keeps_length_and_level() -> None:
    before = tone(RATE)
    after = resample(before, 44_100)
    assert after.rate == 44_100
    assert after.frames == pytest.approx(44_100, abs=2)
    assert after.samples.dtype == np.float32
    assert np.sqrt(np.square(after.samples).mean()) == pytest.approx(
        np.sqrt(np.square(before.samples).mean()), rel=0.01
    )
    assert resample(after, 44_100) is after

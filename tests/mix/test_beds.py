import subprocess
import sys
import wave
from typing import get_args

import numpy as np
import pytest
from breaths import CALM, breaths, heard, in_stereo, level_db, part

from voiceguide.errors import SoundError
from voiceguide.mix.beds import bed_loop, crossfaded
from voiceguide.mix.sound import BedName
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import Chapter
from voiceguide.units import SAMPLE_RATE

BEDS = get_args(BedName)


def pcm(path):
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(int)


def write_wav(path, sound, channels=1, rate=SAMPLE_RATE):
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return path


def looped(bed):
    loop = bed_loop(bed)
    return loop.at(0, 2 * loop.frames), loop.frames


def test_the_bundled_beds_are_the_ones_that_the_tool_makes_and_are_small(made_sounds):
    """To the last step of 16 bits: the transforms behind them may differ by one from machine to machine."""
    for name in BEDS:
        path = bundled("audio/beds") / f"{name}.wav"
        assert np.abs(pcm(path) - pcm(made_sounds / "beds" / f"{name}.wav")).max() <= 1
        assert path.stat().st_size < 500_000
    assert {path.stem for path in bundled("audio/beds").iterdir()} == set(BEDS)


@pytest.mark.parametrize("bed", BEDS)
def test_where_a_bed_repeats_nothing_is_heard(bed):
    sound, length = looped(bed)
    steps = np.abs(np.diff(sound, axis=0)).max(axis=1)
    assert steps[length - 1] <= steps[: length - 1].max()
    join = [level_db(sound[length - 8820 * n : length - 8820 * n + 17_640, 0]) for n in (1, 2)]
    assert abs(join[0] - join[1]) < 1.5


@pytest.mark.parametrize("bed", BEDS)
def test_a_bed_is_as_loud_as_its_db_says_and_gone_at_the_edges_of_a_chapter(bed):
    sound = in_stereo(Chapter("", None, 25_600), guide="none", bed=bed, bed_db=-20)
    assert not part(sound, 25_550, 25_600).any()
    assert np.abs(part(sound, 0, 20)).max() < 0.002
    calm = 6 if bed == "sea" else 0
    assert level_db(part(sound, 2000, 23_000)) == pytest.approx(-16 - 20 - calm, abs=0.5)


def test_the_level_of_the_sea_follows_the_breath_and_that_of_the_rain_does_not():
    chapter = breaths(*CALM, reps=2)
    inhale, exhale = chapter.phases[2:]
    swing = {}
    for bed in ("sea", "rain"):
        sound = heard(chapter, guide="none", bed=bed)
        top = level_db(part(sound, inhale.end - 500, inhale.end + 300))
        bottom = level_db(part(sound, exhale.start + 4500, exhale.start + 5500))
        swing[bed] = top - bottom
    assert swing["sea"] > 6
    assert abs(swing["rain"]) < 1.5


def test_a_users_file_repeats_with_a_crossfade(tmp_path):
    rng = np.random.default_rng(3)
    path = write_wav(tmp_path / "brook.wav", 0.1 * rng.uniform(-1, 1, 5 * 22_050), rate=22_050)
    sound, length = looped(path)
    assert length == pytest.approx(5 * SAMPLE_RATE * 3 / 4, abs=2)
    assert level_db(sound) == pytest.approx(0, abs=0.3)


def test_a_stereo_file_keeps_its_channels(tmp_path):
    left = 0.2 * np.sin(2 * np.pi * 440 * np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE)
    path = write_wav(tmp_path / "left.wav", np.stack([left, 0 * left], axis=1).ravel(), channels=2)
    sound, _ = looped(path)
    assert np.abs(sound[:, 0]).max() > 0.5
    assert not sound[:, 1].any()


@pytest.mark.parametrize("kind", ["noise", "tone"])
def test_a_crossfade_keeps_the_power_whether_the_ends_correlate_or_not(kind):
    frames, fade = 40_000, 8000
    noise = np.random.default_rng(5).standard_normal((frames, 1))
    same = np.sin(2 * np.pi * np.arange(frames) / 100)[:, np.newaxis]
    out = crossfaded({"noise": noise, "tone": same}[kind].astype(np.float32), fade)
    assert len(out) == frames - fade
    powers = [np.mean(each**2) for each in np.array_split(out, 16)]
    assert max(powers) / min(powers) < 1.3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"no sound at all, but long enough to be looked at", "cannot be read as a sound"),
        (None, "No such file"),
    ],
)
def test_a_file_that_is_no_sound_is_refused_with_what_was_found(tmp_path, content, expected):
    path = tmp_path / "bed.mp3"
    if content:
        path.write_bytes(content)
    with pytest.raises(SoundError, match=expected):
        bed_loop(path)


def test_where_ffmpeg_is_missing_the_error_has_the_remedy(tmp_path):
    path = tmp_path / "bed.mp3"
    path.write_bytes(b"ID3" + bytes(2000))
    script = f"from pathlib import Path; from voiceguide.mix.beds import bed_loop; bed_loop(Path({str(path)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert "other formats need ffmpeg, which is not installed" in done.stderr
    assert "Warning" not in done.stderr


def test_silence_and_sounds_that_are_too_short_are_refused_as_beds(tmp_path):
    for name, sound in (("silent", np.zeros(3 * SAMPLE_RATE)), ("scrap", np.ones(SAMPLE_RATE // 2) * 0.5)):
        with pytest.raises(SoundError, match="cannot be a bed: expected at least 1 s"):
            bed_loop(write_wav(tmp_path / f"{name}.wav", sound))

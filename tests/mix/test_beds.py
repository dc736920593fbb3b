import subprocess
import sys
import wave
from typing import get_args

import numpy as np
import pytest
from breaths import CALM, breaths, heard, in_stereo, level_db, part

from voiceguide.errors import SoundError
from voiceguide.mix.beds import bed_loop, crossfaded
from voiceguide.mix.playlist import CROSSFADE_S, decode_ahead, playlist
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


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    playlist.cache_clear()


def looped(bed):
    loop = bed_loop(bed) if isinstance(bed, str) else playlist((bed,))
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
        playlist((path,))


def test_where_ffmpeg_is_missing_the_error_has_the_remedy(tmp_path):
    path = tmp_path / "bed.mp3"
    path.write_bytes(b"ID3" + bytes(2000))
    script = f"from pathlib import Path; from voiceguide.mix.playlist import playlist; playlist((Path({str(path)!r}),))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "other formats need ffmpeg, which is not installed" in done.stderr
    assert "Warning" not in done.stderr


def test_silence_and_sounds_that_are_too_short_are_refused_as_beds(tmp_path):
    for name, sound in (("silent", np.zeros(3 * SAMPLE_RATE)), ("scrap", np.ones(SAMPLE_RATE // 2) * 0.5)):
        with pytest.raises(SoundError, match="cannot be a bed: expected at least 1 s"):
            playlist((write_wav(tmp_path / f"{name}.wav", sound),))


def test_files_play_whole_one_after_the_other_and_again(tmp_path):
    """Tones of different pitches: each is heard alone, at its time, and fades into the next; the first begins without a fade."""
    seconds = {"one": 20, "two": 14}
    files = tuple(
        write_wav(
            tmp_path / f"{name}.wav",
            0.1 * np.sin(2 * np.pi * hz * np.arange(seconds[name] * SAMPLE_RATE) / SAMPLE_RATE),
        )
        for name, hz in (("one", 440), ("two", 660))
    )
    bed = playlist(files)
    fade = int(CROSSFADE_S * SAMPLE_RATE)
    assert bed.frames == 34 * SAMPLE_RATE - 2 * fade

    def pitch(second):
        sound = bed.at(second * SAMPLE_RATE, SAMPLE_RATE)[:, 0]
        return int(np.abs(np.fft.rfft(sound)).argmax())

    assert [pitch(second) for second in (0, 16, 21, 29, 31, 43, 50)] == [440, 440, 660, 440, 440, 440, 660]
    steps = np.abs(np.diff(bed.at(0, 2 * bed.frames), axis=0)).max()
    assert steps <= 1.5 * 2 * np.pi * 660 / SAMPLE_RATE
    assert np.abs(bed.at(100, 400)).max() > 0.7 * np.abs(bed.at(5 * SAMPLE_RATE, 400)).max()


def test_decoding_ahead_tells_how_far_it_is_once_and_what_cannot_be_decoded(tmp_path):
    files = tuple(
        write_wav(tmp_path / f"{name}.wav", 0.1 * np.sin(np.arange(25 * SAMPLE_RATE) / 16)) for name in ("one", "two")
    )
    told = []
    for _ in range(2):
        decode_ahead(files, lambda file, seconds: told.append((file.stem, round(seconds))))
    assert [each for each in told if each[1] < 25] == [(name, at) for name in ("one", "two") for at in (10, 20)]
    playlist(files)
    (tmp_path / "text.mp3").write_text("no sound")
    with pytest.raises(SoundError, match=r"text\.mp3 cannot be read as a sound"):
        decode_ahead([tmp_path / "text.mp3"], lambda *_: None)


def test_any_part_of_a_playlist_sounds_as_the_whole_does_there(tmp_path):
    rng = np.random.default_rng(4)
    files = tuple(
        write_wav(tmp_path / f"{name}.wav", 0.1 * rng.uniform(-1, 1, length * SAMPLE_RATE), rate=SAMPLE_RATE)
        for name, length in (("a", 5), ("b", 3))
    )
    bed = playlist(files)
    whole = bed.at(0, 3 * bed.frames)
    for start in (0, 1, bed.frames - 7, bed.frames, 2 * bed.frames - 40_000):
        assert np.array_equal(bed.at(start, 50_000), whole[start : start + 50_000])


def test_a_bed_of_files_goes_on_from_chapter_to_chapter(tmp_path):
    """What a chapter plays is what the file has at the chapter's place in the session."""
    tones = np.concatenate(
        [np.sin(2 * np.pi * hz * np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE) for hz in (300, 500, 700)]
    )
    files = (write_wav(tmp_path / "long.wav", 0.1 * tones),)
    for begin, hz in ((0, 300), (25_600, 500), (44_800, 700)):
        sound = in_stereo(Chapter("", None, 6400, bed_start=begin), guide="none", bed=files)
        assert np.abs(np.fft.rfft(part(sound, 2000, 3000)[:, 0])).argmax() == hz


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from Linux's /proc")
def test_a_long_file_is_decoded_once_and_never_whole_in_memory(tmp_path):
    """Half an hour would be 600 MB as samples."""
    path = tmp_path / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, SAMPLE_RATE, 0, "NONE", "not compressed"))
        minute = (np.random.default_rng(1).uniform(-0.1, 0.1, 120 * SAMPLE_RATE) * 32767).astype("<i2").tobytes()
        for _ in range(30):
            file.writeframes(minute)
    script = (
        "from pathlib import Path; from voiceguide.mix.playlist import playlist\n"
        f"bed = playlist((Path({str(path)!r}),))\n"
        "for start in range(0, bed.frames, 40_000_000): bed.at(start, 170_000)\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300_000

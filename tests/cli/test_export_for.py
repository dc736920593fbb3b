"""`voiceguide export --for`: what an app or a car needs, and flags that win over it."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from running import GOOD, RunHere
from skips import needs

from voiceguide.exporter.presets import PLAYERS, Player


@pytest.fixture(autouse=True)
def script(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)


def made(run_here: RunHere, *flags: str) -> list[str]:
    done = run_here("export", "good.md", "--voice", "system", *flags)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def info(path: str) -> tuple[int, int, int]:
    """Its sample rate in hertz, its bit rate in kbit/s, its channels."""
    found = MP3(path).info
    return found.sample_rate, round(found.bitrate / 1000), found.channels


def test_every_player_has_its_preset_and_its_chapter_in_the_docs():
    assert {*PLAYERS} == {*get_args(Player)}
    text = (Path(__file__).parents[2] / "docs" / "phone.md").read_text("utf-8")
    assert all(f"--for {player}" in text for player in PLAYERS)


def test_insight_timer_gets_48_khz_at_128_kbit_s(run_here: RunHere):
    (file,) = made(run_here, "--for", "insight-timer")
    assert file == "good.mp3"
    assert info(file) == (48_000, 128, 2)


def test_antennapod_gets_an_mp3_with_chapters(run_here: RunHere):
    (file,) = made(run_here, "--for", "antennapod")
    assert info(file) == (44_100, 128, 2)
    assert len(ID3(file).getall("CHAP")) == 3


def test_a_car_gets_a_file_for_each_exercise(run_here: RunHere):
    files = made(run_here, "--for", "car")
    assert len(files) == 3
    assert {info(file) for file in files} == {(44_100, 128, 2)}


@needs("ffmpeg")
def test_bookplayer_gets_an_audiobook(run_here: RunHere):
    assert made(run_here, "--for", "bookplayer") == ["good.m4b"]


@pytest.mark.parametrize(
    ("flags", "file", "expected"),
    [
        (("--for", "insight-timer", "--sample-rate", "44100"), "good.mp3", (44_100, 128, 2)),
        (("--for", "insight-timer", "--bitrate", "64", "--mono"), "good.mp3", (48_000, 64, 1)),
        (("--for", "bookplayer", "--format", "mp3"), "good.mp3", (44_100, 128, 2)),
        (("--for", "bookplayer", "-o", "mine.mp3"), "mine.mp3", (44_100, 128, 2)),
        (("--for", "car", "-o", "one.mp3"), "one.mp3", (44_100, 128, 2)),
    ],
)
def test_a_flag_that_is_given_wins(
    run_here: RunHere, flags: tuple[str, ...], file: str, expected: tuple[int, int, int]
):
    assert made(run_here, *flags) == [file]
    assert info(file) == expected


def test_what_is_meant_for_the_presets_form_is_left_out_with_another(run_here: RunHere):
    assert made(run_here, "--for", "insight-timer", "-o", "good.wav") == ["good.wav"]


def test_the_preset_wins_over_the_config_file(run_here: RunHere, config: Callable[[str], None]):
    config('[defaults]\nformat = "wav"\nbitrate = 40\nsplit = true\n')
    (file,) = made(run_here, "--for", "antennapod")
    assert info(file) == (44_100, 128, 2)


def test_a_sample_rate_for_another_form_is_refused(run_here: RunHere, tmp_path: Path):
    done = run_here("export", "good.md", "--sample-rate", "48000", "-o", "good.wav")
    assert done.returncode == 1
    assert "leave out --sample-rate, or choose mp3" in done.stderr
    assert not (tmp_path / "good.wav").exists()


def test_how_it_was_made_names_the_player(run_here: RunHere):
    (file,) = made(run_here, "--for", "insight-timer")
    (comment,) = [frame for frame in ID3(file).getall("COMM") if "voiceguide export" in str(frame)]
    assert str(comment) == "voiceguide export good.md --for insight-timer --voice system"

import csv
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from running import GOOD, Run, RunHere, linux_only, words

from voiceguide.cli.saying import play_clip
from voiceguide.clip import Clip
from voiceguide.playback.recording import RecordingSpeakers
from voiceguide.units import SAMPLE_RATE


def frames(path: Path) -> int:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate()) == (1, 44_100)
        return file.getnframes()


def test_the_list_names_engine_voice_and_language(run_here: RunHere) -> None:
    done = run_here("voices")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split() == ["engine", "voice", "language", "licence", "description"]
    assert any(
        line.split() == ["system", "de", "de", "GPL-3.0-or-later", "German"] for line in done.stdout.splitlines()
    )


def test_the_natural_voices_are_listed_first_with_their_licence_and_how_to_have_the_others(run_here: RunHere) -> None:
    lines = [words(line) for line in run_here("voices", "natural").stdout.splitlines()[1:]]
    assert lines[0] == "natural natural:heart en-US Apache-2.0 natural, American, female"
    assert "natural natural:emma en-GB Apache-2.0" in lines[1]
    assert "`voices --install natural:emma` fetches it" in lines[1]
    assert words(run_here("voices", "--install", "natural").stderr).startswith("natural:heart comes with hibari-tts.")


def test_an_installed_voice_of_pipers_is_listed_with_the_licence_in_its_card(run_here: RunHere, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "voiceguide" / "piper"
    folder.mkdir(parents=True)
    for name in ("de_DE-free-high", "en_US-none-low"):
        (folder / f"{name}.onnx").touch()
        (folder / f"{name}.onnx.json").write_text("{}")
    (folder / "de_DE-free-high.MODEL_CARD").write_text("## Dataset\n\n* URL: x\n* License: CC0\n")
    lines = [words(line) for line in run_here("voices", "piper").stdout.splitlines()[1:]]
    assert lines == [
        "piper piper:de_DE-free-high CC0 neural, offline",
        "piper piper:en_US-none-low unknown neural, offline",
    ]


def test_a_filter_looks_at_every_column_and_a_slip_gets_the_nearest(run_here: RunHere) -> None:
    done = run_here("voices", "GERM")
    assert [line.split() for line in done.stdout.splitlines()[1:]] == [
        ["system", "de", "de", "GPL-3.0-or-later", "German"]
    ]
    done = run_here("voices", "germann")
    assert (done.returncode, done.stdout) == (1, "")
    assert "did you mean 'German'?" in done.stderr


def test_a_voice_says_something_into_a_file(run_here: RunHere, tmp_path: Path) -> None:
    done = run_here("voices", "--say", "Inhale, and lift.", "-o", "calm.wav")
    assert (done.returncode, done.stdout, done.stderr) == (0, "calm.wav\n", "")
    assert run_here("voices", "--say", "Inhale, and lift.", "--rate", "1.5", "-o", "quick.wav").returncode == 0
    assert frames(tmp_path / "quick.wav") < 0.8 * frames(tmp_path / "calm.wav")
    assert run_here("voices", "--say", "Inhale.", "-v", "en-gb+f3", "-o", "short.mp3").returncode == 0
    assert (tmp_path / "short.mp3").stat().st_size > 4_000


def test_what_is_said_is_played_to_its_end_through_both_channels() -> None:
    samples = np.linspace(-0.5, 0.5, 8_820, dtype=np.float32)[:, np.newaxis]
    speakers = RecordingSpeakers(time.monotonic)
    play_clip(Clip(samples, SAMPLE_RATE), speakers)
    assert np.array_equal(speakers.written, np.repeat(samples, 2, axis=1))
    assert speakers.events[-1][0] == "close"


@linux_only
def test_without_a_device_it_says_how_to_write_what_is_said_to_a_file(run: Run) -> None:
    done = run("voices", "--say", "Inhale.", PULSE_SERVER="unix:/nowhere", ALSA_CONFIG_PATH="/dev/null")
    assert (done.returncode, "export" in done.stderr) == (1, False)
    assert done.stderr.endswith("start PulseAudio or PipeWire; with `-o hi.wav` it is written to a file.\n")


@linux_only
def test_a_program_of_the_config_speaks_and_when_it_fails_the_next_one_does(
    run_here: RunHere, config: Callable[[str], None], tmp_path: Path
) -> None:
    config(
        f"""[voices.hoarse]\ncommand = "'{sys.executable}' -c 'raise SystemExit(\\"no breath\\")' {{out}} {{text}}"\n"""
    )
    assert "hoarse" in run_here("voices", "command").stdout
    done = run_here("voices", "--say", "Inhale.", "-v", "hoarse,en-gb", "-o", "x.wav")
    assert done.returncode == 0
    assert "no breath" in done.stderr
    assert frames(tmp_path / "x.wav") > 10_000
    done = run_here("voices", "--say", "Inhale.", "-v", "hoarse", "-o", "y.wav")
    assert (done.returncode, (tmp_path / "y.wav").exists()) == (1, False)


@linux_only
def test_the_lexicon_is_heard(run_here: RunHere, config: Callable[[str], None], tmp_path: Path) -> None:
    run_here("voices", "--say", "Relax your psoas.", "-o", "before.wav")
    config("[lexicon]\npsoas = 'deep muscle of the hip'\n")
    run_here("voices", "--say", "Relax your psoas.", "-o", "after.wav")
    assert frames(tmp_path / "after.wav") > 1.3 * frames(tmp_path / "before.wav")


def test_the_sheet_lists_what_to_record(run_here: RunHere, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    rows = list(csv.reader(run_here("voices", "--sheet", "good.md").stdout.splitlines()))
    assert rows[0] == ["file", "language", "text"]
    assert "Inhale, lift." in [row[2] for row in rows]
    done = run_here("voices", "--sheet", "good.md", "-o", "sheet.csv")
    assert done.stdout == "sheet.csv\n"
    assert f"{len(rows) - 1} recordings" in done.stderr
    assert list(csv.reader((tmp_path / "sheet.csv").read_text("utf-8-sig").splitlines())) == rows


def test_the_cache_of_clips_can_be_cleared(run_here: RunHere, tmp_path: Path) -> None:
    run_here("voices", "--say", "Inhale.", "-o", "x.wav")
    assert list(tmp_path.rglob("clips/*.kept"))
    assert run_here("voices", "--clear-cache").stderr.startswith("1 clip")
    assert not list(tmp_path.rglob("clips/*.kept"))
    assert run_here("voices", "--clear-cache").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--say", "x", "--sheet", "y"], "expected one of them"),
        (["-o", "x.wav"], "-o goes with"),
        (["german", "--clear-cache"], "expected it without"),
        (["--say", "x", "-o", "x.doc"], "must end in .wav or .mp3"),
    ],
)
def test_wrong_usage_is_reported(run_here: RunHere, arguments: list[str], expected: str) -> None:
    done = run_here("voices", *arguments)
    assert done.returncode == 2
    assert expected in words(done.stderr)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("emma", "no voice 'emma' to fetch. Expected one that `voiceguide voices natural` shows, or one of Piper's"),
        ("de-thorsten-high", "to fetch; did you mean 'de_DE-thorsten-high'? Expected"),
    ],
)
def test_a_voice_that_nobody_has_is_not_fetched_and_is_told_first(run_here: RunHere, name: str, expected: str) -> None:
    done = run_here("voices", "--install", name)
    assert (done.returncode, "not installed" in done.stderr) == (1, False)
    assert expected in words(done.stderr)

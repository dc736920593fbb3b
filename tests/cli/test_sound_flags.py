"""The flags of sound, and `verify`, as a user meets them."""

import json
import wave
from pathlib import Path

import numpy as np
import pytest
from running import GOOD, Run, words


@pytest.fixture(autouse=True)
def script(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)


def test_an_export_is_verified_at_once_and_again_as_json(run: Run):
    done = run("export", "good.md", "--guide", "tones", "--bed", "sea", "--verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fault" not in done.stdout
    assert "true peak" in done.stdout
    found = json.loads(run("verify", "good.mp3", "--json").stdout)
    assert (found["faults"], found["utterances"]) == (0, found["utterances_heard"])


def test_own_bells_and_a_playlist_are_in_the_words_and_places_of_the_sheet(run: Run, tmp_path: Path):
    """A gong that rings on for six seconds is heard to its end, and covers no word."""
    times = np.arange(6 * 44_100) / 44_100
    gong = 0.5 * np.exp(-times / 2) * np.sin(2 * np.pi * 196 * times)
    for name, sound in (
        ("gong", gong),
        ("music", 0.2 * np.sin(2 * np.pi * 330 * times)),
        ("more", 0.2 * np.sin(2000 * times)),
    ):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, 44_100, 0, "NONE", "not compressed"))
            file.writeframes((sound * 32767).astype("<i2").tobytes())
    bells = [word for name in ("start", "switch", "last", "end") for word in ("--bell", f"{name}=gong.wav")]
    beds = ["--bed", "music.wav", "--bed", "more.wav"]
    done = run("export", "good.md", *bells, *beds, "--bells-db", "3", "--verify")
    assert done.returncode == 0, done.stdout + done.stderr
    sheet = json.loads(run("plan", "good.md", "--json", *bells).stdout)
    [end] = [bell["start_ms"] for bell in sheet["bells"] if bell["name"] == "end"]
    assert sheet["duration_ms"] - end >= 6000


def test_verify_knows_what_a_file_was_made_for_and_takes_a_folder(run: Run, tmp_path: Path):
    assert run("export", "good.md", "--loudness", "-20", "--split", "-o", "parts").returncode == 0
    done = run("verify", "parts", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, len(found)) == (0, len(list((tmp_path / "parts").glob("*.mp3"))))
    assert {report["faults"] for report in found.values()} == {0}
    assert run("verify", str(next((tmp_path / "parts").glob("02*.mp3"))), "--loudness", "-16").returncode == 1
    (tmp_path / "parts" / "._hidden.mp3").write_bytes(b"what another system leaves")
    assert run("verify", "parts").returncode == 0
    (tmp_path / "parts" / "00 broken.wav").write_bytes(b"no sound")
    done = run("verify", "parts")
    assert (done.returncode, done.stdout.count("utterances")) == (1, 2 * len(found))
    assert "cannot be decoded" in done.stderr
    reports = json.loads(run("verify", "parts", "--json").stdout)
    assert "cannot be decoded" in reports.pop("00 broken.wav")["error"]
    assert reports == found
    (tmp_path / "empty").mkdir()
    assert "nothing to verify in the folder" in run("verify", "empty").stderr


def test_verify_exits_with_1_on_a_fault_and_on_what_is_no_sound(run: Run, tmp_path: Path):
    run("export", "good.md")
    (tmp_path / "cut.mp3").write_bytes((tmp_path / "good.mp3").read_bytes()[:-150_000])
    done = run("verify", "cut.mp3")
    assert done.returncode == 1
    assert "its end is missing" in done.stdout
    done = run("verify", "good.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr


def test_without_a_guide_every_rep_has_words(run: Run):
    """A middle rep is left to the guide; where there is none, the breath words stay."""
    spoken = [
        sum(each["role"] in ("cue", "anchor") for each in json.loads(done.stdout)["utterances"])
        for done in (run("plan", "seated-side-stretch", "--json", "--guide", guide) for guide in ("none", "breath"))
    ]
    assert spoken[0] > spoken[1]


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["--bed", "nowhere.mp3"], 2, "expected rain, sea, drone, none or a sound file"),
        (["--bed", "rian"], 2, "did you mean 'rain'?"),
        (["--bed", "good.md"], 1, "cannot be read as a sound"),
        (["--bed", "rain", "--bed", "good.md"], 2, "'rain' has no end: expected sound files only"),
        (["--bell", "strat=good.md"], 2, "did you mean 'start'?"),
        (["--bell", "start"], 2, "expected NAME=FILE"),
        (["--bell", "start=none.wav"], 2, "'none.wav' is no file"),
        (["--bell", "start=good.md"], 1, "cannot be read as a sound"),
        (["--bells-db", "7"], 2, "--bells-db"),
        (["--interval", "0"], 2, "--interval"),
        (["--guide", "gong"], 2, "gong"),
        (["--floor-db", "quiet"], 2, "expected off, or dBFS from -80 to -30"),
        (["--floor-db", "0"], 2, "expected off, or dBFS"),
        (["--loudness", "-5"], 2, "--loudness"),
        (["--guide-db", "6"], 2, "--guide-db"),
    ],
)
def test_a_sound_that_cannot_be_is_refused_before_any_word_is_spoken(
    run: Run, arguments: list[str], code: int, expected: str
):
    done = run("plan", "good.md", *arguments)
    assert done.returncode == code
    assert expected in words(done.stderr)
    assert "Traceback" not in done.stderr

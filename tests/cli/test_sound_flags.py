"""The flags of sound, and `verify`, as a user meets them."""

import json
from pathlib import Path

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

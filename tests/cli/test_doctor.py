"""The doctor as a user meets it."""

import json
import os
import subprocess
import sys

import pytest
from inhibitor import GNOME, Inhibitor
from session_bus import session_bus

NO_SOUND = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told that it has no sound device")


@pytest.fixture
def run(tmp_path):
    def call(*arguments, **environment):
        own = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
        own |= {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_RUNTIME_DIR": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-m", "voiceguide", "doctor", *arguments],
            env={**os.environ, **own, "XDG_CACHE_HOME": str(tmp_path / "cache"), **environment},
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    return call


def states(done):
    return {finding["check"]: finding["state"] for finding in json.loads(done.stdout)["findings"]}


@LINUX
def test_a_machine_without_sound_can_still_export(run):
    done = run("--json", **NO_SOUND)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["format"], told["can_play"], told["can_export"]) == ("voiceguide-doctor/1", False, True)
    found = states(done)
    assert {found[name] for name in ("python", "scripts", "voice", "mp3", "clips", "places", "log")} == {"works"}
    assert {found[name] for name in ("config", "programs", "terminal")} == {"absent"}
    assert found["miniaudio"] == "broken"


@LINUX
def test_every_finding_is_a_line_with_its_sign_and_a_remedy_under_what_is_broken(run):
    lines = run(**NO_SOUND).stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("✗  miniaudio"))
    assert lines[at].endswith("No sound device could be opened through miniaudio")
    assert lines[at + 1].strip().startswith("→ connect one")
    assert any(line.startswith("✓  voice") for line in lines)
    assert any(line.startswith("–  config") for line in lines)
    assert lines[-1] == "Sessions can be exported, but not played."


def test_an_output_of_few_characters_gets_plain_signs(run):
    done = run(PYTHONIOENCODING="ascii")
    assert done.stderr == ""
    assert any(line.startswith("+  python") for line in done.stdout.splitlines())


def test_a_config_file_that_is_not_understood_stops_everything_and_is_reported(run, tmp_path):
    (tmp_path / "voiceguide").mkdir()
    (tmp_path / "voiceguide" / "config.toml").write_text("[defaults]\npaec = '4-6'\n")
    done = run()
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "did you mean 'pace'" in " ".join(
        done.stdout.split()
    )  # the length of the folder's name decides where lines end
    assert done.stdout.endswith("Sessions can neither be played nor exported.\n")


@pytest.mark.parametrize(
    ("default", "expected"),
    [
        ("rate = 9", "rate is '9' in [defaults]: '9': expected a number from 0.5 to 2."),
        ("speakers = 'loud'", "speakers is 'loud' in [defaults]: 'loud': expected auto, simpleaudio or miniaudio."),
        ("pace = '4-6'\nbpm = 6", "pace and bpm both set the pace"),
        ("bitrate = 7", "bitrate is '7' in [defaults]: MP3 with 7 kbit/s cannot be made"),
        ("bed = 'rian'", "did you mean 'rain'?"),
        ("voice = 'nobody-at-all'", "No voice is called 'nobody-at-all'"),
    ],
)
def test_a_default_that_a_command_would_refuse_is_told_with_its_line(run, tmp_path, default, expected):
    (tmp_path / "voiceguide").mkdir()
    (tmp_path / "voiceguide" / "config.toml").write_text(f"[defaults]\n{default}\n")
    [found] = [each for each in json.loads(run("--json").stdout)["findings"] if each["check"] == "config"]
    assert (found["state"], "config.toml:2: " in found["found"]) == ("broken", True)
    assert expected in found["found"]


def test_defaults_that_every_command_takes_are_no_fault(run, tmp_path):
    (tmp_path / "voiceguide").mkdir()
    config = tmp_path / "voiceguide" / "config.toml"
    config.write_text("[defaults]\nskip = 'cobra'\nvoice = 'en-gb'\nratio = '2:3'\nfor = 'car'\nsplit = true\n")
    assert states(run("--json"))["config"] == "works"
    assert list(tmp_path.glob("SCRIPT*")) == []


def test_voices_that_are_programs_are_looked_for(run, tmp_path):
    (tmp_path / "voiceguide").mkdir()
    config = tmp_path / "voiceguide" / "config.toml"
    config.write_text("[voices.mine]\ncommand = 'no-such-program {text} {out}'\n")
    done = run("--json")
    [found] = [each for each in json.loads(done.stdout)["findings"] if each["check"] == "programs"]
    assert (found["state"], "'no-such-program', which was not found" in found["found"]) == ("broken", True)


@LINUX
def test_a_desktop_that_can_be_asked_to_stay_awake_is_asked_and_let_go(run):
    with session_bus() as address, Inhibitor(address, GNOME) as inhibitor:
        done = run("--json", DBUS_SESSION_BUS_ADDRESS=address)
        assert (states(done)["awake"], states(done)["media keys"]) == ("works", "works")
        assert (dict(inhibitor.held), inhibitor.given_back) == ({}, [7])


@LINUX
def test_where_everything_is_broken_there_is_no_traceback(run, tmp_path):
    (tmp_path / "file").touch()
    nowhere = dict.fromkeys(
        ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"),
        str(tmp_path / "file" / "nowhere"),
    )
    done = run("--json", **NO_SOUND, **nowhere, PATH="", DBUS_SESSION_BUS_ADDRESS="nonsense", TERM="dumb")
    assert "Traceback" not in done.stdout + done.stderr
    found = states(done)
    assert {found[name] for name in ("clips", "chapters", "places", "log", "media keys", "miniaudio")} == {"broken"}
    assert found["ffmpeg"] == "absent"

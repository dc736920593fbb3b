"""Commands that go on while a script is written, in processes of their own."""

import signal
import subprocess
import sys

import pytest
from running import GOOD

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")

WAITING = "Waiting for a save of "


def until_waiting(process: subprocess.Popen[str]) -> list[str]:
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith(WAITING):
            return lines
    raise AssertionError(f"it ended: {lines}")


def test_check_tells_each_save_and_ends_by_ctrl_c(start, tmp_path):
    file = tmp_path / "lift.md"
    file.write_text(GOOD)
    process = start("check", "lift.md", "--watch", "--format", "gcc", stderr=subprocess.STDOUT)
    assert until_waiting(process) == [f"{WAITING}1 file. Ctrl-C stops."]
    file.write_text(GOOD.replace("lower", "lower as shown"))
    assert until_waiting(process)[0].startswith("lift.md:5:17: warning: 'as shown' needs eyes")
    new = tmp_path / ".lift.md.new"
    new.write_text(GOOD.replace("2 times", "many times"))
    new.replace(file)
    assert until_waiting(process)[0].startswith("lift.md:3:4: error: 'Repeat many times'")
    file.write_text(GOOD)
    assert until_waiting(process) == [f"{WAITING}1 file. Ctrl-C stops."]

    process.send_signal(signal.SIGINT)

    assert process.wait(10) == 0


def test_plan_draws_the_picture_anew_and_keeps_the_last_good_one(start, tmp_path):
    file, picture = tmp_path / "lift.md", tmp_path / "lift.svg"
    file.write_text(GOOD)
    process = start("plan", "lift.md", "--svg", "-o", "lift.svg", "--watch", stderr=subprocess.STDOUT)
    until_waiting(process)
    first = picture.read_text()
    file.write_text(GOOD.replace("2 times", "many times"))
    assert any("'Repeat many times'" in line for line in until_waiting(process))
    assert picture.read_text() == first
    file.write_text(GOOD.replace("lift.", "reach up high."))
    until_waiting(process)
    assert "reach up high" in picture.read_text()


def test_a_session_follows_the_files_that_it_links(start, tmp_path):
    (tmp_path / "lift.md").write_text(GOOD)
    (tmp_path / "both.md").write_text("# Both\n\n1. [Lift](lift.md)\n2. [Sit](sit.md)\n")
    process = start("check", "both.md", "--watch", "--format", "gcc", stderr=subprocess.STDOUT)
    lines = until_waiting(process)
    assert "'sit.md' is not there" in lines[0]
    assert lines[-1] == f"{WAITING}2 files. Ctrl-C stops."
    (tmp_path / "sit.md").write_text("# Sit\n\n## Breathe 3 breaths\n")
    (tmp_path / "both.md").write_text("# Both\n\n1. [Lift](lift.md)\n2. [Sit](sit.md)\n\nWell done.\n")
    assert until_waiting(process)[-1] == f"{WAITING}3 files. Ctrl-C stops."
    (tmp_path / "sit.md").write_text("# Sit\n\n## Breathe many breaths\n")
    assert until_waiting(process)[0].startswith("sit.md:3:")

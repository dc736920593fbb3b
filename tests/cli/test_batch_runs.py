"""`voiceguide batch`, run with its processes: what it makes, leaves as it is, and goes on with."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from running import Run, Start, linux_only, words

from voiceguide.batch.records import Records

SHORT = "# Lift\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n"
PLAN = '[defaults]\nbitrate = 40\nmono = true\n[matrix]\nscript = ["lift.md", "turn.md"]\npace = ["2-2", "3-3"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lift.md").write_text(SHORT, "utf-8")
    (tmp_path / "turn.md").write_text(SHORT.replace("lift", "turn"), "utf-8")
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")
    return tmp_path


def summary(folder: Path) -> dict[str, str]:
    """What became of each item."""
    return {each["name"]: each["state"] for each in json.loads((folder / "batch.json").read_text("utf-8"))["items"]}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.mp3")}


NAMES = ["lift-2-2.mp3", "lift-3-3.mp3", "turn-2-2.mp3", "turn-3-3.mp3"]


def test_a_batch_makes_what_export_makes_and_a_second_run_makes_nothing(run_apart: Run, folder: Path):
    done = run_apart("batch", "plan.toml")
    assert done.returncode == 0, done.stderr
    assert summary(folder / "plan") == dict.fromkeys(NAMES, "made")
    assert sorted(line.split(": ")[0].split()[1] for line in done.stderr.splitlines() if line.startswith("[")) == NAMES
    made = content(folder / "plan")
    again = run_apart("batch", "plan.toml")
    assert again.returncode == 0
    assert again.stdout.split()[:2] == ["skipped", "4"]
    assert content(folder / "plan") == made
    words = ["--bitrate", "40", "--mono", "--pace", "3-3", "-o", "alone.mp3"]
    assert run_apart("export", "turn.md", *words).returncode == 0
    assert (folder / "alone.mp3").read_bytes() == made["turn-3-3.mp3"]


def test_only_what_changed_or_is_damaged_is_made_again(run_apart: Run, folder: Path):
    assert run_apart("batch", "plan.toml", "-o", "out").returncode == 0
    before = content(folder / "out")
    (folder / "lift.md").write_text(SHORT.replace("lower", "let go"), "utf-8")
    os.utime(folder / "turn.md")
    (folder / "out" / "turn-2-2.mp3").write_bytes(b"damaged")
    assert run_apart("batch", "plan.toml", "-o", "out").returncode == 0
    made = ["made", "made", "made", "skipped"]
    assert summary(folder / "out") == dict(zip(NAMES, made, strict=True))
    after = content(folder / "out")
    assert [name for name in NAMES if after[name] != before[name]] == ["lift-2-2.mp3", "lift-3-3.mp3"]


def test_what_failed_is_told_and_tried_again(run_apart: Run, folder: Path):
    (folder / "out").mkdir()
    (folder / "out" / "lift-2-2.mp3").write_bytes(b"mine")
    done = run_apart("batch", "plan.toml", "-o", "out", "--cores", "1")
    assert done.returncode == 1
    assert "lift-2-2.mp3 is there already" in done.stdout
    assert [name for name, state in summary(folder / "out").items() if state == "failed"] == ["lift-2-2.mp3"]
    assert (folder / "out" / "lift-2-2.mp3").read_bytes() == b"mine"
    (folder / "out" / "lift-2-2.mp3").unlink()
    (folder / "out" / "lift-3-3.mp3").unlink()
    left = dict(zip(NAMES, ["made", "left", "skipped", "skipped"], strict=True))
    assert run_apart("batch", "plan.toml", "-o", "out", "--retry-failed").returncode == 0
    assert summary(folder / "out") == left
    again = run_apart("batch", "plan.toml", "-o", "out", "--retry-failed")
    assert (again.returncode, again.stdout) == (0, "")
    assert words(again.stderr) == (
        "Nothing in this plan failed the last time. To make what is not there, leave out --retry-failed."
    )
    assert summary(folder / "out") == left


@linux_only
def test_what_several_items_say_is_spoken_once(run_apart: Run, folder: Path):
    (folder / "config" / "voiceguide").mkdir(parents=True)
    (folder / "config" / "voiceguide" / "config.toml").write_text(
        f"[voices.noting]\ncommand = 'sh {folder}/speak.sh {{out}} {{text}}'\n"
    )
    sound = Path(__file__).parents[2] / "audio" / "bells" / "tick.wav"
    (folder / "speak.sh").write_text(f'echo "$2" >> {folder}/spoken\nsleep 0.05\ncp {sound} "$1"\n')
    plan = '[defaults]\nvoice = "noting"\n[matrix]\nscript = ["lift.md"]\npace = ["2-2", "3-3"]\nmono = [true, false]\n'
    (folder / "plan.toml").write_text(plan, "utf-8")
    done = run_apart("batch", "plan.toml", "--cores", "4", XDG_CACHE_HOME=str(folder / "own"))
    assert done.returncode == 0, done.stderr
    spoken = (folder / "spoken").read_text().splitlines()
    assert len(spoken) > 5
    assert sorted(spoken) == sorted(set(spoken))


@linux_only
def test_a_program_that_speaks_is_run_on_no_worker(run_apart: Run, folder: Path):
    (folder / "config" / "voiceguide").mkdir(parents=True)
    (folder / "config" / "voiceguide" / "config.toml").write_text("[voices.noting]\ncommand = 'sh x {out} {text}'\n")
    (folder / "plan.toml").write_text('[[items]]\nscript = "lift.md"\nvoice = "noting"\n', "utf-8")
    done = run_apart("batch", "plan.toml", "--cluster", "local")
    assert done.returncode == 1
    assert "'noting' is a program of this machine, and workers run none" in done.stderr


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_made(run: Run, folder: Path):
    (folder / "plan" / "batch.json").mkdir(parents=True)
    done = run("batch", "plan.toml")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"voiceguide: {folder}/plan/batch.json cannot be written: ")
    assert list((folder / "plan").iterdir()) == [folder / "plan" / "batch.json"]


def test_without_dask_no_folder_is_left(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "voiceguide.batch.cluster", raising=False)
    done = run("batch", "plan.toml", "--cluster", "local")
    assert (done.returncode, "Clusters need Dask" in done.stderr) == (1, True)
    assert not (folder / "plan").exists()


def test_a_second_batch_in_a_folder_says_so_and_begins_at_the_end(run_apart: Run, folder: Path):
    pytest.importorskip("fcntl")
    with Records(folder / "plan").used() as alone:
        assert alone
        done = run_apart("batch", "plan.toml", "--cores", "1")
    assert "Another batch makes files in this folder" in done.stderr
    told = [line.split(": ")[0].split()[1] for line in done.stderr.splitlines() if line.startswith("[")]
    assert told == ["turn-3-3.mp3", "lift-3-3.mp3", "turn-2-2.mp3", "lift-2-2.mp3"]


def test_without_a_summary_there_is_nothing_that_failed(run: Run, folder: Path):
    done = run("batch", "plan.toml", "--retry-failed")
    assert done.returncode == 1
    assert "batch.json does not tell what failed the last time" in done.stderr


def workers(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    """The processes in which a batch makes its files."""
    with suppress(psutil.NoSuchProcess):
        return [each for each in psutil.Process(process.pid).children() if "spawn_main" in " ".join(each.cmdline())]
    return []


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, "nothing came in a minute"
        time.sleep(0.01)


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced(start: Start, folder: Path):
    process = start("batch", "plan.toml", "-o", "out")
    wait_until(lambda: len(workers(process)) == 2)
    workers(process)[0].kill()
    assert process.wait(120) == 0
    assert summary(folder / "out") == dict.fromkeys(NAMES, "made")


@pytest.mark.slow
def test_ctrl_c_ends_it_at_once_and_says_what_is_left(start: Start, folder: Path):
    (folder / "lift.md").write_text("# Sit\n\n## Breathe 600 min\nBreathe.\n", "utf-8")
    process = start("batch", "plan.toml", "-o", "out")
    wait_until(lambda: (folder / "out" / "batch.json").exists())
    wait_until(lambda: bool(list((folder / "out").glob(".voiceguide-*.part"))))
    those = workers(process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert summary(folder / "out")["lift-2-2.mp3"] == "left"
    assert not list((folder / "out").glob(".voiceguide-*.part"))
    assert not any(each.is_running() for each in those)


@pytest.mark.slow
def test_two_batches_into_one_folder_do_each_other_no_harm(start: Start, run_apart: Run, folder: Path):
    assert run_apart("batch", "plan.toml", "-o", "alone").returncode == 0
    (folder / "other.toml").write_text(PLAN.replace("40", "48"), "utf-8")
    first, second = start("batch", "plan.toml", "-o", "out"), start("batch", "plan.toml", "-o", "out")
    assert (first.wait(120), second.wait(120)) == (0, 0)
    assert content(folder / "out") == content(folder / "alone")
    first, second = start("batch", "plan.toml", "-o", "out"), start("batch", "other.toml", "-o", "out")
    assert (first.wait(120), second.wait(120)) == (0, 0)
    assert run_apart("batch", "plan.toml", "-o", "out").returncode == 0
    assert content(folder / "out") == content(folder / "alone")


@pytest.mark.slow
def test_killed_at_any_moment_every_file_is_old_or_new_and_the_next_run_goes_on(
    start: Start, run_apart: Run, folder: Path, cache: Path
):
    (folder / "old.toml").write_text(PLAN.replace("40", "48"), "utf-8")
    assert run_apart("batch", "old.toml", "-o", "old").returncode == 0
    began = time.monotonic()
    assert run_apart("batch", "plan.toml", "-o", "new").returncode == 0
    lasts = time.monotonic() - began
    old, new = content(folder / "old"), content(folder / "new")
    chance = random.Random(19)
    killed = 0
    for number in range(30):
        out = folder / f"out{number}"
        if number % 2:
            shutil.copytree(folder / "old", out)
        if number % 3 == 0:
            shutil.rmtree(cache / "voiceguide" / "chapters")
        process = start("batch", "plan.toml", "-o", out.name)
        try:
            process.wait(chance.uniform(0, lasts))
        except subprocess.TimeoutExpired:
            killed += 1
        process.kill()
        process.communicate()
        for name, data in content(out).items():
            assert data in (old[name], new[name])
        assert len(content(out)) == 4 or not number % 2
        assert run_apart("batch", "plan.toml", "-o", out.name).returncode == 0
        assert content(out) == new
        assert not list(out.glob(".voiceguide-*.part"))
    assert killed > 15

"""The command line as a user meets it: another process, its own cache, the real voice."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import GOOD, LONG, Run, RunHere, wait_for_draft, words

from voiceguide.errors import ExportError
from voiceguide.storage.atomic import replacing

BAD = "# Lift\n\n## Repeat 2 times\n- Inhail: lift.\n- Exhale lots: lower.\n"


def test_without_arguments_there_is_help(run: Run):
    done = run()
    assert "play back-mobility" in done.stdout + done.stderr


def test_list_names_what_can_be_played(run: Run):
    done = run("list")
    assert done.returncode == 0
    names = [line.split()[0] for line in done.stdout.splitlines() if line]
    assert {"back-mobility", "desk-break", "wind-down", "seated-side-stretch", "box"} <= set(names)
    assert all(line == line.rstrip() for line in done.stdout.splitlines()), "nothing invisible in a pipe"


def test_check_prints_all_problems_on_stdout_and_fails(run: Run, tmp_path: Path):
    (tmp_path / "bad.md").write_text(BAD)
    done = run("check", "bad.md")
    assert done.returncode == 1
    assert "bad.md:4:3: error: 'Inhail' does not begin a step" in done.stdout
    assert "    - Inhail: lift.\n      ^" in done.stdout
    assert "bad.md:5:10: error:" in done.stdout
    assert done.stderr == ""


def test_check_goes_on_after_a_script_that_is_missing(run: Run, tmp_path: Path):
    (tmp_path / "bad.md").write_text(BAD)
    done = run("check", "nowhere.md", "bad.md")
    assert done.returncode == 1
    assert "nowhere.md:1:1: error: There is no script 'nowhere.md'" in done.stdout
    assert "bad.md:4:3: error:" in done.stdout


@pytest.mark.parametrize("name", ["x" * 300, "", "."])
def test_a_name_that_cannot_be_a_file_is_no_script(run: Run, name: str):
    done = run("plan", name)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_export_that_is_stopped_leaves_nothing(tmp_path: Path, cache: Path, name: str):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "TMPDIR": str(scratch)}
    (tmp_path / "long.md").write_text(LONG)
    arguments = [sys.executable, "-m", "voiceguide", "export", "long.md"]
    with subprocess.Popen(arguments, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as running:
        wait_for_draft(tmp_path)
        running.send_signal(getattr(signal, name))
        _, said = running.communicate(timeout=30)
    assert (running.returncode, "Traceback" in said) == (130, False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["long.md", "scratch"]
    assert list(scratch.iterdir()) == []


def test_check_of_a_good_script_says_so(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    done = run("check", "good.md")
    assert (done.returncode, done.stdout) == (0, "1 script: 0 errors, 0 warnings\n")


def test_plan_prints_the_cue_sheet_alone_on_stdout(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    done = run("plan", "good.md", "--json", "--pace", "5-7")
    sheet = json.loads(done.stdout)
    assert (done.returncode, sheet["format"], sheet["pace"]) == (0, "voiceguide-cue-sheet/1", "5-7")
    assert [phase["duration_ms"] for phase in sheet["phases"]] == [5000, 7000] * 2


def test_plan_prints_a_table_with_every_cue(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    done = run("plan", "good.md")
    assert "inhale" in done.stdout
    assert "Inhale, lift." in done.stdout


def test_check_shows_how_each_line_was_understood(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    assert "good.md:4:3: inhale, as long as the pace says: lift.\n" in run("check", "-v", "good.md").stdout


def test_check_speaks_json_to_editors(run: Run, tmp_path: Path):
    (tmp_path / "bad.md").write_text(BAD)
    done = run("check", "--json", "bad.md")
    first = json.loads(done.stdout)["problems"][0]
    assert (done.returncode, first["line"], first["column"], first["severity"]) == (1, 4, 3, "error")


def test_new_writes_a_script_that_can_be_played_at_once(run: Run, tmp_path: Path):
    assert run("new", "Side stretch").stdout == "side-stretch.md\n"
    assert run("check", "--strict", "side-stretch.md").returncode == 0
    again = run("new", "Side stretch")
    assert (again.returncode, "is there already" in again.stderr) == (1, True)


@pytest.mark.parametrize("command", ["plan", "export", "play"])
def test_a_script_with_mistakes_lists_them_all_and_nothing_is_written(run: Run, tmp_path: Path, command: str):
    (tmp_path / "bad.md").write_text(BAD)
    done = run(command, "bad.md")
    assert done.returncode == 1
    assert done.stdout == ""
    if command != "play":  # without speakers, play says so first
        assert "bad.md:4:3: error:" in done.stderr
        assert "bad.md:5:10: error:" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["bad.md"]


def test_a_missing_script_names_the_nearest_bundled_one(run: Run):
    done = run("plan", "back-mobilty")
    assert done.returncode == 1
    assert "did you mean 'back-mobility'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_script_that_is_named_without_its_suffix_is_found_beside(run: Run, tmp_path: Path):
    (tmp_path / "my-exercise.md").write_text(GOOD, "utf-8")
    assert "did you mean 'my-exercise.md'?" in run("plan", "my-exercise").stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["plan"], "Missing argument"),
        (["plan", "x", "--pace", "quick"], "no pace"),
        (["plan", "x", "--pace", "4-6", "--bpm", "6"], "expected one of them"),
        (["plan", "x", "--ratio", "2:3"], "goes with --bpm"),
        (["plan", "x", "--bpm", "6", "--ratio", "2"], "is no ratio"),
        (["plan", "x", "--reps", "0"], "a number from 1 to 100"),
        (["plan", "x", "--reps", "5", "--minutes", "9"], "expected one of them"),
        (["plan", "x", "--guidance", "loud"], "loud"),
        (["plan", "x", "--nonsense"], "--nonsense"),
        (["paly"], "paly"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(run: Run, arguments: list[str], expected: str):
    done = run(*arguments)
    assert done.returncode == 2
    assert expected in words(done.stderr)
    assert "Traceback" not in done.stderr


def test_export_writes_the_file_and_prints_its_path(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    done = run("export", "good.md")
    assert (done.returncode, done.stdout) == (0, "good.mp3\n")
    assert (tmp_path / "good.mp3").stat().st_size > 10_000
    assert done.stderr.count("\n") <= 3


def test_export_into_a_folder_keeps_the_scripts_name(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "out").mkdir()
    assert run("export", "good.md", "-o", "out").returncode == 0
    assert (tmp_path / "out" / "good.mp3").is_file()


def test_an_unknown_form_is_refused_before_any_work(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    done = run("export", "good.md", "-o", "good.ogg")
    assert done.returncode == 1
    assert ".mp3 or .wav" in done.stderr
    assert not (tmp_path / "good.ogg").exists()


def test_an_unknown_voice_names_the_nearest(run: Run, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    done = run("plan", "good.md", "--voice", "Germn")
    assert done.returncode == 1
    assert "did you mean 'German'?" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are closed by a POSIX shell here")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_trouble(tmp_path: Path, cache: Path, closed: str):
    (tmp_path / "good.md").write_text(GOOD)
    done = subprocess.run(
        f"{sys.executable} -m voiceguide list {closed} && {sys.executable} -m voiceguide export good.md -o good.mp3 {closed}",
        shell=True, cwd=tmp_path, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (tmp_path / "good.mp3").stat().st_size > 10_000


@pytest.mark.parametrize("command", ["plan", "export", "check"])
def test_sound_is_no_script(run_here: RunHere, tmp_path: Path, command: str):
    (tmp_path / "session.opus").write_bytes(b"OggS" + bytes(range(256)))
    done = run_here(command, "session.opus")
    assert done.returncode == 1
    assert "'session.opus' is sound: expected a script" in done.stdout + done.stderr


def test_a_place_that_cannot_be_written_is_told_with_the_flag_that_chooses_another(run_here: RunHere):
    """The flag is the command line's: a program and a batch have none."""
    done = run_here("handout", "desk-break", "-o", "no/where.html")
    assert done.stderr.endswith("make the folder, or choose another with -o.")
    with pytest.raises(ExportError, match=r"or choose another\.$"), replacing(Path("no/where.html")):
        pass

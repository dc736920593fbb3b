"""`voiceguide export` as a user meets it: another process, its own cache, the real voice."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from running import GOOD, LONG, Run, wait_for_draft, words
from skips import needs


@pytest.fixture
def run(run: Run, tmp_path: Path) -> Run:
    """Run `voiceguide export` in a folder with two scripts."""
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "long.md").write_text(LONG)
    return partial(run, "export")


UNCHANGED = """
import sys
from voiceguide.cli import main
sys.argv[1:] = ["export", "good.md"]
try:
    main()
finally:
    print("imported", sys.modules.keys() & {"numpy", "rich", "PIL", "pydub", "lameenc"}, file=sys.stderr)
"""


def files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    return sorted(str(path.relative_to(folder)) for path in found)


def test_one_line_says_where_it_is_how_long_and_how_to_play_it(run: Run):
    done = run("good.md")
    assert done.stdout == "good.mp3\n"
    line = r"good\.mp3: 0:\d\d in \d chapters, 0\.\d MB\. Open it in any player, or copy it to your phone\.\n"
    assert re.fullmatch(line, done.stderr), done.stderr


def test_an_unchanged_session_is_exported_without_importing_what_makes_sound(
    run: Run, tmp_path: Path, environment: dict[str, str]
):
    run("good.md")
    first = (tmp_path / "good.mp3").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", UNCHANGED], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1] == "imported set()"
    assert (tmp_path / "good.mp3").read_bytes() == first


def test_the_comment_has_the_flags_and_nothing_of_the_user(run: Run, tmp_path: Path):
    run(str(tmp_path / "good.md"), "--pace", "5-7", "--no-bells", "--mono", "-o", "x.mp3")
    assert str(ID3(tmp_path / "x.mp3")["COMM::eng"]) == "voiceguide export good.md --mono --pace 5-7 --no-bells"


def test_small_means_one_channel_and_few_bits(run: Run, tmp_path: Path):
    assert run("good.md", "--mono", "--bitrate", "40").returncode == 0
    info = MP3(tmp_path / "good.mp3").info
    assert (info.channels, round(info.bitrate, -3)) == (1, 40_000)


def test_a_split_session_with_lyrics(run: Run, tmp_path: Path):
    done = run("good.md", "--split", "--lrc", "--format", "wav")
    assert files(tmp_path)[-1] == "good/good.m3u8"
    assert done.stdout.splitlines() == [name for name in files(tmp_path) if name.endswith(".wav")]
    assert sum(name.endswith(".lrc") for name in files(tmp_path)) == len(done.stdout.splitlines()) > 1
    assert "Open its playlist in any player, or copy the folder to your phone." in done.stderr


def test_the_words_are_written_beside_the_file(run: Run, tmp_path: Path):
    run("good.md", "--lrc", "--vtt", "-o", "x.mp3")
    assert files(tmp_path) == ["x.lrc", "x.mp3", "x.vtt"]


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["--format", "wav"], "good.wav"),
        (["-o", "out"], "out/good.mp3"),
        (["-o", "out", "--format", "wav"], "out/good.wav"),
        (["-o", "mine", "--format", "mp3"], "mine.mp3"),
        (["-o", "MINE.WAV"], "MINE.WAV"),
    ],
)
def test_output_is_a_file_or_a_folder(run: Run, tmp_path: Path, arguments: list[str], made: str):
    (tmp_path / "out").mkdir()
    assert run("good.md", *arguments).stdout == f"{made}\n"
    assert files(tmp_path) == [made]


def test_the_default_name_is_safe_on_every_system(run: Run, tmp_path: Path):
    (tmp_path / "con.md").write_text(GOOD)
    (tmp_path / "what: a <day>?.md").write_text(GOOD)
    assert [run("con.md").stdout, run("what: a <day>?.md").stdout] == ["con_.mp3\n", "what a day.mp3\n"]


def test_a_file_that_voiceguide_did_not_make_is_not_replaced_unless_forced(run: Run, tmp_path: Path):
    (tmp_path / "good.mp3").write_bytes(b"precious")
    done = run("good.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert "good.mp3 is there already, and nothing in it tells that voiceguide made it." in done.stderr
    assert (tmp_path / "good.mp3").read_bytes() == b"precious"
    assert run("good.md", "--force").returncode == 0
    assert run("good.md", "--pace", "5-7").returncode == 0, "an export"


@pytest.mark.parametrize(
    ("arguments", "status", "expected"),
    [
        (["--format", "ogg"], 2, "ogg"),
        (["--format", "wav", "-o", "x.mp3"], 2, "--format wav makes a file that ends in .wav, and 'x.mp3' does not"),
        (["--split", "-o", "x.mp3"], 2, "--split makes a folder, and 'x.mp3' is the name of a file"),
        (["--bitrate", "41"], 1, "choose a --bitrate of 32, 40,"),
        (["--bitrate", "64", "--format", "wav"], 1, "it loses nothing, and has no bit rate"),
        (["-o", "missing/x.mp3"], 1, "its folder does not exist; make the folder"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    run: Run, tmp_path: Path, arguments: list[str], status: int, expected: str
):
    done = run("good.md", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert expected in words(done.stderr)
    assert files(tmp_path) == []


def test_without_ffmpeg_the_package_to_install_is_named(run: Run, tmp_path: Path):
    done = run("good.md", "--format", "opus", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "Opus needs ffmpeg, which is not installed. Install the package ffmpeg" in done.stderr
    assert files(tmp_path) == []


@needs("ffmpeg")
@pytest.mark.parametrize("form", ["flac", "opus", "m4b"])
def test_forms_that_ffmpeg_makes(run: Run, tmp_path: Path, form: str):
    assert run("good.md", "--format", form).stdout == f"good.{form}\n"
    assert run("good.md", "--format", form, "--reps", "3").returncode == 0, "an export of the same session"
    assert files(tmp_path) == [f"good.{form}"]


@pytest.mark.skipif(os.name != "posix", reason="what was left can be told from what is written there only")
def test_temporary_files_of_a_killed_export_are_removed_by_the_next_one(
    run: Run, tmp_path: Path, environment: dict[str, str]
):
    with subprocess.Popen(
        [sys.executable, "-m", "voiceguide", "export", "long.md"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE
    ) as running:
        wait_for_draft(tmp_path)
        running.kill()
    assert [path.name for path in tmp_path.glob(".*")] != []
    assert run("good.md").returncode == 0
    assert files(tmp_path) == ["good.mp3"]


def screen_of(command: list[str], folder: Path, environment: dict[str, str], interrupt_at: str = "") -> tuple[int, str]:
    """What a command shows on a terminal, and its exit status; with Ctrl-C when it shows some words."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-m", "voiceguide", *command], environment)
    shown = b""
    until = time.monotonic() + 60
    while time.monotonic() < until and select.select([terminal], [], [], 60)[0]:
        try:
            shown += os.read(terminal, 65_536)
        except OSError:
            break
        if interrupt_at and interrupt_at.encode() in shown:
            os.kill(process, signal.SIGINT)
            interrupt_at = ""
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    return status, shown.decode(errors="replace")


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal to talk to")
def test_on_a_terminal_each_chapter_in_work_has_a_line_and_ctrl_c_leaves_no_file(
    run: Run, tmp_path: Path, environment: dict[str, str]
):
    status, shown = screen_of(["export", "long.md", "-o", "long.mp3"], tmp_path, environment, interrupt_at="  Sit")
    assert status == 130
    assert "Exporting" in shown
    assert re.search(r"Exporting.*\d+%.*(\d:\d\d:\d\d|-:--:--)", shown)
    assert files(tmp_path) == []
    assert not list(tmp_path.glob(".voiceguide*"))


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal to talk to")
def test_on_a_terminal_the_path_is_said_once(run: Run, tmp_path: Path, environment: dict[str, str]):
    status, shown = screen_of(["export", "good.md"], tmp_path, environment)
    assert status == 0
    assert shown.count("good.mp3") == 1

"""`voiceguide share`, as it is run."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from urllib.request import urlopen

import pytest
import segno
from running import GOOD, Run, RunHere, words

from voiceguide.cli.share import _qr_code


@pytest.fixture
def script(tmp_path: Path) -> Path:
    (tmp_path / "lift.md").write_text(GOOD, "utf-8")
    return tmp_path / "lift.md"


@contextmanager
def begun(environment: dict[str, str], folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that shares on loopback, and the address that it prints."""
    command = [sys.executable, "-m", "voiceguide", "share", *arguments, "--bind", "127.0.0.1"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_script_is_exported_to_the_cache_and_shared_until_it_is_stopped(
    environment: dict[str, str], tmp_path: Path, cache: Path, script: Path, number: int
):
    before = {*tmp_path.rglob("*")}
    with begun(environment, tmp_path, "lift.md", "--pace", "3-3") as (process, address):
        with urlopen(address) as page, urlopen(f"{address}1.mp3") as sound:
            assert b"<title>Lift</title>" in page.read()
            assert "voiceguide share lift.md --pace 3-3".encode("utf-16-le") in sound.read()
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "It stops at" in said
    assert [*(cache / "voiceguide" / "shared").iterdir()] == []
    assert {path for path in {*tmp_path.rglob("*")} - before if path.is_file()} == set()


def test_once_ends_when_all_was_downloaded(environment: dict[str, str], tmp_path: Path, script: Path):
    with begun(environment, tmp_path, "lift.md", "--once") as (process, address):
        with urlopen(f"{address}download-1.mp3") as sound:
            sound.read()
        _, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "All was heard or downloaded: sharing has ended." in said


def test_an_exported_file_is_shared_for_a_time(run: Run, tmp_path: Path, script: Path):
    assert run("export", "lift.md").returncode == 0
    done = run("share", "lift.mp3", "--bind", "127.0.0.1", "--for", "1s")
    assert done.returncode == 0
    assert done.stdout.startswith("http://127.0.0.1:")
    assert "It stops before the session ends" in words(done.stderr)
    assert "Sharing has ended." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["none.mp3"], 1, "none.mp3 cannot be read"),
        (["none.md"], 1, "none.md"),
        (["lift.mp3", "--for", "0s"], 2, "'0s': expected a time such as 30m or 2h, at most 24h."),
        (["lift.mp3", "--for", "25h"], 2, "expected a time such as 30m"),
        (["lift.mp3", "--bind", "0.0.0.0"], 2, "'0.0.0.0' is no address that a phone can open"),
        (["lift.mp3", "--bind", "fe80::1%eth0"], 2, "is no address that a phone can open"),
        (["lift.mp3", "--bind", "home"], 2, "'home': expected an IP address of this machine."),
        (["lift.mp3", "--bind", "198.51.100.99"], 1, "198.51.100.99 cannot be opened"),
        (["lift.mp3", "--interface", "none0"], 1, "No interface 'none0' with an address. There are:"),
        (["lift.mp3", "--bind", "127.0.0.1", "--interface", "lo"], 2, "expected one of them"),
        (["lift.md", "--bind", "127.0.0.1", "--bitrate", "7"], 1, "MP3 with 7 kbit/s cannot be made"),
        (["lift.m4b", "--bind", "127.0.0.1"], 1, "lift.m4b cannot be shared"),
    ],
)
def test_what_cannot_be_shared_is_told(run: Run, script: Path, arguments: list[str], status: int, message: str):
    if status == 1 and arguments[0] == "none.mp3":
        arguments = [*arguments, "--bind", "127.0.0.1"]
    done = run("share", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert message in words(done.stderr)


def test_a_cache_that_cannot_be_written_is_told(run: Run, tmp_path: Path, script: Path):
    (tmp_path / "other" / "voiceguide").mkdir(parents=True)
    (tmp_path / "other" / "voiceguide" / "shared").write_text("mine")
    done = run("share", "lift.md", "--bind", "127.0.0.1", XDG_CACHE_HOME=str(tmp_path / "other"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "shared cannot be written (File exists): make room" in words(done.stderr)


def test_the_code_can_be_drawn_for_every_terminal(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    address = "http://192.168.1.5:8427/AAAAAAAAAAAAAAAAAAAAAA/"
    matrix = [[bool(dark) for dark in row] for row in segno.make(address, micro=False).matrix_iter(border=2)]
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), "utf-8"))
    coloured = _qr_code(address)
    assert all(line.startswith("\x1b[97m\x1b[40m") for line in coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = _qr_code(address)
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in coloured] == plain
    upper = [[char not in "█▀" for char in line] for line in plain]
    lower = [[char not in "█▄" for char in line] for line in plain]
    rows = [row for pair in zip(upper, lower, strict=True) for row in pair]
    assert rows[: len(matrix)] == matrix
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), "ascii"))
    assert "".join(_qr_code(address)).isascii()


def test_without_what_serves_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)  # as if it were not there
    done = run("share", "desk-break")
    assert (done.returncode, done.stdout) == (1, "")
    assert 'not installed (uvicorn). Please run: pip install "voiceguide[share]"' in words(done.stderr)
    assert '`pip install "voiceguide[share]"` adds it: phones' in words(run("doctor").stdout)


def test_the_app_that_exports_are_for_is_no_time(run_here: RunHere, config: Callable[[str], None]):
    config('[defaults]\nfor = "car"\n')
    done = run_here("share", "none.mp3", "--bind", "127.0.0.1")
    assert (done.returncode, "none.mp3 cannot be read" in done.stderr) == (1, True)

"""What is printed, whatever stdout and stderr lead to and whatever their encoding: in processes of their own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from xml.dom import minidom

import pytest
from running import GOOD

from voiceguide.cli.console import print_data, print_path

FULL = Path("/dev/full")
BUFFERED = {"PYTHONUNBUFFERED": ""}
UNBUFFERED = {"PYTHONUNBUFFERED": "1"}
ASCII_ONLY = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
ODD = "---\nlanguage: de\n---\n# Übung 🧘 “Dehnen”\n\n## Repeat 2 times\n- Inhale: die Füße …\n- Exhale: senken.\n"
BAD = "# Übung 🧘\n\n## Repeat 2 times\n- Einatmen: 🧘 ü …\n"

needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="streams are led elsewhere by a POSIX shell here")
FULL_SAID = (
    "voiceguide: The results cannot be written to standard output (No space left on device). "
    "Check where it leads and the space there, and try again."
)


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    stdout: bytes
    stderr: bytes


class Program:
    """voiceguide in a folder with the scripts good.md, odd.md and bad.md."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._how = {"cwd": folder, "env": environment, "stdin": subprocess.DEVNULL}
        for name, text in {"good": GOOD, "odd": ODD, "bad": BAD}.items():
            (folder / f"{name}.md").write_text(text, "utf-8")

    def start(self, words: str, *, stdout: int = PIPE, stderr: int = PIPE, **changed: str) -> subprocess.Popen[bytes]:
        """Start it with words that may end in what a POSIX shell redirects."""
        how = self._how | {"env": self._how["env"] | changed, "stdout": stdout, "stderr": stderr}
        if set("<>$") & set(words):
            return subprocess.Popen(f"exec {sys.executable} -m voiceguide {words}", shell=True, **how)
        return subprocess.Popen([sys.executable, "-m", "voiceguide", *words.split()], **how)

    def run(self, words: str, *, stdout: int = PIPE, stderr: int = PIPE, **changed: str) -> Done:
        with self.start(words, stdout=stdout, stderr=stderr, **changed) as running:
            out, said = running.communicate(timeout=120)
        return Done(running.returncode, out or b"", said or b"")


@pytest.fixture
def program(tmp_path: Path, environment: dict[str, str]) -> Program:
    return Program(tmp_path, environment | {"XDG_CONFIG_HOME": str(tmp_path / "config")})


@pytest.fixture
def unread() -> Iterator[int]:
    """The end of a pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


@needs_full
@pytest.mark.parametrize("command", ["--version", "play --help", "list", "check bad.md", "plan good.md --svg"])
def test_a_full_stdout_gives_one_message_and_exit_status_1(program: Program, command: str):
    for buffering in (BUFFERED, UNBUFFERED):
        done = program.run(f"{command} > /dev/full", **buffering)
        assert (done.status, done.stderr.decode().splitlines()) == (1, [FULL_SAID])


@needs_full
def test_an_export_whose_path_cannot_be_printed_is_there(program: Program, tmp_path: Path):
    done = program.run("export good.md > /dev/full", **BUFFERED)
    assert (done.status, b"standard output" in done.stderr) == (1, True)
    assert (tmp_path / "good.mp3").stat().st_size > 10_000


@posix_only
@pytest.mark.parametrize("command", ["--version", "play --help", "list", "check good.md", "plan good.md --json"])
def test_a_closed_pipe_gives_no_message_and_exit_status_1(program: Program, unread: int, command: str):
    for buffering in (BUFFERED, UNBUFFERED):
        done = program.run(command, stdout=unread, **buffering)
        assert (done.status, done.stderr) == (1, b"")


@posix_only
def test_a_pipe_that_is_closed_while_it_is_written_gives_no_message_and_exit_status_1(program: Program):
    with program.start("plan back-mobility --svg", **BUFFERED) as running:  # more than a pipe holds, twice
        assert running.stdout
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr
        assert running.stderr.read() == b""
    assert running.returncode == 1


@needs_full
@pytest.mark.parametrize("stderr", ["2> /dev/full", "2>&-", "2< /dev/null", ""])
@pytest.mark.parametrize(
    ("command", "status", "stdout"),
    [("export good.md", 0, b"good.mp3\n"), ("plan bad.md", 1, b""), ("plan --nonsense", 2, b"")],
)
def test_an_stderr_that_cannot_be_written_changes_nothing_else(
    program: Program, unread: int, stderr: str, command: str, status: int, stdout: bytes
):
    """Without a redirection, it is the pipe that nobody reads."""
    done = program.run(f"{command} {stderr}", stderr=unread, **BUFFERED)
    assert (done.status, done.stdout) == (status, stdout)


@posix_only
def test_a_pipe_that_is_full_is_waited_for(program: Program):
    read, write = os.pipe()
    os.set_blocking(write, False)
    with program.start("plan back-mobility --json", stdout=write) as running, os.fdopen(read, "rb") as results:
        os.close(write)
        assert running.stderr
        sheet = json.loads(results.read())
        assert running.stderr.read() == b""
    assert (running.returncode, sheet["format"]) == (0, "voiceguide-cue-sheet/1")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
@pytest.mark.parametrize(
    ("command", "status"),
    [("play --help", 0), ("plan odd.md", 0), ("check bad.md", 1), ("plan bad.md", 1), ("--nö", 2)],
)
def test_text_for_people_is_in_their_encoding(program: Program, encoding: str, command: str, status: int):
    done = program.run(command, PYTHONIOENCODING=encoding)
    said = done.stdout.decode(encoding) + done.stderr.decode(encoding)
    assert (done.status, bool(said), "Traceback" in said) == (status, True, False)


@pytest.mark.parametrize("command", ["plan odd.md", "check bad.md", "play --help", "plan nö.md"])
def test_text_for_people_is_ascii_where_the_locale_knows_no_more(program: Program, command: str):
    done = program.run(command, **ASCII_ONLY)
    assert (done.stdout + done.stderr).isascii()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
@pytest.mark.parametrize(
    ("command", "words"),
    [
        *((f"plan odd.md --{form}", "Füße") for form in ("json", "vtt", "srt", "lrc", "svg")),
        ("check bad.md --json", "Einatmen"),
        ("draft odd.md --json", "Übung"),
        ("voices --sheet odd.md", "Füße"),
        ("log --json", "voiceguide-log/1"),
    ],
)
def test_what_programs_read_is_utf_8_with_line_feeds(program: Program, encoding: str, command: str, words: str):
    done = program.run(command, PYTHONIOENCODING=encoding)
    assert words in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout
    if "svg" in command:
        minidom.parseString(done.stdout)


def test_the_doctor_gets_its_findings_whatever_the_encoding(program: Program):
    findings = json.loads(program.run("doctor --json", PYTHONIOENCODING="utf-16").stdout)["findings"]
    assert {"check": "mp3", "state": "works"}.items() <= next(
        each for each in findings if each["check"] == "mp3"
    ).items()


def test_what_programs_read_has_line_feeds_where_text_has_others():
    binary = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(binary, "cp1252", newline="\r\n")) as stdout:
        stdout.write("Füße\n")
        print_data('{\n"name": "Füße \udcff"}\n')
        stdout.flush()
        text, data = binary.getvalue().split(b"\r\n")
    assert text == "Füße".encode("cp1252")
    assert data == '{\n"name": "Füße \\udcff"}\n'.encode()
    assert json.loads(data)["name"] == "Füße \udcff"


@posix_only
def test_a_path_is_printed_in_the_bytes_of_its_name():
    binary = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(binary, "ascii")):
        print_path(Path(os.fsdecode(b"b\xffu\xcc\x88.mp3")))
        assert binary.getvalue() == b"b\xffu\xcc\x88.mp3\n"


@posix_only
def test_a_file_name_that_the_locale_cannot_write_is_reported(program: Program):
    done = program.run("draft odd.md", **ASCII_ONLY)
    assert (done.status, b"Traceback" in done.stderr) == (1, False)
    assert b"Set a UTF-8 locale, as in LC_ALL=C.UTF-8" in done.stderr


@posix_only
def test_a_script_with_a_name_that_is_no_utf_8_is_begun(program: Program, tmp_path: Path):
    done = program.run("new \"$(printf 'b\\377.md')\"")
    assert (done.status, done.stdout) == (0, b"b\xff.md\n")
    assert "# B\ufffd\n" in (tmp_path / os.fsdecode(b"b\xff.md")).read_text("utf-8")


@posix_only
def test_the_null_device_stands_under_the_descriptor_that_was_closed(tmp_path: Path):
    """Otherwise a file that is opened later gets the number, and messages of C code go into it."""
    told = "import os, sys; from voiceguide.cli.streams import set_streams; set_streams(); print(os.readlink('/proc/self/fd/2'))"
    if Path("/proc/self/fd").exists():
        done = subprocess.run(f'{sys.executable} -c "{told}" 2>&-', shell=True, stdout=PIPE, check=True)
        assert done.stdout == b"/dev/null\n"

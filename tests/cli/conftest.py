import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from running import Done, Run, RunHere, Start
from typer.testing import CliRunner

from voiceguide.cli.main import app
from voiceguide.cli.main import run as run_command
from voiceguide.errors import VoiceguideError


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(tmp_path: Path, cache: Path) -> dict[str, str]:
    """An environment in which no file of the user is touched."""
    home = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA")}
    own = {**home, "XDG_CACHE_HOME": str(cache), "HOME": str(tmp_path), "COLUMNS": "100", "TERM": "xterm"}
    return {**os.environ, **own}


@pytest.fixture
def run_apart(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run voiceguide in an empty folder: another process, the real voice."""

    def call(*arguments: str, typed: str = "", **changed: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "voiceguide", *arguments],
            cwd=tmp_path,
            env={**environment, **changed},
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Iterator[Start]:
    """Start voiceguide in an empty folder, in a process that the test may stop; `stderr` says where its messages go."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, stderr: int = subprocess.PIPE) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "voiceguide", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": stderr, "text": True}
        started.append(subprocess.Popen(command, cwd=tmp_path, env=environment, **pipes))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def run(
    tmp_path: Path,
    environment: dict[str, str],
    run_apart: Run,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """The same in this process, which is faster, unless the environment is changed: a process reads that when it starts."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, typed: str = "", **changed: str) -> Done:
        if changed:
            return run_apart(*arguments, typed=typed, **changed)
        capfd.readouterr()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["voiceguide", *arguments])
            patched.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed.encode()), "utf-8"))
            for name, value in environment.items():
                patched.setenv(name, value)
            for name in ("stdout", "stderr"):  # which the command sets for itself
                patched.setattr(sys, name, getattr(sys, name))
            status = run_command()
        return Done(status, *capfd.readouterr())

    return call


@pytest.fixture
def run_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunHere:
    """The same in this process, which is faster, in an empty folder that is the user's home; errors are not caught."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Done:
        home = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CACHE", "CONFIG", "DATA")}
        done = CliRunner().invoke(app, arguments, env={**home, "HOME": str(tmp_path), "COLUMNS": "100"})
        if done.exception and not isinstance(done.exception, SystemExit | VoiceguideError):
            raise done.exception
        caught = str(done.exception) if isinstance(done.exception, VoiceguideError) else ""
        return Done(done.exit_code, done.stdout, done.stderr + caught)

    return call


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], None]:
    """Writes the config file that `run_here` finds."""

    def write(text: str) -> None:
        (tmp_path / "config" / "voiceguide").mkdir(parents=True, exist_ok=True)
        (tmp_path / "config" / "voiceguide" / "config.toml").write_text(text)

    return write

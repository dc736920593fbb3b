"""Fixtures of several stages, and what is said of the tests that were left out."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from scripts_as_text import Compiled

from voiceguide.script.load import load
from voiceguide.script.model import Session
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

MAKE_SOUNDS = Path(__file__).parents[1] / "tools" / "make_sounds.py"

pytest_plugins = ["skips"]

# A shell in the background, and nohup, have these ignored by all that is started from here, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def session_of(tmp_path: Path) -> Callable[..., Session]:
    """Files by name, the first of which is loaded."""

    def make(**files: str) -> Session:
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '-')}.md").write_text(text, "utf-8")
        session = load(tmp_path / f"{next(iter(files)).replace('_', '-')}.md")
        assert [str(problem) for problem in session.problems if problem.severity == "error"] == []
        return session

    return make


@pytest.fixture
def compiled(session_of: Callable[..., Session]) -> Callable[..., Compiled]:
    """One script compiled with exact lengths: 400 ms a word and 200 ms."""

    def make(text: str, **options: object) -> Compiled:
        options = {"bells": False, **options}
        return Compiled(compile_session(session_of(script=text), Options(**options), measure_by_words))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def made_sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bells and beds that the tool makes."""
    folder = tmp_path_factory.mktemp("sounds")
    subprocess.run([sys.executable, str(MAKE_SOUNDS), str(folder)], check=True)
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say that slow tests were left out, and how to run them."""
    if config.getoption("markexpr") == "not slow":
        python = os.path.relpath(sys.executable, config.invocation_params.dir)
        terminalreporter.line(
            f"Slow tests are left out: `{python} -m pytest -m slow` runs what `make test` leaves to .ci/run."
        )

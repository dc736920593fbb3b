"""Helpers that the tests of the command line share."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

GOOD = "# Lift\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n"
LONG = "# Sit\n\n## Breathe 120 min\nBreathe.\n"


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Run = RunHere = Callable[..., Done]
Start = Callable[..., "subprocess.Popen[str]"]

linux_only = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the config file is elsewhere there")


def wait_for_draft(folder: Path) -> None:
    """Wait until an export into a folder has begun to write."""
    until = time.monotonic() + 60
    while not list(folder.glob(".voiceguide-*.part")):
        assert time.monotonic() < until, "nothing was begun in a minute"
        time.sleep(0.01)


def words(said: str) -> str:
    """The words of a message, however it is wrapped."""
    return " ".join(said.split())

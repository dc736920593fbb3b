"""What tests of the command line share beside their fixtures."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

GOOD = "# Lift\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n"


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Run = RunHere = Callable[..., Done]

linux_only = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the config file is elsewhere there")


def words(said: str) -> str:
    """What was said, however it was wrapped."""
    return " ".join(said.split())

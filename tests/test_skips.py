"""What the suite itself does with a test that this machine cannot run."""

import subprocess
import sys
from pathlib import Path

import pytest

RUNS_A_PROGRAM = """
import subprocess

def test_that_runs_a_program():
    subprocess.run(["{}"])
"""


@pytest.mark.parametrize(
    ("program", "variables", "status", "said"),
    [
        ("mpg123", {}, 0, "mpg123 not installed: apt-get install mpg123"),
        ("mpg123", {"VOICEGUIDE_NO_SKIPS": "1"}, 1, "1 skipped, and none may be here"),
        ("no-such-program", {}, 1, "FileNotFoundError"),
    ],
)
def test_a_program_that_is_missing_is_a_skip_unless_none_is_allowed(
    tmp_path: Path, program: str, variables: dict[str, str], status: int, said: str
):
    (tmp_path / "test_it.py").write_text(RUNS_A_PROGRAM.format(program))
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "skips", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "PYTHONPATH": str(Path(__file__).parent), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, said in done.stdout) == (status, True), done.stdout

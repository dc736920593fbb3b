"""Which tests `make test` leaves out, and that it says so."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WITH_ONE_SLOW_TEST = "tests/playback/test_sleep.py"


@pytest.mark.parametrize(("chosen", "stopped", "said"), [((), False, True), (("-m", "slow"), True, False)])
def test_slow_tests_are_left_out_unless_they_are_asked_for_and_that_is_said(chosen, stopped, said):
    command = [sys.executable, "-m", "pytest", "--collect-only", "-vv", WITH_ONE_SLOW_TEST, *chosen]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ("test_a_process_that_was_stopped_and_goes_on_knows_for_how_long" in done.stdout) == stopped
    assert ("Slow tests are left out" in done.stdout) == said

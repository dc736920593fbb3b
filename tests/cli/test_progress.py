"""When progress lines appear; `test_export_command.py` tests how they look."""

import subprocess
import sys

import pytest

from voiceguide.cli.console import SHOWN_AFTER_S, ProgressLines


@pytest.mark.parametrize(
    ("seen", "seconds", "shown"), [(True, SHOWN_AFTER_S, True), (True, SHOWN_AFTER_S / 2, False), (False, 60, False)]
)
def test_lines_are_shown_on_a_terminal_once_the_work_takes_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, seen: bool, seconds: float, shown: bool
):
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "100"}.items():  # rich's signs of a terminal
        monkeypatch.setenv(name, value)
    now = [0.0]
    lines = ProgressLines(seen, lambda: now[0])
    whole = lines.add("Exporting [all]", 10)
    lines.change(whole, completed=1)
    now[0] = seconds
    lines.change(whole, completed=5)
    late = lines.add("a chapter")
    lines.change(late, description="the last chapter")
    lines.close()
    said = capsys.readouterr().err
    assert ("Exporting [all]" in said and "50%" in said and "the last chapter" in said) == shown
    assert shown or not said


def test_a_display_that_is_not_shown_needs_no_rich():
    """Checked in a process of its own, since this one has it."""
    script = "import sys, voiceguide.cli.console as p\nwith p.progress() as lines: lines.change(lines.add('x'), completed=1)\nsys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], stderr=subprocess.PIPE, check=False).returncode == 0

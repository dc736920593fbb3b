"""`voiceguide voices --say TEXT --spell`, and what `check -v` says of pronunciations."""

from pathlib import Path

import pytest
from running import Run

SCRIPT = """---
say:
  psoas: so as
---
# Rest

## Hold 3 breaths

Relax your psoas at 1/2.
"""


@pytest.mark.parametrize("voice", ["natural", "system"])
def test_words_and_phonemes_are_printed_and_nothing_is_played(run: Run, voice: str):
    done = run("voices", "--say", "Close your eyes 1/3 of the way.", "--spell", "--voice", voice)
    words, phonemes = done.stdout.splitlines()
    assert words == "Close your eyes a third of the way."
    assert phonemes.startswith("/klˈoʊz ")
    assert done.stderr == ""


def test_spelling_goes_with_a_text_and_without_a_file(run: Run):
    assert "--spell goes with --say" in run("voices", "--spell").stderr
    assert "without -o" in run("voices", "--say", "Hi", "--spell", "-o", "hi.wav").stderr


def test_check_shows_what_is_said_where_it_differs(run: Run, tmp_path: Path):
    (tmp_path / "rest.md").write_text(SCRIPT)
    shown = run("check", "-v", "rest.md").stdout
    assert "rest.md:3:3: 'psoas' is said as so as\n" in shown
    assert "rest.md:9:1: in words: Relax your so as at half.\n" in shown

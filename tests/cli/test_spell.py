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


def test_a_line_of_an_exercise_is_said_as_in_its_session(run_here, tmp_path):
    (tmp_path / "bend.md").write_text(
        "---\nsides: each\nsay:\n  psoas: so as\n---\n# Bend\n\n## Set up\nFeel your {side} psoas.\n\n"
        "## Repeat 3 times\n- Inhale: reach 1/3 further.\n- Exhale: back.\n"
    )
    said = {line: run_here("voices", "--say", f"bend.md:{line}", "--spell").stdout.splitlines()[0] for line in (9, 12)}
    assert said == {9: "Feel your left so as.", 12: "Inhale, reach a third further."}
    before = run_here("voices", "--say", "bend.md:1", "--spell")
    assert (before.returncode, before.stderr) == (1, "Nothing is said at line 1 of 'bend.md', or before it.")


def test_a_line_of_a_session_is_refused_and_a_text_that_looks_like_one_is_said(run_here, tmp_path):
    (tmp_path / "one.md").write_text("# One\n\n1. [Sit](sit.md)\n")
    (tmp_path / "sit.md").write_text("# Sit\n\n## Breathe 3 breaths\n")
    done = run_here("voices", "--say", "one.md:3", "--spell")
    assert (done.returncode, "expected an exercise, whose lines are said" in done.stderr) == (1, True)
    assert run_here("voices", "--say", "Now: 12", "--spell").stdout.splitlines()[0] == "Now: twelve"

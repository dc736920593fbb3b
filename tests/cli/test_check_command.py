"""`voiceguide check` on scripts with variations, with the real voice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from running import RunHere, linux_only

LONG = "lift both of your arms as slowly as you can, all of the way, until they are high above your head"
LIFT = f"""# Lift

## Repeat 2 times
- Inhale 1s: {LONG}. | Lift.
- Exhale: lower.

## Variation: Slow
### Repeat 2 times
- Inhale 1s: {LONG}, and your shoulders have come down again. | Lift.
- Exhale: lower.

## Variation: Still
### Hold 2 breaths
Hold your arms up.
"""
SESSION = "# Both\n\n1. [Lift](lift.md): with Slow\n2. [Sit](sit.md)\n"
SIT = "# Sit\n\n## Breathe 3 breaths\nBreathe.\n"


@pytest.fixture(autouse=True)
def scripts(tmp_path: Path) -> None:
    for name, text in {"lift": LIFT, "both": SESSION, "sit": SIT}.items():
        (tmp_path / f"{name}.md").write_text(text)


def test_a_variation_is_tried_and_named_where_its_words_do_not_fit(run_here: RunHere):
    found = [line for line in run_here("check", "lift.md").stdout.splitlines() if line.startswith("lift.md:")]
    assert found[0].startswith("lift.md:4:14: warning: the sentence needs ")
    assert found[1].startswith("lift.md:9:14: warning: with 'Slow', the sentence needs ")
    assert len(found) == 2, "what holds without a variation is not said again with one"


def test_variations_that_a_session_has_not_chosen_are_tried_too(run_here: RunHere, tmp_path: Path):
    (tmp_path / "both.md").write_text(SESSION.replace(": with Slow", ""))
    said = run_here("check", "both.md").stdout
    assert "lift.md:4:14: warning: the sentence needs " in said
    assert "lift.md:9:14: warning: with 'Slow', the sentence needs " in said


def test_a_variation_that_does_not_go_with_the_one_a_session_has_chosen_is_no_problem(
    run_here: RunHere, tmp_path: Path
):
    (tmp_path / "lift.md").write_text(
        LIFT.replace("### Hold 2 breaths\n", "### Repeat 2 times\n- Inhale: up.\n- Exhale: down.\n\n### Finish\n")
    )
    done = run_here("check", "both.md")
    assert done.returncode == 0
    assert "Still" not in done.stdout


def test_a_folder_stands_for_all_its_scripts(run_here: RunHere, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("no script")
    assert run_here("check", ".").stdout == run_here("check", "both.md", "lift.md", "sit.md").stdout
    (tmp_path / "empty").mkdir()
    assert "'empty' is a folder: expected a script" in run_here("check", "empty").stdout


def test_a_language_that_no_voice_speaks_is_told_once_with_what_to_do(run_here: RunHere, tmp_path: Path):
    (tmp_path / "xx.md").write_text(f"---\nlanguage: xx\n---\n{SIT}")
    done = run_here("export", "xx.md")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "No installed voice speaks 'xx'. Change 'language' in the script, or install a voice" in line
    assert not list(tmp_path.glob("*.mp3"))


@linux_only
def test_words_are_tried_at_the_pace_that_is_asked_for_or_that_the_config_sets(
    run_here: RunHere, config: Callable[[str], None], tmp_path: Path
):
    (tmp_path / "lift.md").write_text(
        "# Lift\n\n## Repeat 2 times\n- Inhale: lift both of your arms.\n- Exhale: lower.\n"
    )
    assert "warning" in (asked := run_here("check", "lift.md", "--pace", "1-1").stdout)
    assert run_here("check", "lift.md", "--strict").returncode == 0
    config("[defaults]\npace = '1-1'\nformat = 'wav'\nstrict = true\n")
    assert run_here("check", "lift.md").stdout == asked
    assert run_here("check", "lift.md", "--pace", "4-6", "--strict").returncode == 0

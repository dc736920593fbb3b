"""The config file, as it is met on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from running import GOOD, Run, linux_only, words


@linux_only
def test_a_config_that_is_not_understood_is_one_sentence(run: Run, config: Callable[[str], None]) -> None:
    config("[lexcon]\n")
    done = run("voices")
    assert done.returncode == 1
    assert "did you mean 'lexicon'?" in done.stderr


@linux_only
def test_defaults_of_the_config_are_taken_where_no_flag_is_given(
    run: Run, config: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    config("[defaults]\npace = '5-7'\nreps = 3\nbells = false\n")
    assert '"pace": "5-7"' in (done := run("plan", "good.md", "--json")).stdout
    assert '"reps": 3' in done.stdout
    assert '"bells": []' in done.stdout
    assert '"pace": "4-6"' in run("plan", "good.md", "--json", "--pace", "4-6").stdout


@linux_only
@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("paec = '4-6'", 1, "did you mean 'pace'"),
        ("pace = 'quick'", 2, "quick"),
        ("bells = 'no'", 2, "expected true or false"),
        ("output = 'x.mp3'", 1, "'output' is not known"),
    ],
)
def test_a_default_that_no_flag_takes_is_told(
    run: Run, config: Callable[[str], None], text: str, code: int, expected: str
) -> None:
    config(f"[defaults]\n{text}\n")
    done = run("plan", "desk-break")
    assert done.returncode == code
    assert expected in words(done.stderr)


@linux_only
@pytest.mark.parametrize(
    ("defaults", "flags", "pace"),
    [
        ("pace = '5-7'", ["--bpm", "6"], "5-5"),
        ("bpm = 6", ["--pace", "4-8"], "4-8"),
        ("bpm = 6\nratio = '2:3'", ["--pace", "4-8"], "4-8"),
        ("ratio = '2:3'", ["--bpm", "6"], "4-6"),
        ("pace = '5-7'\nratio = '2:3'", [], "5-7"),
        ("bpm = 6", ["--ratio", "2:3"], "4-6"),
        ("exhale = 9", ["--pace", "4-8"], "4-8"),
        ("exhale = 9", ["--inhale", "5"], "5-9"),
    ],
)
def test_the_pace_of_the_command_line_wins_over_that_of_the_config(
    run: Run, config: Callable[[str], None], tmp_path: Path, defaults: str, flags: list[str], pace: str
):
    (tmp_path / "good.md").write_text(GOOD)
    config(f"[defaults]\n{defaults}\n")
    done = run("plan", "good.md", "--json", *flags)
    assert (done.returncode, done.stderr) == (0, "")
    assert f'"pace": "{pace}"' in done.stdout


@linux_only
@pytest.mark.parametrize(
    ("defaults", "flags", "reps"),
    [
        ("reps = 3", ["--minutes", "1"], None),
        ("minutes = 1", ["--reps", "3"], 3),
        ("minutes = 1", ["--reps", "mid"], 2),
    ],
)
def test_the_length_of_the_command_line_wins_over_that_of_the_config(
    run: Run, config: Callable[[str], None], tmp_path: Path, defaults: str, flags: list[str], reps: int | None
):
    (tmp_path / "good.md").write_text(GOOD)
    config(f"[defaults]\n{defaults}\n")
    done = run("plan", "good.md", "--json", *flags)
    assert done.returncode == 0, done.stderr
    assert reps is None or f'"reps": {reps}' in done.stdout


@linux_only
def test_two_paces_on_the_command_line_are_still_refused(run: Run, config: Callable[[str], None]):
    config("[defaults]\npace = '5-7'\n")
    assert "expected one of them" in words(run("plan", "box", "--bpm", "6", "--pace", "4-6").stderr)


@linux_only
@pytest.mark.parametrize(
    ("defaults", "flags", "made"),
    [
        ("format = 'wav'", ["-o", "x.mp3"], "x.mp3"),
        ("format = 'wav'", ["-o", "out"], "out/good.wav"),
        ("split = true", ["-o", "x.mp3"], "x.mp3"),
        ("bitrate = 40", ["--format", "wav"], "good.wav"),
        ("bitrate = 40\nmono = true\nverify = true", ["-o", "x.mp3"], "x.mp3"),
    ],
)
def test_the_file_that_is_named_wins_over_the_form_of_the_config(
    run: Run, config: Callable[[str], None], tmp_path: Path, defaults: str, flags: list[str], made: str
):
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "out").mkdir()
    config(f"[defaults]\n{defaults}\n")
    done = run("export", "good.md", *flags)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == made

import subprocess
import sys

import pytest
from scripts_as_text import SIDE_STRETCH
from typer.main import get_command
from typer.testing import CliRunner

from voiceguide.cli.defaults import NEVER
from voiceguide.cli.main import app
from voiceguide.formats.captions import CAPTIONS
from voiceguide.formats.named import SHEET_FORMS


@pytest.mark.parametrize("pair", [("--json", "--svg"), ("--vtt", "--srt"), ("--lrc", "--json")])
def test_two_forms_at_once_are_wrong_usage(pair):
    result = CliRunner().invoke(app, ["plan", "seated-side-stretch", *pair], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert result.stdout == ""
    assert all(flag in result.stderr for flag in pair)
    assert "expected one of them" in result.stderr


@pytest.mark.parametrize(
    ("form", "begins"),
    [("json", '{\n "format"'), ("vtt", "WEBVTT - "), ("srt", "1\n00:"), ("lrc", "[ti:"), ("svg", "<svg ")],
)
def test_every_form_has_the_expected_beginning(compiled, form, begins):
    assert SHEET_FORMS[form](compiled(SIDE_STRETCH).timeline).startswith(begins)


def test_every_form_is_a_flag_of_plan_and_every_caption_one_of_export_and_none_has_a_default_in_the_config():
    commands = get_command(app).commands
    assert {f"--{form}" for form in SHEET_FORMS} <= {flag for each in commands["plan"].params for flag in each.opts}
    assert {f"--{form}" for form in CAPTIONS} <= {flag for each in commands["export"].params for flag in each.opts}
    assert set(SHEET_FORMS) <= set(NEVER)


def test_plan_prints_the_form_alone(tmp_path):
    script = tmp_path / "lift.md"
    script.write_text("# Lift\n\n## Repeat 1 times\n- Inhale: lift.\n- Exhale: lower.\n", "utf-8")
    command = [sys.executable, "-m", "voiceguide", "plan", str(script), "--srt"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("1\n00:00:")
    assert "\nInhale, lift.\n" in done.stdout


def test_the_picture_shows_the_guide_that_was_chosen(tmp_path):
    script = tmp_path / "lift.md"
    script.write_text("# Lift\n\n## Repeat 1 times\n- Inhale: lift.\n- Exhale: lower.\n", "utf-8")
    breath, tones, none = (
        CliRunner().invoke(app, ["plan", str(script), "--svg", "--guide", guide]).stdout
        for guide in ("breath", "tones", "none")
    )
    assert breath.startswith("<svg ")
    assert breath != tones
    assert none == breath

"""What `--help` says, and what it does not import."""

import inspect
import subprocess
import sys
from importlib import import_module

import pytest
from running import RunHere, words

from voiceguide.cli.commands import COMMANDS
from voiceguide.cli.flags import PARAMETERS

TELLS_WHAT_WAS_IMPORTED = """
import sys
from voiceguide.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str):
    command = COMMANDS[name]
    function = getattr(import_module(f"voiceguide.cli.{command.module}"), command.function)
    assert words((inspect.getdoc(function) or "").split("\n\n")[0]) == command.help


def test_help_lists_every_command(run_here: RunHere):
    said = words(run_here("--help").stdout)
    assert all(f" {name} {command.help}" in said for name, command in COMMANDS.items())


def test_help_of_the_program_imports_no_command_and_no_library_but_typer():
    done = subprocess.run(
        [sys.executable, "-c", TELLS_WHAT_WAS_IMPORTED, "--help"], capture_output=True, text=True, check=True
    )
    imported = done.stderr.split()
    assert "typer" in imported
    assert not {"rich", "numpy", "yaml", "markdown_it", "voiceguide.session", "voiceguide.cli.export"} & {*imported}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "list"])
def test_help_of_every_command_has_an_example_on_a_line_of_its_own(run_here: RunHere, name: str):
    done = run_here(name, "--help")
    assert done.returncode == 0
    assert any(line.startswith(f"  voiceguide {name} ") for line in done.stdout.splitlines())
    assert "[/bold]" not in done.stdout


def test_flags_stand_under_the_headings_that_they_name(run_here: RunHere):
    lines = run_here("export", "--help").stdout.splitlines()
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Arguments:", "File:", "Pace:", "Session:", "Voice:", "Sound:", "Options:"]
    pace, session = (lines.index(heading) for heading in ("Pace:", "Session:"))
    assert any(line.startswith("  -p, --pace PACE ") for line in lines[pace:session])
    flags = {f"--{name.strip('_').replace('_', '-')}" for name in PARAMETERS}
    assert flags <= {word.strip(",") for line in lines for word in line.split()}


def test_usage_names_what_must_be_given(run_here: RunHere):
    assert run_here("check", "--help").stdout.startswith("Usage: voiceguide check [OPTIONS] SCRIPT...\n")
    assert run_here("voices", "--help").stdout.startswith("Usage: voiceguide voices [OPTIONS] [FILTER]\n")


def test_a_slip_in_a_command_gets_the_nearest(run_here: RunHere):
    done = run_here("exprot")
    assert done.returncode == 2
    assert "Did you mean 'export'?" in done.stderr

"""The forms in which problems are printed, as other programs read them."""

import json
import re

from running import RunHere

from voiceguide.cli.problem_forms import as_gcc, as_github
from voiceguide.problems import Place, Problem

BAD = "# Lift\n\n## Repeat 2 times\n- Inhale: as shown.\n- Exhale: lower {me}.\n"

VS_CODE = re.compile(r"^(.*?):(\d+):(\d+):\s+(note|warning|error):\s+(.*)$")
"""The pattern in docs/writing.md."""


def test_gcc_has_one_line_a_problem_in_the_order_of_the_source(run_here: RunHere, tmp_path):
    (tmp_path / "bad.md").write_text(BAD)
    done = run_here("check", "bad.md", "--format", "gcc")
    matches = [VS_CODE.match(line) for line in done.stdout.splitlines()]
    assert [match and match.group(1, 2, 3, 4) for match in matches] == [
        ("bad.md", "4", "11", "warning"),
        ("bad.md", "5", "11", "error"),
        ("bad.md", "5", "17", "error"),
    ]
    assert done.returncode == 1


def test_what_was_understood_is_a_note_in_gcc(run_here: RunHere, tmp_path):
    (tmp_path / "good.md").write_text("# Lift\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n")
    lines = run_here("check", "-v", "good.md", "--format", "gcc").stdout.splitlines()
    assert len(lines) >= 3
    assert all(VS_CODE.match(line)[4] == "note" for line in lines)


def test_github_names_the_file_line_and_column():
    problem = Problem("note", Place("a.md", 3, 5), "50 % of it")
    assert as_github([problem], []) == "::notice file=a.md,line=3,col=5::50 %25 of it\n"


def test_nothing_in_a_file_name_or_message_ends_a_github_command_early():
    problem = Problem("error", Place("a,b:c\n%.md", 1), "first\r\n::error::second")
    assert as_github([problem], []) == "::error file=a%2Cb%3Ac%0A%25.md,line=1,col=1::first%0D%0A::error::second\n"


def test_no_problem_is_no_line():
    assert as_gcc([], []) == as_github([], []) == ""


def test_json_is_asked_for_in_two_ways(run_here: RunHere, tmp_path):
    (tmp_path / "bad.md").write_text(BAD)
    long, short = (run_here("check", "bad.md", *flags) for flags in (("--format", "json"), ("--json",)))
    assert json.loads(long.stdout) == json.loads(short.stdout)
    both = run_here("check", "bad.md", "--json", "--format", "gcc")
    assert (both.returncode, both.stderr) == (1, "--json and --format gcc were both given: expected one of them.")

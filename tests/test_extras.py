import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from voiceguide.extras import EXTRAS, command_for, missing_in

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_table_has_every_extra_of_the_project_with_what_it_brings():
    asked = PROJECT["optional-dependencies"]
    assert asked.keys() == EXTRAS.keys()
    known = packages_distributions()
    for extra, modules in EXTRAS.items():
        for module in set(modules) & known.keys():
            assert any(line.startswith(name) for line in asked[extra] for name in known[module]), module


@pytest.mark.parametrize(
    ("made_by", "command"),
    [
        ("", 'pip install "voiceguide[share]"'),
        ("pipx_metadata.json", 'pipx runpip voiceguide install "voiceguide[share]"'),
    ],
)
def test_the_command_is_that_of_the_program_that_installed_it(tmp_path, made_by, command):
    (tmp_path / (made_by or "pyvenv.cfg")).touch()
    assert command_for("share", str(tmp_path)) == command


def test_with_uv_the_extras_that_are_there_are_named_since_it_removes_the_others(tmp_path, monkeypatch):
    (tmp_path / "uv-receipt.toml").touch()
    for extra in EXTRAS.keys() - {"draft"}:
        monkeypatch.setitem(sys.modules, EXTRAS[extra][0], None)  # as if it were not there
    assert missing_in("draft") == []
    assert command_for("share", str(tmp_path)) == 'uv tool install "voiceguide[draft,share]"'

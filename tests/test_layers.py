"""Imports point downwards only, and stages on one line never import each other."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import voiceguide

ROOT = Path(voiceguide.__file__).parent

LAYERS = [
    {"__main__"},
    {"cli"},
    {"doctor"},
    {"library"},
    {"session", "replay"},
    {"playback", "exporter", "verify", "draft"},
    {"mix"},
    {"speech"},
    {"formats"},
    {"guide"},
    {"timeline"},
    {"script"},
    {"clip", "breath", "config", "log", "weighting"},
    {"storage"},
    {"errors"},
    {"problems", "units", "letters", "__init__"},
]
FLOOR = {name: len(LAYERS) - index for index, layer in enumerate(LAYERS) for name in layer}

FILES = sorted({*ROOT.rglob("*.py")} - {ROOT / "__init__.py"})
"""Without the front door, which loads what it names when it is asked for."""


def place_of(module: str) -> str:
    """The stage or the file at the top of the package that a module belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports_in(file: Path) -> set[str]:
    """Every module that a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            found.add(node.module or "")
    return found


def imported_by(file: Path) -> set[str]:
    """Every module of the package that a file imports."""
    return {module for module in imports_in(file) if module.split(".")[0] == "voiceguide"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_downwards(file: Path):
    own = file.relative_to(ROOT).with_suffix("").parts[0]
    for module in imported_by(file):
        other = place_of(module)
        assert other == own or FLOOR[own] > FLOOR[other], f"{own} imports {module}, which stands no lower"


def test_the_rule_sees_imports():
    assert "voiceguide.timeline.model" in imported_by(ROOT / "mix" / "chapter.py")


def test_the_package_imports_only_what_it_declares():
    """What the tests alone install, such as pyloudnorm and scipy, is not there on a user's machine."""
    project = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    declared = {normal(re.split(r"[^\w.-]", each, maxsplit=1)[0]) for each in asked}
    known = packages_distributions()
    modules = {module.split(".")[0] for file in FILES for module in imports_in(file)}
    for module in modules - sys.stdlib_module_names - {"voiceguide"}:
        if module in known:  # else it is of an extra that is not installed here
            assert {normal(name) for name in known[module]} & declared, f"{module} is imported and not declared"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

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
    {"doctor", "share", "batch"},
    {"library", "review"},
    {"session", "replay", "podcast", "choice_rules"},
    {"playback", "exporter", "verify", "draft"},
    {"choices"},
    {"mix"},
    {"speech"},
    {"formats"},
    {"guide"},
    {"timeline"},
    {"script"},
    {"clip", "breath", "config", "log", "weighting"},
    {"storage"},
    {"errors"},
    {"problems", "units", "letters", "extras", "__init__"},
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


LATE = {
    "cli": "a command loads what it runs, once its flags are read: `--help` and completion are quick",
    "doctor": "what cannot be imported is one finding, and the other checks go on",
    "library": "`import voiceguide` is quick, and a program that compiles loads nothing that plays",
    "session": "a session is played while it is loaded: each stage when its turn comes",
    "draft": "its readers are an extra, which may not be installed",
}
"""Rooms whose functions import what they like, each with its reason."""

ONE_OF_SEVERAL = {
    "speech/choose.py": "the voice that is chosen",
    "speech/voices": "the engine of a voice, which may not be installed",
    "playback/speakers.py": "the speakers of this system",
    "playback/keys.py": "the terminal of this system",
    "playback/mpris.py": "media keys, where there is a bus",
    "playback/live.py": "what mixes, while the voice loads",
    "mix/sound.py": "the bed and the bells, where they are chosen",
    "mix/playlist.py": "the decoder, where a file is not in the cache",
    "choice_rules.py": "the log, where `fresh` asks for it",
    "batch/job.py": "what listens to a file, where that is asked for",
    "exporter/file.py": "the encoder of the form",
    "replay.py": "the decoder, once something is decoded",
}
"""Files, and a folder, that import in a function the one module of several that is needed, each with what it is."""

HEAVY = {
    "PIL": "a cover is drawn",
    "ifaddr": "it may not be installed",
    "lameenc": "an MP3 is encoded",
    "miniaudio": "sound is decoded or played",
    "mutagen": "tags are read or written",
    "unicode_rbnf": "a figure is said as a word; 25 ms",
    "numpy": "sound is computed; a tenth of a second",
    "platformdirs": "a folder of the user is looked for that no variable names",
    "pulsectl": "the sound server is watched",
    "pydub": "a user's file is decoded",
    "rich": "something is printed in colour",
    "segno": "a handout or an address has a QR code",
    "simpleaudio": "it may not be installed",
    "soxr": "sound is resampled",
    "voiceguide.clip": "it imports numpy",
    "voiceguide.speech.finish": "it imports numpy",
    "wakepy": "the machine is kept awake",
}
"""Modules that any function may import, each with when it is needed."""

OF_ONE_SYSTEM = {"fcntl", "msvcrt", "termios"}


def imports_in_functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    found: set[str] = set()
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def comes_late(module: str) -> bool:
    return module.split(".")[0] in HEAVY or module in HEAVY or module in OF_ONE_SYSTEM


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_function_imports_only_what_has_a_reason_to_come_late(file: Path):
    name = file.relative_to(ROOT).as_posix()
    if place_of("voiceguide." + file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")) in LATE:
        return
    if any(name.startswith(each) for each in ONE_OF_SEVERAL):
        return
    early = {module for module in imports_in_functions(file) if not comes_late(module)}
    assert not early, f"{name} imports {', '.join(sorted(early))} in a function: expected it at the top"


def test_every_reason_to_import_late_is_used():
    late = {module for file in FILES for module in imports_in_functions(file)}
    assert {name for name in HEAVY if not any(f"{each}.".startswith(f"{name}.") for each in late)} == set()
    places = {file.relative_to(ROOT).as_posix() for file in FILES if imports_in_functions(file)}
    assert {name for name in (*ONE_OF_SEVERAL, *LATE) if not any(each.startswith(name) for each in places)} == set()


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


def test_no_class_has_the_name_of_another():
    named: dict[str, list[str]] = {}
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(file.relative_to(ROOT).as_posix())
    assert {name: files for name, files in named.items() if len(files) > 1} == {}

"""The set-up's shell script, run with Pythons that are too old, incomplete, or cut off from the network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the set-up is a shell script")

WHOLE = f"""#!/bin/sh
case "$*" in
"-m venv "*) for folder; do :; done; mkdir -p "$folder/bin"; cp "$0" "$folder/bin/python" ;;
"-m pip "*) echo "$*" >> "$(dirname "$0")/pip-calls"; PIP ;;
"-c import pip") ;;
*) exec {sys.executable} "$@" ;;
esac
"""
OLD = """#!/bin/sh
case "$*" in *print*) echo 3.9 ;; *) exit 1 ;; esac
"""


def fake_python(folder: Path, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "python3"
    path.write_text(script)
    path.chmod(0o755)
    return path


def set_up(environment: Path, goal: str = "test", **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(ROOT / "tools/setup.sh"), goal],
        env={"PATH": os.environ["PATH"], "VENV": str(environment)} | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refusal(result: subprocess.CompletedProcess[str]) -> str:
    """The one sentence that a failed set-up ends with."""
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()[-1]


def test_an_old_python_is_named_with_its_version_and_nothing_is_made(tmp_path: Path) -> None:
    old = fake_python(tmp_path / "old", OLD)
    result = set_up(tmp_path / "venv", PYTHON=str(old))
    assert refusal(result).startswith(f"voiceguide needs Python 3.11 or newer, but {old} is Python 3.9: install")
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "venv").exists()


def test_an_old_python3_on_the_path_is_passed_over_for_a_newer_one(tmp_path: Path) -> None:
    fake_python(tmp_path / "bin", OLD)
    newer = fake_python(tmp_path / "newer", WHOLE.replace("PIP", "exit 0"))
    newer.rename(tmp_path / "bin" / "python3.13")
    result = set_up(tmp_path / "venv", PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "venv" / "bin" / "python").exists()


def test_a_python_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    result = set_up(tmp_path / "venv", PYTHON="python3.99")
    assert "python3.99 cannot be run: install one" in refusal(result)


def test_a_missing_venv_module_is_said_with_the_package_that_has_it(tmp_path: Path) -> None:
    bare = fake_python(tmp_path / "bare", WHOLE.replace('"-c import pip")', "*ensurepip*) exit 1 ;;\n*nothing*)"))
    sentence = refusal(set_up(tmp_path / "venv", PYTHON=str(bare)))
    assert "has no venv module" in sentence
    assert f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" in sentence


@pytest.mark.parametrize(
    ("pip_says", "sentence"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError'", "the package index cannot be reached"),
        ("ERROR: No matching distribution found for lameenc>=1.8", "there is no wheel of lameenc>=1.8 for Python"),
        ("ERROR: something else", "pip failed with 'something else'"),
    ],
)
def test_what_pip_takes_a_page_for_is_said_in_one_sentence(tmp_path: Path, pip_says: str, sentence: str) -> None:
    cut_off = fake_python(tmp_path / "cut-off", WHOLE.replace("PIP", f'echo "{pip_says}"; exit 1'))
    result = set_up(tmp_path / "venv", PYTHON=str(cut_off))
    assert sentence in refusal(result)
    assert str(tmp_path / "venv" / "setup.log") in refusal(result)
    assert pip_says in (tmp_path / "venv" / "setup.log").read_text()


def test_a_second_run_asks_pip_for_nothing(tmp_path: Path) -> None:
    whole = fake_python(tmp_path / "whole", WHOLE.replace("PIP", "exit 0"))
    calls = tmp_path / "venv" / "bin" / "pip-calls"
    assert set_up(tmp_path / "venv", PYTHON=str(whole)).returncode == 0
    first = calls.read_text()
    assert "--only-binary :all: --editable ." in first
    again = set_up(tmp_path / "venv", PYTHON=str(whole))
    assert (again.returncode, again.stderr, calls.read_text()) == (0, "", first)


def test_a_simpleaudio_that_does_not_compile_stops_nothing(tmp_path: Path) -> None:
    script = WHOLE.replace("PIP", 'case "$*" in *"[simpleaudio]"*) exit 1 ;; esac')
    result = set_up(tmp_path / "venv", PYTHON=str(fake_python(tmp_path / "whole", script)))
    assert result.returncode == 0, result.stderr
    if "Compiling" in result.stderr:
        assert "miniaudio plays instead" in result.stderr

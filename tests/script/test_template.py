"""The script that `voiceguide new` writes."""

from pathlib import Path

import pytest
from scripts_as_text import problems_in

from voiceguide.cli.new import write_template


def test_the_template_is_a_script_without_problems(tmp_path: Path):
    path = write_template("Side stretch", tmp_path)
    assert path.name == "side-stretch.md"
    text = path.read_text("utf-8")
    assert "# Side stretch\n" in text
    assert problems_in(text) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Rücken: ganz / lang?", "rücken-ganz-lang.md"),
        ("../new/x", "x.md"),
        ("neck/Slow nod", "neck/slow-nod.md"),
        ("???", "exercise.md"),
    ],
)
def test_its_name_is_safe_on_every_system_and_stands_in_the_folder_that_is_named(tmp_path: Path, name: str, file: str):
    (tmp_path / "new" / "neck").mkdir(parents=True)
    written = write_template(name, tmp_path / "new")
    assert written.resolve() == tmp_path / "new" / file
    assert written.read_text("utf-8").count("neck") == 0


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path):
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(FileExistsError):
        write_template(str(tmp_path / "mine.md"), tmp_path)
    assert (tmp_path / "mine.md").read_text() == "mine"

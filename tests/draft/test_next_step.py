"""What a user is told to do with the scripts that were written."""

from pathlib import Path

import pytest

from voiceguide.cli.draft import draft


def test_the_next_step_is_to_check_and_then_to_play(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    article = tmp_path / "article.txt"
    article.write_text("Shrugs\n\nInhale and lift your shoulders. Exhale and let them drop. Repeat 5 times.\n", "utf-8")
    folder = tmp_path / "for my neck"
    draft(str(article), folder)
    said = capsys.readouterr().err.replace("\n", " ")
    assert f"`voiceguide check '{folder}'`" in said
    assert f"`voiceguide play '{folder / 'shrugs.md'}'`" in said

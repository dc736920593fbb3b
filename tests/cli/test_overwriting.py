"""What `-o` replaces: what voiceguide made, and other files only with `--force`."""

from pathlib import Path

import pytest
from running import GOOD, RunHere, words
from skips import needs

MARKED = [
    ("plan good.md --json", "sheet.json"),
    ("plan good.md --vtt", "words.vtt"),
    ("plan good.md --lrc", "words.lrc"),
    ("plan good.md --svg", "picture.svg"),
    ("handout good.md", "page.html"),
    ("handout good.md --link https://example.org", "page.HTM"),
    pytest.param("handout good.md", "page.pdf", marks=[needs("chromium"), pytest.mark.slow]),
    ("voices --sheet good.md", "sheet.csv"),
    ("log --csv", "practice.csv"),
    ("log --json", "practice.json"),
]
UNMARKED = [("plan good.md --srt", "words.srt"), ("voices --say Inhale. --voice system", "hi.wav")]


@pytest.fixture(autouse=True)
def script(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)


@pytest.mark.parametrize(("asked", "name"), [*MARKED, *UNMARKED])
def test_a_file_that_voiceguide_did_not_make_is_kept_unless_forced(
    run_here: RunHere, tmp_path: Path, asked: str, name: str
):
    (tmp_path / name).write_text("mine")
    done = run_here(*asked.split(), "-o", name)
    assert (done.returncode, done.stdout, (tmp_path / name).read_text()) == (1, "", "mine")
    told = f"{name} is there already, and nothing in it tells that voiceguide made it. Choose another name with -o, or"
    assert told in words(done.stderr)
    done = run_here(*asked.split(), "-o", name, "--force")
    assert (done.returncode, done.stdout) == (0, f"{name}\n")
    assert (tmp_path / name).read_bytes() != b"mine"


@pytest.mark.parametrize(("asked", "name"), MARKED)
def test_what_voiceguide_made_is_replaced(run_here: RunHere, tmp_path: Path, asked: str, name: str):
    assert run_here(*asked.split(), "-o", name).returncode == 0
    made = (tmp_path / name).stat().st_ino
    assert run_here(*asked.split(), "-o", name).returncode == 0
    assert (tmp_path / name).stat().st_ino != made


def test_the_page_that_is_written_without_being_named_is_looked_at_too(run_here: RunHere, tmp_path: Path):
    (tmp_path / "good.html").write_text("mine")
    assert run_here("handout", "good.md").returncode == 1
    assert (tmp_path / "good.html").read_text() == "mine"

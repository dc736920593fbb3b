"""`voiceguide handout`"""

import re
import subprocess
from pathlib import Path

import pytest
from running import RunHere
from skips import needs

from voiceguide.script.load import load

SCRIPTS = Path(__file__).parents[2] / "scripts"
TITLES = [item.exercise.title for item in load(SCRIPTS / "back-mobility.md").items]


def test_it_writes_a_page_beside_and_says_where(run_here: RunHere, tmp_path: Path):
    done = run_here("handout", "desk-break", "--link", "https://example.org/desk.mp3")
    assert done.returncode == 0
    assert done.stdout == "desk-break.html\n"
    assert "open it in a browser" in done.stderr
    assert "https://example.org/desk.mp3" in (tmp_path / "desk-break.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--link", "javascript:alert(1)"), "expected an address such as https://"),
        (("--link", "https://"), "expected an address such as https://"),
        (("--link", "https://[::1"), "expected an address such as https://"),
        (("--link", f"https://example.org/{'a' * 400}"), "at most 300"),
        (("-o", "notes.txt"), "expected a name that ends in .html or .pdf"),
        (("--pace", "fast"), "is no pace"),
        (("--paper", "a5"), "a4"),
    ],
)
def test_a_wrong_flag_writes_nothing(run_here: RunHere, tmp_path: Path, flags: tuple[str, ...], message: str):
    done = run_here("handout", "desk-break", *flags)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_without_a_browser_a_pdf_is_refused_with_what_to_do(
    run_here: RunHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("voiceguide.exporter.browser.INSTALLED", {})
    done = run_here("handout", "desk-break", "-o", "desk.pdf")
    assert done.returncode == 1
    assert "none of them is installed" in done.stderr
    assert ".html" in done.stderr
    assert not (tmp_path / "desk.pdf").exists()


def test_a_browser_that_fails_leaves_the_old_file(run_here: RunHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\necho 'no display' >&2\nexit 3\n")
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    (tmp_path / "desk.pdf").write_text("old")
    done = run_here("handout", "desk-break", "-o", "desk.pdf", "--force")
    assert done.returncode == 1
    assert "could not print the page" in done.stderr
    assert "no display" in done.stderr
    assert (tmp_path / "desk.pdf").read_text() == "old"


@needs("chromium", "pdfinfo", "pdftotext")
@pytest.mark.slow
@pytest.mark.parametrize(("paper", "size"), [("a4", "594.96 x 841.92"), ("letter", "612 x 792")])
def test_no_exercise_of_the_printed_handout_is_cut(run_here: RunHere, tmp_path: Path, paper: str, size: str):
    done = run_here("handout", "back-mobility", "-o", "back.pdf", "--paper", paper)
    assert done.returncode == 0, done.stderr
    told = subprocess.run(["pdfinfo", "back.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size: +([\d.]+ x [\d.]+)", told)[1] == size
    read = subprocess.run(
        ["pdftotext", "-layout", "back.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    pages = read.stdout.split("\f")
    for number, title in enumerate(TITLES, start=1):
        (own,) = [page for page in pages if f"{number}. {title}" in page]
        after = own.split(f"{number}. {title}")[1]
        assert "Notes" in after, f"{title} goes on after its page"

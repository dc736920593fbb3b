"""`voiceguide draft` as a user meets it."""

import json
import sys
from pathlib import Path

import pytest
from running import Run, words

ARTICLE = """Two for the shoulders

Shrugs

Sit tall on a chair. Inhale and lift your shoulders. Exhale and let them drop. Repeat 5 times.

Wall lean

Stand with your left hand on the wall. Turn away from it and hold for 20 seconds. Repeat on the other side.

Read more: www.example.com
"""


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")


def test_an_article_becomes_scripts_that_pass_the_check_and_can_be_planned(run: Run, tmp_path: Path):
    done = run("draft", "article.txt", "-o", "my-shoulders")
    assert done.returncode == 0, done.stderr
    files = ["my-shoulders/two-for-the-shoulders.md", "my-shoulders/shrugs.md", "my-shoulders/wall-lean.md"]
    assert done.stdout.split() == files
    assert f"{files[0]} is the session: it links the 2 exercises beside it.\nThen `voiceguide check" in done.stderr
    assert "2 exercises seen, 2 drafted: 2 sure, 0 to check, 0 could not be read." in words(done.stderr)
    checked = run("check", *files)
    assert checked.returncode == 0, checked.stdout
    assert "0 errors" in checked.stdout
    planned = run("plan", files[0])
    assert planned.returncode == 0
    assert "Inhale" in planned.stdout
    assert not list(tmp_path.glob("my-shoulders/.*"))


def test_without_a_folder_one_is_named_after_the_article(run: Run, tmp_path: Path):
    assert run("draft", "article.txt").returncode == 0
    assert (tmp_path / "two-for-the-shoulders" / "shrugs.md").is_file()


def test_an_article_may_come_from_standard_input(run: Run, tmp_path: Path):
    assert run("draft", "-", "-o", "out", typed=ARTICLE).returncode == 0
    assert (tmp_path / "out" / "wall-lean.md").is_file()


@pytest.mark.parametrize("missing", [["pypdf"], ["charset_normalizer", "docx", "lxml", "pypdf"]], ids=len)
def test_without_what_reads_articles_it_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: list[str]
):
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)  # as if it were not there
    done = run("draft", "article.txt", "-o", "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"are not installed ({', '.join(missing)})" in words(done.stderr)
    assert 'Please run: pip install "voiceguide[draft]"' in words(done.stderr)
    assert not (tmp_path / "out").exists()
    assert 'pip install "voiceguide[draft]"' in words(run("doctor").stdout)


def test_files_that_are_there_are_kept_unless_forced(run: Run, tmp_path: Path):
    assert run("draft", "article.txt", "-o", "out").returncode == 0
    mine = tmp_path / "out" / "shrugs.md"
    mine.write_text("mine", "utf-8")
    refused = run("draft", "article.txt", "-o", "out")
    assert refused.returncode == 1
    assert "kept" in refused.stderr
    assert mine.read_text("utf-8") == "mine"
    assert run("draft", "article.txt", "-o", "out", "--force").returncode == 0
    assert mine.read_text("utf-8").startswith("---\nposition: seated")


def test_the_report_shows_what_is_left_out_in_order_and_why(run: Run, tmp_path: Path):
    done = run("draft", "article.txt", "--report")
    assert done.returncode == 0
    line = next(line for line in done.stdout.splitlines() if "Read more" in line)
    assert line.startswith("11")
    assert "belongs to the page" in line
    assert [
        file.name for file in tmp_path.iterdir() if file.suffix == ".md" or (file.is_dir() and file.name != "cache")
    ] == []


def test_what_was_understood_is_there_for_programs_too(run: Run):
    sheet = json.loads(run("draft", "article.txt", "--json").stdout)
    assert sheet["title"] == "Two for the shoulders"
    assert [(one["title"], one["certainty"], one["sides"]) for one in sheet["exercises"]] == [
        ("Shrugs", "sure", "none"),
        ("Wall lean", "sure", "each"),
    ]
    assert sheet["exercises"][1]["sections"][-1] == "Hold 20 s"


def test_where_an_exercise_could_not_be_read_the_others_are_written_and_the_status_is_3(run: Run, tmp_path: Path):
    text = "# Three\n\n1. **Bridge** - 10 times\n   - Lift your hips.\n2. **Pigeon**\n3. **Cobra** - 5 times\n   - Lift your chest.\n"
    (tmp_path / "three.md").write_text(text, "utf-8")
    done = run("draft", "three.md", "-o", "out")
    assert done.returncode == 3
    assert "3 exercises seen, 2 drafted" in words(done.stderr)
    assert "'Pigeon' (line 5) could not be read" in words(done.stderr)
    assert (tmp_path / "out" / "cobra.md").is_file()


@pytest.mark.parametrize(
    ("file", "message"),
    [("nowhere.txt", "is not there"), (".", "is a folder"), ("story.txt", "No exercises were found")],
)
def test_what_cannot_be_drafted_is_said_in_one_sentence(run: Run, tmp_path: Path, file: str, message: str):
    (tmp_path / "story.txt").write_text("The sea was calm.", "utf-8")
    done = run("draft", file, "-o", "out")
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()

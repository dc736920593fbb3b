"""The pages in `docs/`, held against the program that they describe."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from voiceguide.config import load_config
from voiceguide.formats.sheet import cue_sheet
from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SCHEMA = Draft202012Validator(json.loads((DOCS / "cue-sheet.schema.json").read_text("utf-8")))
EXAMPLES = dict(re.findall(r"^```markdown (\S+)\n(.*?)^```$", (DOCS / "language.md").read_text("utf-8"), re.M | re.S))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All examples of the language, in one folder, so that a session among them finds its exercises."""
    folder = tmp_path_factory.mktemp("language")
    for name, text in EXAMPLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_the_language_is_shown_by_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_of_the_language_compiles_without_a_problem(name: str, folder: Path) -> None:
    session = load(folder / name)
    timeline = compile_session(session, Options(guide=True), measure_by_words)
    found = [*session.problems, *timeline.all_notes()]
    assert [str(problem) for problem in found if problem.severity != "note"] == []


def test_no_markdown_in_the_language_page_is_left_untested() -> None:
    page = (DOCS / "language.md").read_text("utf-8")
    assert page.count("```markdown") == len(EXAMPLES) == page.count("\n```\n")


def sheet_of(script: Path, **options: object) -> dict:
    session = load(script)
    return json.loads(cue_sheet(compile_session(session, Options(**options), measure_by_words)))


@pytest.mark.parametrize("options", [{}, {"guide": True, "bells": False, "count": "each"}], ids=str)
@pytest.mark.parametrize("script", sorted((ROOT / "scripts").glob("*.md")), ids=lambda script: script.stem)
def test_every_cue_sheet_is_as_its_schema_says(script: Path, options: dict) -> None:
    assert [error.message for error in SCHEMA.iter_errors(sheet_of(script, **options))] == []


def test_the_cue_sheet_that_is_shown_is_one() -> None:
    (shown,) = re.findall(r"^```json\n(.*?)^```$", (DOCS / "cue-sheet.md").read_text("utf-8"), re.M | re.S)
    assert [error.message for error in SCHEMA.iter_errors(json.loads(shown))] == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("format",), "voiceguide-cue-sheet/2"),
        (("duration_ms",), -1),
        (("chapters", 0, "duration_ms"), 1000),
        (("phases", 0, "kind"), "gasp"),
        (("phases", 0, "start_ms"), 0.5),
        (("phases", 0, "section_index"), 0),
        (("phases", 0, "side"), "middle"),
        (("utterances", 0, "role"), "joke"),
        (("utterances", 0, "text"), ""),
        (("utterances", 0, "phase"), -1),
        (("bells", 0, "name"), "../../../gong"),
    ],
)
def test_the_schema_refuses_a_sheet_that_says_what_cannot_be(where: tuple, value: object) -> None:
    sheet = sheet_of(ROOT / "scripts" / "seated-side-stretch.md")
    place = sheet
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = value
    assert list(SCHEMA.iter_errors(sheet))


def test_the_plan_that_is_shown_makes_the_table_that_is_shown(tmp_path: Path) -> None:
    page = (DOCS / "batch.md").read_text("utf-8")
    (plan,) = re.findall(r"^```toml library.toml\n(.*?)^```$", page, re.M | re.S)
    (table,) = re.findall(r"^```text\n(.*?)^```$", page, re.M | re.S)
    (tmp_path / "library.toml").write_text(plan, "utf-8")
    command = [sys.executable, "-m", "voiceguide", "batch", "library.toml", "--dry-run"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.stderr, done.stdout) == ("", table)


def test_the_config_file_that_is_shown_is_read_whole(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```toml config.toml\n(.*?)^```$", (DOCS / "config.md").read_text("utf-8"), re.M | re.S)
    (tmp_path / "config.toml").write_text(shown, "utf-8")
    config = load_config(tmp_path / "config.toml")
    assert config.defaults == {"pace": "5-7", "guide": "tones"}
    assert config.voices["slt"].command == "flite -voice slt -o {out} -t {text}"
    assert config.lexicon == {"psoas": "so as"}
    assert (config.keeps_log, config.day_ends, config.plain) == (True, timedelta(hours=4), False)
    assert config.keys == {"stop": ("x",), "next": ("right", "page-down")}


def without_examples(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))], ids=lambda page: page.stem
)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", without_examples(page))
    for path, heading in links:
        target = page.parent / path if path else page
        assert target.exists(), path
        if heading:
            titles = re.findall(r"^#+ (.*)$", without_examples(target), re.M)
            assert heading in [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]

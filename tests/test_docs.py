"""The pages in `docs/`, held against the program that they describe."""

import re
from pathlib import Path

import pytest

from voiceguide.script.load import load
from voiceguide.timeline.by_words import measure_by_words
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.options import Options

DOCS = Path(__file__).parent.parent / "docs"
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
    session, problems = load(folder / name)
    timeline = compile_session(session, Options(guide=True), measure_by_words)
    found = [*problems, *timeline.all_notes()]
    assert [str(problem) for problem in found if problem.severity != "note"] == []


def test_no_markdown_in_the_language_page_is_left_untested() -> None:
    page = (DOCS / "language.md").read_text("utf-8")
    assert page.count("```markdown") == len(EXAMPLES) == page.count("\n```\n")

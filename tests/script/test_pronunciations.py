"""`say:` in the front matter."""

from pathlib import Path

import pytest

from voiceguide.script.load import load
from voiceguide.script.parse import parse

BODY = "# Bow\n\n## Hold 3 breaths\n\nRelax your psoas.\n"


def entries(say: str):
    script, problems = parse(f"---\nsay:\n{say}\n---\n{BODY}", "t.md")
    assert script
    return script.say, [(problem.place.line, problem.message) for problem in problems]


def test_words_and_phrases_are_given_a_respelling_or_phonemes():
    say, problems = entries("  psoas: so as\n  SI joint: /ˈsaɪ/\n  bow (verb): /baʊ/")
    assert problems == []
    assert [(each.word, each.said, each.phonemes, each.part) for each in say] == [
        ("psoas", "so as", None, ""),
        ("SI joint", "/ˈsaɪ/", "ˈsaɪ", ""),
        ("bow", "/baʊ/", "baʊ", "verb"),
    ]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("  psoas:", "is not told how"),
        ("  '!!': so", "no word"),
        ("  psoas: /so", "between two slashes"),
        ("  psoas: [so, as]", "inside a list"),
        ("  psoas: so\n  Psoas: as", "stands twice"),
        ("  psoas: {a: b}", "inside a list"),
    ],
)
def test_what_is_no_pronunciation_is_an_error_with_its_place(say: str, expected: str):
    _, problems = entries(say)
    assert any(expected in message and line in (3, 4) for line, message in problems)


def test_a_value_without_words_is_an_error():
    _, problems = parse(f"---\nsay: psoas\n---\n{BODY}", "t.md")
    assert ["'say' has no words" in problem.message for problem in problems] == [True]


def test_a_session_says_it_for_all_its_exercises_and_an_exercise_has_the_last_word(tmp_path: Path):
    (tmp_path / "a.md").write_text(BODY, "utf-8")
    (tmp_path / "b.md").write_text(f"---\nsay:\n  psoas: own\n---\n{BODY}", "utf-8")
    (tmp_path / "s.md").write_text(
        "---\nsay:\n  psoas: so as\n  nowhere: no\n---\n# All\n\n1. [A](a.md)\n2. [B](b.md)\n", "utf-8"
    )
    session = load(tmp_path / "s.md")
    assert [[each.said for each in item.exercise.say if each.word == "psoas"] for item in session.items] == [
        ["so as"],
        ["own"],
    ]
    assert [(problem.severity, problem.place.line) for problem in session.problems] == [("warning", 4)]
    assert "'nowhere' is never said" in session.problems[0].message

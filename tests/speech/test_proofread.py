"""What a voice cannot read, or may misread, is a warning with its place."""

from pathlib import Path

import pytest

from voiceguide.script.load import load
from voiceguide.speech.proofread import in_words, proofread


def warnings(folder: Path, text: str, language: str = "en", title: str = "T") -> list[tuple[int, str]]:
    path = folder / "t.md"
    path.write_text(f"---\nlanguage: {language}\n---\n# {title}\n\n## Hold 3 breaths\n\n{text}\n", "utf-8")
    return [(problem.place.line, problem.message) for problem in proofread(load(path))]


@pytest.mark.parametrize(
    ("text", "language", "letters"),
    [
        ("Hold, привет.", "en", "привет"),
        ("Hold Ω now.", "de", "Ω"),
        ("Hold 你好.", "fr", "你好"),
        ("Вдох, hold.", "el", "Вдох"),
    ],
)
def test_letters_that_no_voice_of_the_language_reads_are_named_with_the_key(
    tmp_path: Path, text: str, language: str, letters: str
):
    [(line, message)] = warnings(tmp_path, text, language)
    assert line == 8
    assert letters in message
    assert "'language'" in message


@pytest.mark.parametrize(
    ("text", "language"), [("Вдох.", "ru"), ("Älter, naïve façade.", "en"), ("Ω", "el"), ("Asana: ā ṛ ś.", "en")]
)
def test_letters_of_the_language_are_fine(tmp_path: Path, text: str, language: str):
    assert warnings(tmp_path, text, language) == []


@pytest.mark.parametrize(("text", "mark"), [('Take 6" of it.', '6"'), ("Use 5' now.", "5'"), ("Do 20'' now.", "20''")])
def test_a_mark_that_may_be_a_time_or_a_length_is_a_warning(tmp_path: Path, text: str, mark: str):
    [(line, message)] = warnings(tmp_path, text)
    assert line == 8
    assert message.startswith(mark)


@pytest.mark.parametrize(
    "text", ['A block 6" high.', 'Hold 30".', "Be 5'10\" tall.", 'Say "count to 8" now.', "Don't stop."]
)
def test_a_mark_that_the_sentence_explains_is_none(tmp_path: Path, text: str):
    assert warnings(tmp_path, text) == []


def test_sides_are_shown_as_they_are_written(tmp_path: Path):
    path = tmp_path / "t.md"
    path.write_text("---\nsides: each\n---\n# T\n\n## Hold 3 breaths\n\nLift {side}.\n", "utf-8")
    exercise = load(path).items[0].exercise
    assert (
        in_words(exercise, "Lift your {other side} arm 1/3, then {side}.")
        == "Lift your {other side} arm a third, then {side}."
    )

"""Sentences end where they end."""

import pytest

from voiceguide.script.model import Exercise
from voiceguide.script.parse import parse
from voiceguide.script.section_types import Words


def sentences(text: str, language: str = "en") -> list[str]:
    script, problems = parse(
        f"---\nlanguage: {language}\n---\n# T\n\n## Set up\n\n{text}\n\n## Hold 3 breaths\n\nStay.\n", "t.md"
    )
    assert isinstance(script, Exercise)
    assert not problems
    return [line.text for line in script.sections[0].lines if isinstance(line, Words)]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "See Dr. Smith.", 1),
        ("en", "See Dr. J. R. Smith. Then rest.", 2),
        ("en", "Ask Mr. Brown, Mrs. Brown and Prof. Lee.", 1),
        ("en", "Walk to St. John and back.", 1),
        ("en", "Left vs. Right is even.", 1),
        ("en", "Use a ball, e.g. Theraball, or a towel.", 1),
        ("en", "Use it, i.e. That ball.", 1),
        ("en", "Balls, bands, etc. Then rest.", 2),
        ("en", "Start at 10 a.m. Then rest.", 2),
        ("en", "Is it so? Yes. Good!", 3),
        ("en", "Hold it. Do it again.", 2),
        ("en", "No. Do it again.", 2),
        ("de", "Nimm z. B. Bälle. Dann ruhe.", 2),
        ("de", "Nimm z.B. Bälle, d. h. Bälle mit Luft.", 1),
        ("de", "Frage Dr. Müller. Dann ruhe.", 2),
        ("de", "Halte 30 Sek. Pause ein.", 1),
        ("de", "Bälle usw. Dann ruhe.", 2),
        ("es", "Ve al Dr. López. Descansa.", 2),
        ("es", "Usa p. ej. Una pelota.", 1),
        ("fr", "Voyez M. Dupont. Reposez.", 2),
        ("fr", "Prenez p. ex. Une balle.", 1),
    ],
)
def test_a_sentence_goes_on_after_an_abbreviation(language: str, text: str, count: int):
    assert len(sentences(text, language)) == count


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Do it ==so==, ++now++.", "Do it so, now."),
        ("Lift ~~not~~ it.", "Lift it."),
        ("Lift ~~not *this* one~~ it.", "Lift it."),
        ("Take [[things|a ball]] and [[mat]].", "Take a ball and mat."),
        ("Lift[^1] it.\n\n[^1]: See the book of Smith.", "Lift it."),
        ("Lift %%check this%% it.", "Lift it."),
        ("Lift :muscle: it.", "Lift it."),
        ("||Lift|| it.", "Lift it."),
        ("- [ ] Wait 3s\n\nLift it.", "Lift it."),
    ],
)
def test_marks_that_commonmark_does_not_know_are_not_read(written: str, read: str):
    [text] = sentences(written)
    assert " ".join(text.split()) == read


def test_attributes_are_an_error_with_their_place():
    _, problems = parse("# T\n\n## Hold 3 breaths\n\nStay {.wide}.\n", "t.md")
    assert any("{.wide}" in problem.message and problem.place.line == 5 for problem in problems)

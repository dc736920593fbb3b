"""The words that voiceguide says by itself, in every language that it has."""

import string
import tomllib
from pathlib import Path

import pytest

import voiceguide.timeline.phrases
from voiceguide.timeline.phrases import phrases

FILES = sorted((Path(voiceguide.timeline.phrases.__file__).parent / "languages").glob("*.toml"))
OPTIONAL = {"article"}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_has_every_phrase_with_the_same_places(file: Path):
    own, english = (tomllib.loads(path.read_text("utf-8")) for path in (file, file.with_name("en.toml")))
    assert set(own) | OPTIONAL == set(english) | OPTIONAL
    for table in ("phrases", "keywords", "before", "sides"):
        assert {name: places(text) for name, text in own[table].items()} == {
            name: places(text) for name, text in english[table].items()
        }
    assert len(own["numbers"]["words"]) == len(own["numbers"]["ordinals"]) == 10


def test_at_least_four_languages_are_there():
    assert {file.stem for file in FILES} >= {"en", "de", "es", "fr"}


def test_the_language_of_a_script_is_spoken_and_english_where_there_is_none(compiled):
    script = "---\nlanguage: {}\n---\n# Heben\n\n## Repeat 6 times\n- Inhale: Brust heben. | Heben.\n- Exhale\n"
    german = compiled(script.format("de-CH"))
    assert german.said("cue", "anchor")[:2] == ["Einatmen, Brust heben.", "Ausatmen."]
    assert "Noch drei. Einatmen." in german.said("anchor")
    assert {cue.utterance.language for cue in german.chapter.cues} == {"de-CH"}
    assert german.notes("warning") == []
    other = compiled(script.format("tlh"))
    assert other.said("cue")[0] == "Inhale, brust heben."
    assert "said in English yet" in other.notes("warning")[0]


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        (["chair"], "a chair"),
        (["orange", "two blocks"], "an orange and two blocks"),
        (["wall", "soft ball or rolled towel", "cushions"], "a wall, a soft ball or rolled towel and cushions"),
    ],
)
def test_things_are_named_with_their_article(things: list[str], expected: str):
    assert phrases("en").things(things) == expected

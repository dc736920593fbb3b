"""What is written is what is said: tables of written and said, and what holds for any text."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from written_and_said import LANGUAGES, Rows, english, rows_of

from voiceguide.speech.text import spoken
from voiceguide.speech.text.signs import PUNCTUATION

SMALLEST = {"en": 150, "de": 40, "es": 40, "fr": 40}
"""Rows of a kind that a table has at least."""

KINDS = ("fractions", "units", "ranges", "counts", "numbers", "moments", "clinical", "capitals", "short forms", "marks")


@pytest.mark.parametrize("kind", KINDS)
def test_english_is_said_as_its_table_has_it(kind: str) -> None:
    rows = english(kind)
    assert wrong(rows, "en") == {}
    assert len(rows) >= SMALLEST["en"], kind


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_other_languages_are_said_as_their_tables_have_it(language: str) -> None:
    rows = rows_of(language)
    assert wrong(rows, language) == {}
    assert len(rows) >= SMALLEST[language]


def wrong(rows: Rows, language: str) -> dict[str, tuple[str, str]]:
    """Rows that are said otherwise: (expected, said)."""
    found = {written: (said, spoken(written, language)) for written, said in rows.items()}
    return {written: both for written, both in found.items() if both[0] != both[1]}


def tables() -> dict[str, dict[str, dict[str, object]]]:
    folder = files("voiceguide.speech.text") / "languages"
    return {file.name[:-5]: tomllib.loads(file.read_text("utf-8")) for file in folder.iterdir()}


def test_every_language_that_has_phrases_has_words_for_every_symbol() -> None:
    phrases = {file.name[:-5] for file in (files("voiceguide.timeline") / "languages").iterdir()}
    assert tables().keys() == phrases >= {"en", "de", "es", "fr"}
    for table in tables().values():
        assert table["words"].keys() == tables()["en"]["words"].keys()
        assert {str(number) for number in range(2, 11)} <= table["fractions"].keys()
        assert {"°", "%", "cm", "″", "s", "min", "kg"} <= table["units"].keys()


def test_a_language_without_a_table_loses_only_its_markdown() -> None:
    assert spoken("**90°** & 5 cm", "xx") == "90° & 5 cm"


def test_a_regional_tag_uses_the_table_of_its_language() -> None:
    assert spoken("90°", "en-AU") == "ninety degrees"
    assert spoken("5/3/2024", "en-GB") == "the fifth of March, twenty twenty-four"


PIECES = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="ab x×5 10°%&+-–—/*_`#~<>=@[]()!.,:'\"½¼²cmksILVX\n€$^|{}→′″", max_size=16),
    st.sampled_from([written for language in LANGUAGES for written in rows_of(language)]),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LANGUAGES), st.lists(PIECES, max_size=4).map(" ".join))
@example("en", "²½/٣-x’''\"")
@example("fr", "1/0 0/0 99999999999999999999999/3 :: 1:2:3:4:5 L99/C88")
def test_only_letters_spaces_and_punctuation_reach_an_engine(language: str, text: str) -> None:
    said = spoken(text, language)
    assert not {char for char in said if not (char.isalpha() or char in PUNCTUATION)}
    assert said == "" or any(char.isalpha() for char in said)
    assert "  " not in said


STABLE = [*english("counts").values(), *english("units").values(), *english("fractions").values()]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(STABLE), max_size=4))
def test_what_is_said_in_words_stays_as_it_is(parts: list[str]) -> None:
    heard = spoken(", ".join(parts))
    assert spoken(heard) == heard

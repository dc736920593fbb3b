"""Places that are remembered."""

from dataclasses import replace

import pytest

from voiceguide.play.places import Places, SavedPlace
from voiceguide.store import Store

PLACE = SavedPlace("/a/back.md", ("/a/back.md", "--pace", "5-7"), "Side stretch", 2, 31_000, 1)


@pytest.fixture
def places(tmp_path):
    return Places(Store(tmp_path / "places", 1 << 18))


def test_a_place_is_found_by_its_script_and_the_latest_without_it(places):
    other = replace(PLACE, script="/a/desk.md", words=("/a/desk.md",))
    places.remember(other)
    places.remember(PLACE)
    assert places.find("/a/desk.md") == other
    assert places.find(None) == PLACE


def test_a_place_is_forgotten(places):
    places.remember(PLACE)
    places.forget(PLACE.script)
    assert places.find(PLACE.script) is None
    assert places.find(None) is None


def test_what_was_never_stopped_has_no_place(places):
    assert places.find("/a/back.md") is None
    assert places.find(None) is None
    places.forget("/a/back.md")


def test_a_damaged_place_is_none(places, tmp_path):
    places.remember(PLACE)
    for file in (tmp_path / "places").iterdir():
        file.write_bytes(file.read_bytes()[:-3] + b"???")
    assert places.find(PLACE.script) is None
    assert places.find(None) is None


def test_a_folder_that_cannot_be_written_keeps_none(tmp_path):
    (tmp_path / "file").write_text("")
    places = Places(Store(tmp_path / "file" / "places", 1 << 18))
    places.remember(PLACE)
    assert places.find(PLACE.script) is None


@pytest.mark.parametrize(
    ("titles", "number"),
    [
        (("Welcome", "Cat", "Side stretch", "Closing"), 2),
        (("Welcome", "Side stretch", "Cat", "Closing"), 1),
        (("Welcome", "Closing"), 1),
        (("Welcome", "Cat", "Cow", "Closing"), 2),
    ],
    ids=["as it was", "moved", "shorter", "renamed"],
)
def test_the_chapter_is_found_by_its_title_first(titles, number):
    assert PLACE.chapter_in(titles) == number

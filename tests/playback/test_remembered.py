"""Places that are saved."""

import json
from dataclasses import replace

import pytest

from voiceguide.breath import parse_pace
from voiceguide.playback.places import Places, SavedPlace
from voiceguide.storage.cache import Store
from voiceguide.timeline.model import RepKey
from voiceguide.timeline.reps import Bookmark, bookmark_at, rep_spans

BOOKMARK = Bookmark(RepKey(3, 1, 2, "left"), 0)
PLACE = SavedPlace("/a/back.md", ("/a/back.md", "--pace", "5-7"), "Side stretch", 2, 31_000, 1, BOOKMARK)


@pytest.fixture
def places(tmp_path):
    return Places(Store(tmp_path / "places", 1 << 18))


def test_a_place_is_found_by_its_script_and_the_latest_without_it(places):
    other = replace(PLACE, script="/a/desk.md", words=("/a/desk.md",))
    places.remember(other)
    places.remember(PLACE)
    assert places.find("/a/desk.md") == other
    assert places.find(None) == PLACE


@pytest.mark.parametrize("bookmark", [Bookmark(RepKey(2, 1, 1, None), -800), Bookmark(None, 900), None])
def test_a_place_between_reps_is_found_as_it_was(places, bookmark):
    place = replace(PLACE, bookmark=bookmark)
    places.remember(place)
    assert places.find(PLACE.script) == place


def test_a_place_that_an_earlier_version_saved_is_found(places, tmp_path):
    places.remember(PLACE)
    store = Store(tmp_path / "places", 1 << 18)
    for file in (tmp_path / "places").iterdir():
        saved = store.read(file.stem) or b""
        if saved.startswith(b"{"):
            earlier = {name: value for name, value in json.loads(saved).items() if name != "bookmark"}
            store.save(file.stem, json.dumps(earlier).encode())
    assert places.find(PLACE.script) == replace(PLACE, bookmark=None)


def test_a_place_in_the_second_repeat_is_found_there_at_another_pace(compiled):
    repeat = "## Repeat 3 times\n- Inhale\n- Exhale\n\n"
    script = f"# Twice\n\n{repeat}## Repeat 3 times\nOnce more.\n\n- Inhale\n- Exhale\n"
    slow, quick = (compiled(script, pace=parse_pace(pace)).chapter for pace in ("6-8", "3-4"))
    for then, now in ((slow, quick), (quick, slow)):
        for was, begins in zip(rep_spans(then), rep_spans(now), strict=True):
            elapsed = was.end - 500
            place = replace(PLACE, elapsed=elapsed, bookmark=bookmark_at(then, elapsed))
            assert place.beginning_in(now) == begins.start
        words = [next(cue.start for cue in each.cues if cue.utterance.text == "Once more.") for each in (then, now)]
        place = replace(PLACE, elapsed=words[0] + 200, bookmark=bookmark_at(then, words[0] + 200))
        assert place.beginning_in(now) == words[1]


def test_a_place_without_its_section_is_where_so_much_of_the_chapter_was_heard(compiled):
    chapter = compiled("# A\n\n## Repeat 3 times\n- Inhale\n- Exhale\n").chapter
    second = rep_spans(chapter)[1]
    for bookmark in (BOOKMARK, None):
        assert replace(PLACE, elapsed=second.end - 1000, bookmark=bookmark).beginning_in(chapter) == second.start


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


def test_a_folder_that_cannot_be_written_saves_none(tmp_path):
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

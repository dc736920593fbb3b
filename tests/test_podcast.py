"""A folder of exports as a podcast."""

import json
import os
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree.ElementTree import Element, parse

import pytest

from voiceguide.errors import ExportError
from voiceguide.exporter.file import export_session
from voiceguide.formats.captions import web_vtt
from voiceguide.podcast import ATOM, ITUNES, PODCAST, update_feed
from voiceguide.timeline.model import Chapter, Cue, Timeline, Utterance

BASE = "https://example.org/my back"
TITLE = 'Rücken & <b>"Kopf"</b>'


def silence(chapter: Chapter):
    import numpy as np

    yield np.zeros((chapter.duration * 441 // 10, 2), np.float32)


def session(title: str = TITLE) -> Timeline:
    caution = Cue("caution", Utterance("Stop if <it> hurts & tell us."), 200, 500)
    said = Cue("cue", Utterance("Inhale."), 100, 400)
    chapters = (Chapter("Opening", None, 1280, cues=(caution,)), Chapter("Lift --> it", "lift", 2560, cues=(said,)))
    return Timeline(title, "de", "4-6", chapters)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two exports, one with a name that an address must escape."""
    place = tmp_path / "phone"
    place.mkdir()
    for name in ("b.mp3", "a & ü#1.mp3"):
        export_session(session(), silence, place / name)
        os.utime(place / name, (1_700_000_000, 1_700_000_000))
    return place


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def channel(folder: Path) -> Element:
    (found,) = parse(folder / "feed.xml").getroot()
    return found


def text(element: Element, tag: str) -> str:
    found = element.findtext(tag)
    assert found is not None, tag
    return found


def test_without_an_address_a_folder_gets_what_apps_read_from_it_and_no_feed(folder: Path):
    written = update_feed(folder)
    beside = {f"{stem}{end}" for stem in ("a & ü#1", "b") for end in (".chapters.json", ".vtt", ".cover.jpg")}
    assert {path.name for path in written} == {*beside, "folder.jpg"}
    assert names(folder) == {*beside, "folder.jpg", "b.mp3", "a & ü#1.mp3"}
    assert json.loads((folder / "b.chapters.json").read_text("utf-8")) == {
        "version": "1.2.0",
        "chapters": [{"startTime": 0.0, "title": "Opening"}, {"startTime": 1.28, "title": "Lift --> it"}],
    }
    assert (folder / "b.vtt").read_text("utf-8") == web_vtt(session())
    assert (folder / "b.cover.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_a_feed_has_an_item_for_each_export_with_whole_addresses(folder: Path):
    update_feed(folder, BASE.replace(" ", "%20"), "My <feed>")
    found = channel(folder)
    assert (text(found, "title"), text(found, "language")) == ("My <feed>", "de")
    assert found.find(f"{{{ATOM}}}link").attrib["href"] == "https://example.org/my%20back/feed.xml"
    first, second = found.findall("item")
    assert first.find("enclosure").attrib == {
        "url": "https://example.org/my%20back/a%20%26%20%C3%BC%231.mp3",
        "length": str((folder / "a & ü#1.mp3").stat().st_size),
        "type": "audio/mpeg",
    }
    assert text(first, "title") == TITLE
    assert text(first, f"{{{ITUNES}}}duration") == "4"
    assert parsedate_to_datetime(text(first, "pubDate")) == datetime.fromtimestamp(1_700_000_000, UTC)
    assert first.find(f"{{{PODCAST}}}chapters").attrib["url"].endswith("/a%20%26%20%C3%BC%231.chapters.json")
    assert second.find(f"{{{PODCAST}}}transcript").attrib == {
        "url": "https://example.org/my%20back/b.vtt",
        "type": "text/vtt",
        "language": "de",
    }
    assert text(first, "guid") != text(second, "guid")


def test_cautions_come_first_in_the_description(folder: Path):
    update_feed(folder, BASE)
    lines = text(channel(folder).find("item"), "description").splitlines()
    assert lines == ["Stop if <it> hurts & tell us.", "0:00 Opening", "0:01 Lift --> it"]


def test_a_second_run_touches_only_what_changed(folder: Path):
    update_feed(folder, BASE)
    guids = [text(item, "guid") for item in channel(folder).findall("item")]
    assert update_feed(folder, BASE) == ()
    export_session(session("Other"), silence, folder / "b.mp3")
    changed = {path.name for path in update_feed(folder, BASE)}
    assert {"b.vtt", "feed.xml"} <= changed <= {"b.vtt", "b.cover.jpg", "feed.xml"}
    assert [text(item, "guid") for item in channel(folder).findall("item")] == guids


def test_a_picture_of_yours_stays(folder: Path):
    (folder / "folder.jpg").write_bytes(b"mine")
    update_feed(folder, BASE)
    assert (folder / "folder.jpg").read_bytes() == b"mine"
    assert channel(folder).find(f"{{{ITUNES}}}image").attrib["href"].endswith("/folder.jpg")


@pytest.mark.parametrize("name", ["feed.xml", "b.vtt", "b.chapters.json"])
def test_a_text_that_is_not_ours_is_not_replaced_and_nothing_is_written(folder: Path, name: str):
    (folder / name).write_text("<rss><title>of another program</title></rss>")
    before = names(folder)
    with pytest.raises(ExportError, match="nothing in it tells that voiceguide made it"):
        update_feed(folder, BASE)
    assert names(folder) == before


def test_other_mp3s_are_left_out_and_told(folder: Path):
    (folder / "song.mp3").write_bytes(b"\xff\xfb\x90\x00" * 100)
    notes: list[str] = []
    update_feed(folder, BASE, on_note=notes.append)
    assert notes == ["song.mp3 is left out: it has no cue sheet of voiceguide inside."]
    assert len(channel(folder).findall("item")) == 2
    assert not (folder / "song.vtt").exists()


def test_a_folder_without_exports_is_refused(tmp_path: Path):
    with pytest.raises(ExportError, match="expected MP3s that 'voiceguide export' made"):
        update_feed(tmp_path)
    with pytest.raises(ExportError, match="cannot be read"):
        update_feed(tmp_path / "missing")

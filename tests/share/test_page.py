"""The page: what it says, in which language, and what it follows."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from voiceguide.guide import lung_volume
from voiceguide.share.page import KINDS, cues_json, list_page, session_page
from voiceguide.share.shared import SharedSession, resources
from voiceguide.verify.embedded import read_sheet


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    def attribute(self, tag: str, name: str) -> list[str | None]:
        return [attributes.get(name) for found, attributes in self.found if found == tag]


def page_of(file: Path, *, among_others: bool = False) -> Elements:
    return Elements(session_page(read_sheet(file), 1, "1.mp3", "a.mp3", 1_234_567, among_others=among_others))


def test_the_page_is_in_the_language_of_the_script(turn: Path):
    page = page_of(turn)
    assert page.attribute("html", "lang") == ["de"]
    assert "Kapitel" in page.texts
    assert "Herunterladen · 1.2 MB" in page.texts
    assert page.attribute("button", "aria-label")[:3] == ["10 Sekunden zurück", "Abspielen", "10 Sekunden weiter"]


def test_texts_of_scripts_are_escaped(lift: Path):
    page = page_of(lift)
    assert page.texts.count('Lift & "lower"') >= 2
    tricky = Elements(session_page(read_sheet(lift), 1, "1.mp3", '"><script>$title</script>', 1, among_others=False))
    assert tricky.attribute("a", "href") == ['"><script>$title</script>']
    assert [tag for tag, _ in tricky.found].count("script") == 1


def test_texts_that_no_encoding_has_are_shown_all_the_same(lift: Path):
    timeline = read_sheet(lift)
    odd = replace(timeline, title="a\ud800\x00b", chapters=(replace(timeline.chapters[0], title="\udfff"),))
    page = session_page(odd, 1, "1.mp3", "a.mp3", 1, among_others=True)
    assert (list_page([odd]) + cues_json(odd)).encode()
    assert page.encode().count(b"<h1") == 1


def test_nothing_is_written_inline_and_nothing_is_fetched_from_elsewhere(lift: Path):
    html = session_page(read_sheet(lift), 1, "1.mp3", "a.mp3", 1, among_others=True)
    page = Elements(html)
    assert not re.search(r"https?:|//|<style|javascript:", html)
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on") or name == "style"]


def test_chapters_are_buttons_with_their_starts(lift: Path):
    timeline = read_sheet(lift)
    starts = [int(start) for start in page_of(lift).attribute("button", "data-start") if start]
    assert starts == [start for start, _ in timeline.placed()]


def test_the_breath_is_that_of_the_cue_sheet(turn: Path):
    timeline = read_sheet(turn)
    sheet = json.loads(cues_json(timeline))
    shown = [(start, end, KINDS[kind]) for start, end, _, _, kind, _ in sheet["breath"]]
    assert shown == [
        (start + phase.start, start + phase.end, phase.kind)
        for start, chapter in timeline.placed()
        for phase in chapter.phases
    ]
    assert {"Einatmen", "Halten", "Ausatmen"} <= {sheet["kinds"][kind] for *_, kind, _ in sheet["breath"]}
    assert [place for *_, place in sheet["breath"]][::3] == [
        "Linke Seite · 1/2",
        "Linke Seite · 2/2",
        "Rechte Seite · 1/2",
        "Rechte Seite · 2/2",
    ]
    chapter = timeline.chapters[1]
    run = [phase for phase in chapter.phases if phase.side == "left"]
    arcs = [(round(arc.before, 4), round(arc.after, 4)) for arc in lung_volume(run)]
    assert [(before, after) for _, _, before, after, _, _ in sheet["breath"]][: len(run)] == arcs


def test_every_word_of_the_sheet_is_there_in_order(lift: Path):
    timeline = read_sheet(lift)
    words = json.loads(cues_json(timeline))["words"]
    assert [text for *_, text in words] == [cue.utterance.text for each in timeline.chapters for cue in each.cues]
    assert words == sorted(words)


def test_sessions_are_told_apart_where_places_are_remembered(lift: Path, turn: Path):
    names = {json.loads(cues_json(read_sheet(file)))["id"] for file in (lift, turn, lift)}
    assert len(names) == 2


def test_several_sessions_are_listed_and_lead_back(lift: Path, turn: Path):
    listed = Elements(list_page([read_sheet(lift), read_sheet(turn)]))
    assert listed.attribute("a", "href") == ["1", "2"]
    assert listed.attribute("a", "lang") == ["en", "de"]
    assert page_of(lift, among_others=True).attribute("a", "href")[0] == "./"


@pytest.mark.parametrize("count", [1, 2])
def test_whatever_the_pages_ask_for_is_shared_and_nothing_else(lift: Path, count: int):
    made = resources([SharedSession.of(lift)] * count)
    pages = {name: Elements(bytes(made[name].body).decode()) for name in made if "." not in name}
    asked = {name for page in pages.values() for _, each in page.found for name in (each.get("href"), each.get("src"))}
    sheets = {f"{number}.json" for number in range(1, count + 1)}
    heard = {f"heard-{number}.mp3" for number in range(1, count + 1)}
    assert {*made} == ({each.removeprefix("./") for each in asked if each} | sheets | heard | {""})

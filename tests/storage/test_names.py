import sys
from pathlib import Path
from unicodedata import normalize

import pytest

from voiceguide.storage.names import LONGEST, as_on_disk, in_unicode, name_key, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("back-mobility", "back-mobility"),
        ("Čvrsto — záda", "Čvrsto — záda"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("..", "session"),
        (".hidden", "hidden"),
        ("-flag", "flag"),
        ("ends with dots. . .", "ends with dots"),
        ("tab\tnew\nline\0null", "tab new line null"),
        ("", "session"),
        ("CON", "CON_"),
        ("con.tract", "con_.tract"),
        ("con .x", "con_ .x"),
        ("CONIN$", "CONIN$_"),
        ("lpt1", "lpt1_"),
        ("Console", "Console"),
        ("e\u0301tirement", "étirement"),
        ("left\u202egnp.exe", "left gnp.exe"),
    ],
)
def test_names_hold_nothing_that_a_system_refuses(text, name):
    assert safe_name(text) == name


@pytest.mark.parametrize("text", ["x" * 500, "ü" * 500, "🧘" * 500])
def test_long_names_are_cut_between_letters(text):
    name = safe_name(text)
    assert LONGEST - 4 < len(name.encode()) <= LONGEST
    assert set(name) == {text[0]}


@pytest.mark.parametrize(("asked", "there"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFC", "NFC")])
def test_a_path_is_found_however_its_accents_are_spelt(tmp_path, asked, there):
    file = tmp_path / normalize(there, "Bücher/Schöne Übung.md")
    file.parent.mkdir()
    file.touch()
    found = as_on_disk(tmp_path / normalize(asked, "Bücher/../Bücher/Schöne Übung.md"))
    assert found.parts[-1] == file.name
    assert found.samefile(file)


def test_the_spelling_that_was_asked_for_comes_first(tmp_path):
    for form in ("NFC", "NFD"):
        (tmp_path / normalize(form, "ü.md")).write_text(form)
    for form in ("NFC", "NFD"):
        assert as_on_disk(tmp_path / normalize(form, "ü.md")).name == normalize(form, "ü.md")


def test_what_is_not_there_stays_as_it_was_asked_for_in_the_folder_that_is(tmp_path):
    (tmp_path / normalize("NFD", "für")).mkdir()
    assert as_on_disk(tmp_path / "für" / "neü.mp3") == tmp_path / normalize("NFD", "für") / "neü.mp3"
    for path in (Path("nö/nö"), Path("ü\0"), Path(), tmp_path / ("ü" * 300)):
        assert as_on_disk(path) == path


def test_names_are_alike_whatever_their_capitals_and_accents():
    assert name_key(" STRASSE \u00dc") == name_key(normalize("NFD", "stra\u00dfe \u00fc"))
    assert name_key("u") != name_key("\u00fc")


@pytest.mark.skipif(sys.platform == "win32", reason="names are text on Windows")
def test_a_name_that_is_no_utf8_becomes_text_that_is():
    assert in_unicode("caf\udce9 \U0001f9d8 \u00fc") == "caf\ufffd \U0001f9d8 \u00fc"

"""Titles, chapters, tags and covers beyond the limits of a container."""

import shutil
import subprocess

import numpy as np
import pytest
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from tone_session import chapter, session

from voiceguide.errors import ExportError
from voiceguide.exporter.cover import cover
from voiceguide.exporter.ffmpeg import add_tags
from voiceguide.exporter.file import export_session
from voiceguide.exporter.forms import FILE_FORMS
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.overwrite import refuse_overwriting
from voiceguide.exporter.request import ExportRequest
from voiceguide.exporter.tags import Labels, id3_tag
from voiceguide.units import frames_from_ms
from voiceguide.verify.comparison import verify

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")

FAMILY = "👩\u200d👩\u200d👧"
TITLES = {
    "inside a letter": ("x" * 254 + "é" + "y", "x" * 254),
    "inside an accent": ("x" * 253 + "e\u0301" + "y", "x" * 253),
    "inside joined pictures": ("x" * 250 + FAMILY, "x" * 250),
    "only long letters": (FAMILY * 40, FAMILY * (255 // len(FAMILY.encode()))),
    "right to left": ("א" * 200, "א" * 127),
    "whole": ("x" * 255, "x" * 255),
}
ODD = [
    "a\nb",
    "a\0b",
    "= ; # \\ [CHAPTER]",
    "ends with \\ sign",
    "\u202eright\u202c",
    "a\r\n\tb",
    "😀 é",
    "[CHAPTER]\nSTART=5",
    ";x",
    "\x1b[31m",
]


def silent(each):
    yield np.zeros((frames_from_ms(each.duration), 2), np.float32)


def titled(*titles, **about):
    return session(*(chapter(title, 1) for title in titles), **about)


def shown_chapters(path):
    """Start in milliseconds and title of each chapter, as ffprobe shows them."""
    command = [
        "ffprobe",
        "-v",
        "error",
        "-show_entries",
        "chapter=start:chapter_tags=title",
        "-of",
        "default",
        str(path),
    ]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return [line.partition("=")[2] for line in text.splitlines() if line.startswith("TAG:title=")]


@needs_ffmpeg
@pytest.mark.parametrize(("title", "shown"), TITLES.values(), ids=TITLES)
def test_a_chapter_of_an_m4b_keeps_as_many_whole_letters_of_its_title_as_fit(tmp_path, title, shown):
    timeline = titled("First", title, "Last", title=title)
    path = export_session(timeline, silent, tmp_path / "session.m4b", picture=b"").path
    book = MP4(path)
    assert [each.title for each in book.chapters] == ["First", shown, "Last"]
    assert book["\xa9nam"] == [title]
    assert shown_chapters(path) == ["First", shown, "Last"]
    refuse_overwriting([path])


@needs_ffmpeg
@pytest.mark.parametrize("suffix", [".m4b", ".flac", ".opus", ".mp3"])
def test_titles_with_signs_of_their_own_meaning_are_shown_on_one_line(tmp_path, suffix):
    timeline = titled(*ODD, title="a\nb\0c = ; # \\d")
    labels = Labels.of(timeline, "say 'a\nb' = ;\0")
    path = export_session(timeline, silent, tmp_path / f"session{suffix}", labels=labels, picture=b"").path
    assert shown_chapters(path) == [
        "a b", "a b", "= ; # \\ [CHAPTER]", "ends with \\ sign", "\u202eright\u202c", "a b", "😀 é", "[CHAPTER] START=5", ";x", "[31m"
    ]  # fmt: skip
    refuse_overwriting([path])


def test_an_mp3_of_odd_titles_is_as_its_sheet_says(tmp_path):
    path = export_session(titled(*ODD, "x" * 100_000), silent, tmp_path / "session.mp3", picture=b"").path
    assert not next(finding for finding in verify(path).findings if finding.what == "chapters").fault


@pytest.mark.parametrize("count", [255, 256, 600])
def test_tables_of_contents_list_at_most_as_many_as_a_byte_counts(count):
    from io import BytesIO

    tag = ID3(BytesIO(id3_tag(titled(*map(str, range(count))))))
    tables = {each.element_id: each.child_element_ids for each in tag.getall("CTOC")}
    assert max(map(len, tables.values())) <= 255

    def listed(name):
        return [leaf for each in tables[name] for leaf in listed(each)] if name in tables else [name]

    assert listed("contents") == [f"chapter{number}" for number in range(count)]
    [top] = [each for each in tag.getall("CTOC") if each.flags & 2]
    assert top.element_id == "contents"


@needs_ffmpeg
def test_an_m4b_of_more_chapters_than_its_short_list_has_all_of_them(tmp_path):
    titles = [f"Chapter {number}" for number in range(260)]
    encoding = Encoding(16, mono=True)
    path = export_session(titled(*titles), silent, tmp_path / "session.m4b", picture=b"", encoding=encoding).path
    assert [each.title for each in MP4(path).chapters] == titles[:255]
    assert shown_chapters(path) == titles


@needs_ffmpeg
def test_chapters_beyond_three_digits_are_left_out_where_no_player_knows_them(tmp_path):
    path = tmp_path / "session.flac"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anullsrc=d=1", str(path)], check=True)
    timeline = titled(*map(str, range(1200)))
    add_tags(path, FILE_FORMS[".flac"], timeline, Labels.of(timeline), b"")
    names = [key for key, _ in FLAC(path).tags if key.startswith("CHAPTER") and key.endswith("NAME")]
    assert len(names) == 999
    assert len(shown_chapters(path)) == 999


def test_a_tag_that_is_too_large_for_id3_is_an_error_and_nothing_is_written(tmp_path):
    with pytest.raises(ExportError, match=r"The tags of 'Rücken beweglich' are too large for ID3 .*shorter"):
        export_session(titled("x"), silent, tmp_path / "session.mp3", picture=bytes(1 << 28))
    assert not list(tmp_path.iterdir())


@needs_ffmpeg
def test_a_cover_that_is_too_large_for_flac_is_an_error_and_nothing_is_written(tmp_path):
    with pytest.raises(ExportError, match=r"no FLAC that can be given a cover and chapters \(.+\)"):
        export_session(titled("x"), silent, tmp_path / "session.flac", picture=bytes(1 << 24))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "title", ["x" * 500, "é" * 500, FAMILY * 100, "e\u0301\u0323" * 200, "שלום " * 100, "🇩🇪" * 100]
)
def test_names_of_files_are_cut_between_letters_and_have_room_for_number_and_suffix(tmp_path, title):
    request = ExportRequest(tmp_path, ".flac", Encoding(), split=True)
    [*_, part] = request.parts(titled(*["x"] * 1000, title))
    assert len(part.path.name.encode()) <= 140
    part.path.touch()
    whole = title if FAMILY in title or "🇩🇪" in title else ""
    if whole:
        letter = FAMILY if FAMILY in title else "🇩🇪"
        assert set(part.path.stem.removeprefix("1001 ").split(letter)) == {""}


@needs_ffmpeg
def test_a_damaged_file_in_the_place_of_an_export_is_no_export_and_no_traceback(tmp_path):
    """Earlier versions wrote such files, since they cut titles within letters."""
    path = export_session(titled("x" * 254 + "é"), silent, tmp_path / "session.m4b", picture=b"").path
    data = path.read_bytes().replace(b"x" * 254, b"x" * 253 + b"\xc3")
    path.write_bytes(data)
    with pytest.raises(ExportError, match="--force"):
        refuse_overwriting([path])


@pytest.mark.parametrize(
    "title", ["i" * 1_000_000, "i\u0301" * 500_000, "a " * 500_000], ids=["letters", "accents", "words"]
)
def test_a_cover_shows_as_much_of_an_endless_title_as_fits(title):
    assert cover(titled("x", title=title)).startswith(b"\xff\xd8")

import pytest
from tone_session import session

from voiceguide.errors import ExportError
from voiceguide.exporter.file import export_session
from voiceguide.exporter.mp3 import STANDARD
from voiceguide.exporter.overwrite import is_ours, refuse_overwriting
from voiceguide.exporter.request import ExportRequest, playlist
from voiceguide.formats.named import SHEET_FORMS


@pytest.mark.parametrize("suffix", [".mp3", ".wav", ".MP3"])
def test_an_export_may_be_replaced_whatever_session_it_is_of(timeline, mix, tmp_path, suffix):
    refuse_overwriting([export_session(timeline, mix, tmp_path / f"session{suffix}").path])


@pytest.mark.parametrize("name", ["song.mp3", "song.wav", "song.flac", "song.opus", "song.m4b"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfb\x90\x44 not a session", b"ID3\x03\0\0\0\0\0\x7f"])
def test_a_sound_without_a_cue_sheet_is_not_replaced(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(
        ExportError, match=r"is there already, and nothing in it tells that voiceguide made it\. .*--force"
    ):
        refuse_overwriting([tmp_path / name])


def test_an_export_whose_cue_sheet_another_program_removed_is_not_replaced(timeline, mix, tmp_path):
    from mutagen.id3 import ID3

    path = export_session(timeline, mix, tmp_path / "session.mp3").path
    tags = ID3(path)
    tags.delall("GEOB")
    tags.save()
    with pytest.raises(ExportError, match="nothing in it tells"):
        refuse_overwriting([path])


def test_a_target_that_does_not_exist_may_be_written(tmp_path):
    refuse_overwriting([tmp_path / "new.mp3", tmp_path])


@pytest.mark.parametrize("title", ["Back", "[a] --> <b>", "x" * 100_000, ""])
def test_texts_that_voiceguide_wrote_may_be_replaced(timeline, tmp_path, title):
    named = session(*timeline.chapters, title=title)
    parts = ExportRequest(tmp_path, ".mp3", STANDARD, split=True).parts(named)
    texts = {form: SHEET_FORMS[form](named) for form in ("lrc", "vtt")} | {"m3u8": playlist(title, parts)}
    for form, text in texts.items():
        (tmp_path / f"session.{form}").write_bytes(text.encode())
        assert is_ours(tmp_path / f"session.{form}"), form


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.lrc", ""),
        ("a.lrc", "[ti:Back]\n[length:00:01]\n[00:00.00]my own words\n"),
        ("a.vtt", "WEBVTT - Back\n\n00:00.000 --> 00:01.000\nmy own words\n"),
        ("a.m3u8", "#EXTM3U\n#EXTINF:4,voiceguide - Welcome\n01 Welcome.mp3\n"),
        ("a.m3u8", "#EXTM3U\n#PLAYLIST:Back\n#EXTINF:4,A band - A song\nsong.mp3\n"),
        ("a.vtt", "\xff\0"),
    ],
)
def test_texts_that_begin_otherwise_are_not_replaced(tmp_path, name, text):
    (tmp_path / name).write_text(text, "latin-1")
    with pytest.raises(
        ExportError, match=r"is there already, and nothing in it tells that voiceguide made it\. .*--force"
    ):
        refuse_overwriting([tmp_path / name])


def test_a_song_with_the_same_title_by_somebody_else_is_not_replaced(tmp_path):
    from mutagen.id3 import ID3, TALB, TPE1

    tags = ID3()
    tags.add(TPE1(encoding=1, text="voiceguide"))
    tags.add(TALB(encoding=1, text="Back"))
    tags.save(tmp_path / "song.mp3")
    with pytest.raises(ExportError, match="nothing in it tells"):
        refuse_overwriting([tmp_path / "song.mp3"])

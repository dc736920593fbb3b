import pytest
from tone_session import chapter, session

from voiceguide.errors import ExportError
from voiceguide.export.session import export_session
from voiceguide.export.strangers import keep_strangers


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_an_export_of_the_same_session_may_be_replaced_and_no_other(timeline, mix, tmp_path, suffix):
    path = export_session(timeline, mix, tmp_path / f"session{suffix}").path
    keep_strangers({path: timeline.title})
    with pytest.raises(ExportError, match=r"is there already, and it is no export of 'Other'.*--force"):
        keep_strangers({path: "Other"})


@pytest.mark.parametrize("name", ["song.mp3", "song.wav", "song.flac", "song.opus", "song.m4b", "song.lrc", "song.vtt"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfb\x90\x44 not a session", b"ID3\x03\0\0\0\0\0\x7f"])
def test_what_is_no_export_stays(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ExportError, match="no export of 'Back'"):
        keep_strangers({tmp_path / name: "Back"})


def test_what_is_not_there_is_in_nobodys_way(tmp_path):
    keep_strangers({tmp_path / "new.mp3": "Back", tmp_path: "Back"})


@pytest.mark.parametrize("text", ["[ti:Back]\n[length:00:01]", "WEBVTT - Back\n", "#EXTM3U\n#PLAYLIST:Back\n"])
@pytest.mark.parametrize("suffix", [".lrc", ".vtt", ".m3u8"])
def test_texts_of_the_same_session_may_be_replaced(tmp_path, text, suffix):
    (tmp_path / f"session{suffix}").write_text(text)
    keep_strangers({tmp_path / f"session{suffix}": "Back"})


def test_a_song_of_the_same_name_by_somebody_else_stays(mix, tmp_path):
    from mutagen.id3 import ID3, TPE1

    path = export_session(session(chapter("", 1)), mix, tmp_path / "song.mp3").path
    tags = ID3(path)
    tags.add(TPE1(encoding=1, text="A band"))
    tags.save()
    with pytest.raises(ExportError, match="no export"):
        keep_strangers({path: "Rücken beweglich"})

from dataclasses import replace
from unicodedata import normalize

from mutagen.id3 import ID3

from voiceguide.exporter.mp3 import STANDARD
from voiceguide.exporter.request import ExportRequest, export_files, not_just_written, stale_tracks


def split(folder, suffix=".mp3", texts=("lrc",)):
    return ExportRequest(folder / "parts", suffix, STANDARD, split=True, texts=texts)


def names(paths):
    return sorted(path.name for path in paths)


def test_tracks_that_the_next_split_does_not_have_are_stale_with_their_texts(timeline, mix, tmp_path):
    export_files(split(tmp_path), timeline, mix)
    assert stale_tracks(split(tmp_path), timeline) == []
    shorter = replace(timeline, chapters=timeline.chapters[::2])
    assert names(stale_tracks(split(tmp_path), shorter)) == [
        "02 Seated side stretch.lrc", "02 Seated side stretch.mp3", "03 Čvrsto — closing.lrc", "03 Čvrsto — closing.mp3",
    ]  # fmt: skip


def test_files_that_the_playlist_does_not_list_are_not_stale(timeline, mix, tmp_path):
    """These are an export of the whole session, a renamed copy, and files that voiceguide did not make under a track's name."""
    export_files(split(tmp_path), timeline, mix)
    folder = tmp_path / "parts"
    export_files(ExportRequest(folder / "parts.mp3", ".mp3", STANDARD), timeline, mix)
    (folder / "my copy.mp3").write_bytes((folder / "01 Welcome.mp3").read_bytes())
    (folder / "01 Welcome.mp3").write_bytes(b"not an export")
    (folder / "02 Seated side stretch.lrc").write_text("my own words")
    none = replace(timeline, chapters=())
    assert names(stale_tracks(split(tmp_path), none)) == [
        "02 Seated side stretch.mp3", "03 Čvrsto — closing.lrc", "03 Čvrsto — closing.mp3",
    ]  # fmt: skip


def test_tracks_of_another_session_are_not_stale(timeline, mix, tmp_path):
    export_files(split(tmp_path), timeline, mix)
    assert stale_tracks(split(tmp_path), replace(timeline, title="Other", chapters=())) == []


def test_tracks_without_a_cue_sheet_are_not_stale(timeline, mix, tmp_path):
    export_files(split(tmp_path), timeline, mix)
    for track in (tmp_path / "parts").glob("*.mp3"):
        tags = ID3(track)
        tags.delall("GEOB")
        tags.save()
    assert stale_tracks(split(tmp_path), replace(timeline, chapters=())) == []


def test_tracks_of_another_form_are_stale_without_the_texts_that_are_still_used(timeline, mix, tmp_path):
    export_files(split(tmp_path), timeline, mix)
    assert stale_tracks(split(tmp_path, ".wav"), timeline) == []


def test_a_playlist_that_names_other_folders_is_not_followed(timeline, mix, tmp_path):
    export_files(split(tmp_path), timeline, mix)
    outside = tmp_path / "01 Welcome.mp3"
    outside.write_bytes((tmp_path / "parts" / "01 Welcome.mp3").read_bytes())
    (tmp_path / "parts" / "parts.m3u8").write_text("#EXTM3U\n#EXTINF:4,voiceguide - Welcome\n../01 Welcome.mp3\n")
    assert stale_tracks(split(tmp_path), replace(timeline, chapters=())) == []


def test_without_a_split_or_a_folder_no_track_is_stale(timeline, tmp_path):
    assert stale_tracks(split(tmp_path), timeline) == []
    assert stale_tracks(ExportRequest(tmp_path / "one.mp3", ".mp3", STANDARD), timeline) == []


def test_where_capitals_make_no_difference_a_new_track_is_not_stale(timeline, mix, tmp_path):
    """There, a track whose title changed its capitals is the same file as the new track."""
    export_files(split(tmp_path), timeline, mix)
    first, *others = timeline.chapters
    shouted = replace(timeline, chapters=(replace(first, title=first.title.upper()), *others[:1]))
    old = stale_tracks(split(tmp_path), shouted)
    export_files(split(tmp_path), shouted, mix)
    for suffix in (".mp3", ".lrc"):
        name = tmp_path / "parts" / f"01 {first.title}{suffix}"
        name.unlink()
        name.hardlink_to(name.with_stem(name.stem.upper()))
    assert names(not_just_written(old, split(tmp_path), shouted)) == [
        "03 Čvrsto — closing.lrc", "03 Čvrsto — closing.mp3",
    ]  # fmt: skip


def test_tracks_and_playlists_are_found_however_their_accents_are_encoded(timeline, mix, tmp_path):
    """A copy from a Mac has decomposed accents."""
    export_files(split(tmp_path), timeline, mix)
    for path in (tmp_path / "parts").iterdir():
        path.rename(path.with_name(normalize("NFD", path.name)))
    assert names(stale_tracks(split(tmp_path), replace(timeline, chapters=timeline.chapters[:2]))) == [
        normalize("NFD", f"03 Čvrsto — closing{suffix}") for suffix in (".lrc", ".mp3")
    ]
    export_files(split(tmp_path), timeline, mix)
    assert len(list((tmp_path / "parts").iterdir())) == 7

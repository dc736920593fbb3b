import threading

import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from tone_session import chapter, session

from voiceguide.errors import ExportError
from voiceguide.exporter.mp3 import STANDARD
from voiceguide.exporter.request import ExportRequest, export_files
from voiceguide.formats.named import SHEET_FORMS


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_one_file_says_what_it_was_made_with(timeline, mix, tmp_path):
    request = ExportRequest(tmp_path / "session.mp3", ".mp3", STANDARD, comment="voiceguide export back --pace 5-7")
    (written,) = export_files(request, timeline, mix)
    assert names(tmp_path) == ["session.mp3"]
    assert str(ID3(written.path)["COMM::eng"]) == "voiceguide export back --pace 5-7"
    assert ID3(written.path)["APIC:"].data.startswith(b"\xff\xd8")


def test_a_split_session_is_a_numbered_file_for_each_chapter_and_a_playlist(timeline, mix, tmp_path):
    written = export_files(ExportRequest(tmp_path / "back", ".mp3", STANDARD, split=True), timeline, mix)
    files = ["01 Welcome.mp3", "02 Seated side stretch.mp3", "03 Čvrsto — closing.mp3"]
    assert names(tmp_path / "back") == [*files, "back.m3u8"]
    assert [file.path.name for file in written] == files
    assert (tmp_path / "back" / "back.m3u8").read_text("utf-8") == (
        "#EXTM3U\n#PLAYLIST:Rücken beweglich\n"
        "#EXTINF:4,voiceguide - Welcome\n01 Welcome.mp3\n"
        "#EXTINF:12,voiceguide - Seated side stretch\n02 Seated side stretch.mp3\n"
        "#EXTINF:6,voiceguide - Čvrsto — closing\n03 Čvrsto — closing.mp3\n"
    )
    for number, (file, part) in enumerate(zip(written, timeline.chapters, strict=True), start=1):
        mp3 = MP3(file.path)
        assert mp3.info.length == part.duration / 1000
        assert [str(mp3.tags[key]) for key in ("TIT2", "TALB", "TRCK")] == [part.title, timeline.title, f"{number}/3"]


def test_titles_alike_or_unfit_for_files_get_files_of_their_own(mix, tmp_path):
    odd = session(*(chapter(title, 1) for title in ("Twist", "Twist", "a/b: c?", "", "..")))
    export_files(ExportRequest(tmp_path, ".wav", STANDARD, split=True), odd, mix)
    assert [name for name in names(tmp_path) if name.endswith(".wav")] == [
        "01 Twist.wav", "02 Twist.wav", "03 a b c.wav", "04 chapter.wav", "05 chapter.wav",
    ]  # fmt: skip


def test_more_than_99_files_still_sort_in_order(mix, tmp_path):
    export_files(
        ExportRequest(tmp_path, ".mp3", STANDARD, split=True), session(*(chapter("x", 1) for _ in range(101))), mix
    )
    assert names(tmp_path)[0] == "001 x.mp3"


def test_texts_stand_beside_each_file(timeline, mix, tmp_path):
    export_files(ExportRequest(tmp_path / "session.mp3", ".mp3", STANDARD, texts=("lrc", "vtt")), timeline, mix)
    assert names(tmp_path) == ["session.lrc", "session.mp3", "session.vtt"]
    for form in ("lrc", "vtt"):
        assert (tmp_path / f"session.{form}").read_bytes() == SHEET_FORMS[form](timeline).encode()
    export_files(ExportRequest(tmp_path / "parts", ".mp3", STANDARD, split=True, texts=("lrc",)), timeline, mix)
    assert "02 Seated side stretch.lrc" in names(tmp_path / "parts")


@pytest.mark.parametrize("split", [False, True])
def test_the_same_session_may_be_exported_again_with_all_its_files(timeline, mix, tmp_path, split):
    request = ExportRequest(tmp_path / ("parts" if split else "session.mp3"), ".mp3", STANDARD, split, ("lrc", "vtt"))
    assert export_files(request, timeline, mix) == export_files(request, timeline, mix)


@pytest.mark.parametrize("existing", ["session.mp3", "session.lrc"])
def test_a_file_that_voiceguide_did_not_make_is_not_replaced_unless_forced(timeline, mix, tmp_path, existing):
    (tmp_path / existing).write_bytes(b"precious")
    with pytest.raises(ExportError, match="is there already"):
        export_files(ExportRequest(tmp_path / "session.mp3", ".mp3", STANDARD, texts=("lrc",)), timeline, mix)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {existing: b"precious"}
    export_files(ExportRequest(tmp_path / "session.mp3", ".mp3", STANDARD, texts=("lrc",), force=True), timeline, mix)
    assert (tmp_path / existing).read_bytes() != b"precious"


def test_a_folder_that_is_a_file_is_refused(timeline, mix, tmp_path):
    (tmp_path / "parts").write_text("")
    with pytest.raises(ExportError, match="a file has that name"):
        export_files(ExportRequest(tmp_path / "parts", ".mp3", STANDARD, split=True), timeline, mix)


@pytest.mark.parametrize("split", [False, True])
def test_progress_is_told_for_each_chapter_in_the_calling_thread(timeline, mix, tmp_path, split):
    told = []
    request = ExportRequest(tmp_path / ("parts" if split else "session.mp3"), ".mp3", STANDARD, split)
    export_files(
        request, timeline, mix, on_progress=lambda done: told.append((tuple(done), threading.current_thread()))
    )
    assert told[-1][0] == tuple(chapter.duration for chapter in timeline.chapters)
    assert {thread for _, thread in told} == {threading.main_thread()}


@pytest.mark.parametrize("split", [False, True])
def test_an_interrupt_stops_every_chapter_and_leaves_no_litter(tmp_path, split):
    """The chapters never end by themselves: the test ends only if they are stopped."""

    def endless(chapter):
        while True:
            yield np.zeros((56_448, 2), np.float32)

    def interrupt(done):
        raise KeyboardInterrupt

    request = ExportRequest(tmp_path / ("parts" if split else "session.mp3"), ".mp3", STANDARD, split)
    with pytest.raises(KeyboardInterrupt):
        export_files(request, session(*(chapter(str(n), 1) for n in range(5))), endless, on_progress=interrupt)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_one_part_that_fails_stops_the_others(tmp_path):
    def mix(chapter):
        yield np.zeros((56_448, 2), np.float32)
        if chapter.title == "Fails":
            raise RuntimeError("no voice")
        while True:
            yield np.zeros((56_448, 2), np.float32)

    with pytest.raises(RuntimeError, match="no voice"):
        export_files(
            ExportRequest(tmp_path, ".mp3", STANDARD, split=True),
            session(chapter("Endless", 1), chapter("Fails", 1)),
            mix,
        )
    assert names(tmp_path) == []

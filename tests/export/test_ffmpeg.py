import os
import shutil
import subprocess

import pytest
from mutagen.flac import FLAC
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from tone_session import chapter, expected_onsets, heard_onsets, session

from voiceguide.clip import decode
from voiceguide.errors import ExportError
from voiceguide.export.encoding import Encoding
from voiceguide.export.labels import Labels
from voiceguide.export.session import export_session
from voiceguide.export.strangers import keep_strangers

FORMS = [".flac", ".opus", ".m4b"]

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")


@needs_ffmpeg
@pytest.mark.parametrize("suffix", FORMS)
def test_every_sound_is_heard_in_its_place(timeline, mix, tmp_path, suffix):
    path = export_session(timeline, mix, tmp_path / f"session{suffix}").path
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    clip = decode(path)
    assert clip.channels == 2
    onsets = [onset * 44_100 / clip.rate for onset in heard_onsets(clip.samples[:, 0])]
    assert onsets == pytest.approx(expected_onsets(timeline), abs=45)


@needs_ffmpeg
@pytest.mark.parametrize("suffix", FORMS)
def test_chapters_are_exact_and_named(timeline, mix, tmp_path, suffix):
    path = export_session(timeline, mix, tmp_path / f"session{suffix}").path
    shown = subprocess.run(
        ["ffprobe", "-v", "quiet", "-show_chapters", "-of", "csv", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    chapters = [line.split(",") for line in shown.stdout.splitlines()]
    assert [(float(chapter[4]), chapter[-1]) for chapter in chapters] == [
        (start / 1000, chapter.title) for start, chapter in timeline.placed()
    ]


@needs_ffmpeg
@pytest.mark.parametrize("suffix", FORMS)
def test_labels_cover_and_words_are_there(timeline, mix, tmp_path, suffix):
    labels = Labels("Titel = ;#\\!", "Rücken", "--pace 5-7", 2, 9)
    path = export_session(timeline, mix, tmp_path / f"session{suffix}", labels=labels, picture=b"jpeg").path
    if suffix == ".m4b":
        book = MP4(path)
        names = {"title": "\xa9nam", "artist": "\xa9ART", "album": "\xa9alb", "comment": "\xa9cmt", "genre": "\xa9gen"}
        shown = {name: book[key][0] for name, key in names.items()}
        assert (bytes(book["covr"][0]), book["trkn"]) == (b"jpeg", [(2, 9)])
        words = book["\xa9lyr"][0]
    else:
        file = FLAC(path) if suffix == ".flac" else OggOpus(path)
        shown = {name: file[name][0] for name in ("title", "artist", "album", "genre")}
        shown["comment"] = file["description"][0]  # as the Vorbis comments call it
        assert file["track" if "track" in file else "tracknumber"] == ["2/9"]
        assert file.pictures[0].data == b"jpeg" if suffix == ".flac" else file["metadata_block_picture"]
        words = file["lyrics"][0]
    assert shown == {
        "title": "Titel = ;#\\!",
        "artist": "voiceguide",
        "album": "Rücken",
        "comment": "--pace 5-7",
        "genre": "Exercise",
    }
    assert words.split("\n") == [cue.utterance.text for each in timeline.chapters for cue in each.cues]


@needs_ffmpeg
@pytest.mark.parametrize("suffix", FORMS)
def test_the_same_session_gives_the_same_bytes_and_may_be_replaced(timeline, mix, tmp_path, suffix):
    one, two = (export_session(timeline, mix, tmp_path / f"{name}{suffix}", picture=b"").path for name in "ab")
    assert one.read_bytes() == two.read_bytes()
    keep_strangers({one: timeline.title})
    with pytest.raises(ExportError, match="no export"):
        keep_strangers({one: "Other"})


@needs_ffmpeg
@pytest.mark.parametrize("suffix", [".opus", ".m4b"])
def test_one_channel_at_a_low_rate_is_small(timeline, mix, tmp_path, suffix):
    large = export_session(timeline, mix, tmp_path / f"large{suffix}", picture=b"")
    small = export_session(timeline, mix, tmp_path / f"small{suffix}", picture=b"", encoding=Encoding(24, mono=True))
    assert small.size < large.size
    assert decode(small.path).channels == 1


@needs_ffmpeg
@pytest.mark.parametrize("suffix", FORMS)
def test_an_interrupt_leaves_the_old_file_and_no_litter(timeline, mix, tmp_path, suffix):
    target = tmp_path / f"session{suffix}"
    target.write_bytes(b"old")

    def interrupt(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_session(timeline, mix, target, on_progress=interrupt)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
def test_what_ffmpeg_says_when_it_fails_is_told(mix, tmp_path, monkeypatch):
    """This one reads nothing, and does not know the codec."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "ffmpeg").write_text("#!/bin/sh\necho first >&2\necho 'Unknown encoder libopus' >&2\nexit 1\n")
    (tmp_path / "bin" / "ffmpeg").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "out").mkdir()
    with pytest.raises(ExportError, match=r"ffmpeg cannot make Opus here: Unknown encoder libopus\."):
        export_session(session(chapter("Long", 40)), mix, tmp_path / "out" / "session.opus")
    assert not list((tmp_path / "out").iterdir())

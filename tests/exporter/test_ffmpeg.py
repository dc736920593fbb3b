import os
import subprocess
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from mutagen.flac import FLAC
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from skips import needs
from tone_session import chapter, expected_onsets, heard_onsets, session

from voiceguide.clip import decode
from voiceguide.errors import ExportError
from voiceguide.exporter.file import export_session
from voiceguide.exporter.forms import form_of
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.overwrite import refuse_overwriting
from voiceguide.exporter.tags import Labels
from voiceguide.formats.sheet import CueSheet

FORMS = [".flac", ".opus", ".m4b"]

needs_ffmpeg = needs("ffmpeg")


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
    refuse_overwriting([one])


@needs_ffmpeg
@pytest.mark.parametrize("suffix", FORMS)
def test_the_cue_sheet_is_inside_with_the_loudness_that_was_asked_for(timeline, mix, tmp_path, suffix):
    labels = replace(Labels.of(timeline), sheet=partial(CueSheet.of, loudness_lufs=-20.0))
    path = export_session(timeline, mix, tmp_path / f"session{suffix}", labels=labels, picture=b"jpeg").path
    if suffix == ".m4b":
        [sheet] = MP4(path)["----:voiceguide:voiceguide cue sheet"]
        sheet = bytes(sheet).decode()
    else:
        [sheet] = (FLAC(path) if suffix == ".flac" else OggOpus(path))["voiceguide_cue_sheet"]
    assert sheet == CueSheet.of(timeline, -20.0).to_json()


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


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a program in ffmpeg's place, by its text."""
    if os.name != "posix":
        pytest.skip("the stand-in is a shell script")

    def put(text):
        program = tmp_path / "bin" / "ffmpeg"
        program.parent.mkdir(exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
        return program

    return put


LONG = session(chapter("Long", 40))
"""More sound than fits into a pipe that nobody reads."""

TARGET = """#!/bin/sh
for last; do :; done
target=${last#file:}
"""


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (
            "#!/bin/sh\necho first >&2\necho 'Unknown encoder libopus' >&2\nexit 1\n",
            r"ffmpeg cannot make Opus here: Unknown encoder libopus\. Install ffmpeg again, or choose mp3 or wav",
        ),
        (
            "#!/bin/sh\nexit 3\n",
            r"ffmpeg cannot make Opus here: it ended with 3 before it had read the whole session\.",
        ),
        ("#!/bin/sh\nexit 0\n", r"it ended with 0 before it had read the whole session\. Install ffmpeg again"),
        ("#!/bin/sh\nkill -9 $$\n", r"it was ended by signal 9 \(Killed\)\. Free some memory and try again\."),
        ("#!/bin/sh\nhead -c 300000 /dev/zero >&2\nexit 1\n", r"it ended with 1 before"),
        (
            "#!/bin/sh\nprintf '\\377\\033[31m\\200 broken\\r\\n' >&2\nexit 1\n",
            r"here: \ufffd \[31m\ufffd broken\. Install",
        ),
        (
            "this is no program",
            r"Opus needs ffmpeg, and \S+bin/ffmpeg cannot be started: Exec format error\. Install ffmpeg",
        ),
        ("#!/missing/interpreter\n", r"bin/ffmpeg cannot be started: No such file or directory\. Install ffmpeg again"),
        (
            TARGET + "cat > /dev/null\necho rubbish > $target\necho to stdout\n",
            r"What ffmpeg wrote is no Opus that can be given a cover and chapters \(.+\)\. Install ffmpeg again",
        ),
        (TARGET + "cat > /dev/null\n", r"What ffmpeg wrote is no Opus that can be given a cover"),
        (
            "#!/bin/sh\ncat > /dev/null\necho 'av_interleaved_write_frame(): No space left on device' >&2\n",
            r"out.session\.opus cannot be written: the disk is full; free some space",
        ),
        (
            TARGET + "cat > /dev/null\nrm $target\n",
            r"out.session\.opus cannot be written: ",
        ),
    ],
)
def test_a_failure_of_ffmpeg_is_an_error_with_the_remedy(mix, tmp_path, stand_in, capfd, program, words):
    stand_in(program)
    (tmp_path / "out").mkdir()
    with pytest.raises(ExportError, match=words) as caught:
        export_session(LONG, mix, tmp_path / "out" / "session.opus")
    assert len(str(caught.value)) < 700
    assert not list((tmp_path / "out").iterdir())
    assert capfd.readouterr() == ("", "")


def test_an_ffmpeg_that_may_not_be_run_is_none(tmp_path, stand_in, monkeypatch):
    stand_in("#!/bin/sh\n").chmod(0o644)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(ExportError, match="Opus needs ffmpeg, which is not installed"):
        form_of(tmp_path / "session.opus").converter()


def test_an_ffmpeg_in_the_folder_that_one_is_in_is_not_run(tmp_path, stand_in, monkeypatch):
    program = stand_in("#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(program.parent)
    with pytest.raises(ExportError, match="which is not installed"):
        form_of(tmp_path / "session.opus").converter()


@needs_ffmpeg
def test_a_temporary_folder_that_is_gone_is_named_and_not_the_target(timeline, mix, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ExportError, match=r"gone cannot be written: No such file or directory\..*set TMPDIR"):
        export_session(timeline, mix, tmp_path / "session.flac")
    assert not list(tmp_path.iterdir())


@needs_ffmpeg
def test_a_temporary_folder_that_takes_no_more_is_named_and_not_the_target(timeline, mix, tmp_path, monkeypatch):
    """A limit on the size of files fails a write, as a full disk does."""
    resource = pytest.importorskip("resource")
    (tmp_path / "small").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "small"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(ExportError, match=r"small cannot be written: File too large\..*set TMPDIR"):
            export_session(timeline, mix, tmp_path / "session.flac", picture=b"")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in tmp_path.rglob("*")] == ["small"]


@needs_ffmpeg
@pytest.mark.parametrize("suffix", FORMS)
def test_a_file_larger_than_may_be_is_the_targets_fault(timeline, mix, tmp_path, suffix):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, hard))
    try:
        with pytest.raises(ExportError, match=r"session\.\w+ cannot be written: that disk takes no file so large"):
            export_session(timeline, mix, tmp_path / f"session{suffix}", picture=b"")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())


@needs_ffmpeg
@pytest.mark.parametrize("trouble", [BrokenPipeError("not ffmpeg's"), FileNotFoundError(2, "No such file", "a.wav")])
def test_an_error_in_the_mix_is_passed_on(timeline, tmp_path, trouble):
    def failing(_):
        raise trouble
        yield

    with pytest.raises(type(trouble)) as caught:
        export_session(timeline, failing, tmp_path / "session.flac")
    assert caught.value is trouble
    assert not list(tmp_path.iterdir())


@needs_ffmpeg
@pytest.mark.parametrize("folder", ["-x", "a:b", "100%d", "pipe:0"])
def test_folders_may_have_names_with_a_meaning_for_ffmpeg(timeline, mix, tmp_path, folder, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / folder).mkdir()
    path = export_session(timeline, mix, Path(folder, "session.flac")).path
    assert FLAC(path).info.length == pytest.approx(timeline.duration / 1000)

"""The sheet inside a file may come from anywhere: `verify` and `play` report the same errors of it."""

import json
import shutil

import pytest
from mutagen.id3 import COMM, ID3
from sessions import chapter, exported

from voiceguide.errors import SoundError
from voiceguide.replay import ReplayedSession
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.timeline.model import Timeline
from voiceguide.verify.comparison import verify
from voiceguide.verify.embedded import MOST_TAG_BYTES, read_sheet, wanted_loudness


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return exported(
        tmp_path_factory.mktemp("good") / "back.mp3", Timeline("Back", "en", "4-6", (chapter("Short", 800),))
    )


@pytest.fixture
def with_sheet(good, tmp_path):
    """The same file with another sheet inside."""

    def put(change):
        path = tmp_path / "changed.mp3"
        shutil.copy(good, path)
        tag = ID3(path)
        [frame] = tag.getall("GEOB")
        frame.data = change(frame.data)
        tag.setall("GEOB", [frame])
        tag.save(v2_version=3)
        return path

    return put


def changed(**values):
    return lambda data: json.dumps({**json.loads(data), **values}).encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed(bells=[{"name": "../../../gong.wav", "start_ms": 1, "chapter": 0}]), "bells[0].name is '../../../gong.wav'"),
        (changed(phases=[{}] * 500_000), "'phases' has 500000 entries"),
        (changed(format="voiceguide-cue-sheet/2"), "it has the format 'voiceguide-cue-sheet/2'"),
        (changed(duration_ms=float("nan")), "NaN is no number"),
        (lambda data: data + b"}", "it is no JSON"),
        (lambda data: b"\xff\xfe" + data, "it is not in UTF-8 (byte 0)"),
        (lambda data: b"[" * 200_000, "its JSON is nested too deeply"),
    ],
    ids=lambda each: each[:12] if isinstance(each, str) else "",
)  # fmt: skip
def test_verify_and_play_report_the_same_error_of_an_invalid_sheet(with_sheet, tmp_path, change, words):
    path = with_sheet(change)
    [finding] = [finding for finding in verify(path).findings if finding.what == "cue sheet"]
    assert finding.fault
    assert finding.found.startswith(f"cannot be used: {words}")
    with pytest.raises(SoundError) as caught:
        ReplayedSession(path, ToneEngine(), tmp_path)
    assert str(caught.value).startswith(f"'{path}' has no cue sheet inside that can be used: {words}")
    assert "\n" not in str(caught.value)


def test_a_tag_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.mp3"
    size = MOST_TAG_BYTES + 1
    with path.open("wb") as file:
        file.write(b"ID3\3\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)))
        file.truncate(size)
    for look in (verify, lambda path: ReplayedSession(path, ToneEngine(), tmp_path)):
        with pytest.raises(SoundError, match=r"huge\.mp3 has a tag of 128 MB: expected"):
            look(path)


@pytest.mark.parametrize("value", ["nan", "inf", "-1e400", "500", "²", ""])
def test_an_impossible_loudness_in_the_comment_is_ignored(good, tmp_path, value):
    path = tmp_path / "changed.mp3"
    shutil.copy(good, path)
    tag = ID3(path)
    tag.delall("GEOB")  # sheets of earlier versions did not say it
    tag.setall("COMM", [COMM(encoding=1, lang="eng", desc="", text=f"voiceguide export back --loudness {value}")])
    tag.save(v2_version=3)
    assert wanted_loudness(path) is None


def test_a_file_without_permission_to_read_is_an_error_that_says_so(tmp_path):
    (tmp_path / "folder.mp3").mkdir()
    with pytest.raises(SoundError, match=r"folder\.mp3 cannot be read: Is a directory\. Expected an MP3"):
        read_sheet(tmp_path / "folder.mp3")

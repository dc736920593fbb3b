"""A job that travels, and what comes back."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from voiceguide.batch.job import BatchJob, Failed, Made, MadeFile, make
from voiceguide.batch.payload import Delivered, Lacking, WorkerNeeds, open_and_make, packed, put_in_place
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.request import ExportRequest
from voiceguide.mix.sound import Sound
from voiceguide.script.load import load
from voiceguide.timeline.options import Options

SHORT = "# Lift\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n"


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BatchJob:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "lift.md").write_text(SHORT, "utf-8")
    rain = Path(__file__).parents[2] / "audio" / "beds" / "rain.wav"
    (tmp_path / "mine.wav").write_bytes(rain.read_bytes())
    request = ExportRequest(Path("lift.mp3"), ".mp3", Encoding(40, mono=True))
    sound = Sound(bed=(tmp_path / "mine.wav",))
    return BatchJob("lift.mp3", load(tmp_path / "lift.md"), Options(), sound, None, request)


def test_files_are_sent_when_they_are_lacking_and_once(job: BatchJob, tmp_path: Path):
    payload, files = packed(job, WorkerNeeds.of([job]))
    sent = payload.job
    assert (sent.sound.files, sent.session.folder, sent.session.files) == ((Path(*files),), Path(), ())
    assert len(pickle.dumps(payload)) < 50_000
    lacking = open_and_make(payload, lambda *_: None)
    assert lacking == Lacking(tuple(files))
    content = {name: path.read_bytes() for name, path in files.items()}
    first = open_and_make(replace(payload, content=content), lambda *_: None)
    assert isinstance(first, Delivered)
    assert open_and_make(payload, lambda *_: None) == first
    made = put_in_place(job, first, tmp_path / "out")
    assert isinstance(made, Made)
    assert (tmp_path / "out" / "lift.mp3").stat().st_size == made.files[0].size


def test_a_file_that_did_not_arrive_whole_is_not_used(job: BatchJob):
    payload, files = packed(job, WorkerNeeds.of([job]))
    (name,) = files
    wrong = [{name: b"other"}, {"../" + name: b""}]
    for content in wrong:
        assert isinstance(open_and_make(replace(payload, content=content), lambda *_: None), Failed)


def test_a_worker_that_lacks_something_says_what(job: BatchJob):
    needs = WorkerNeeds((("voiceguide", "99"), ("numpy", "")), (("natural:nobody", ("en",), "the voice of nobody"),))
    answer = open_and_make(packed(job, needs)[0], lambda *_: None)
    assert isinstance(answer, Lacking)
    assert "where 99 is needed; numpy " in answer.reason
    assert "not the voice of nobody: " in answer.reason


@pytest.mark.parametrize(
    "path",
    ["../lift.mp3", "/etc/lift.mp3", "other.mp3", "lift.mp3/x", "x/../lift.mp3", "lift.lrc", ".voiceguide-batch/x"],
)
def test_a_worker_cannot_write_what_is_not_of_its_job(job: BatchJob, tmp_path: Path, path: str):
    delivered = Delivered(Made((MadeFile(path, 1, ""),), 1), {path: b"x"})
    made = put_in_place(job, delivered, tmp_path / "deep" / "out")
    assert isinstance(made, Failed)
    assert "sent files that are not of lift.mp3" in made.reason
    assert not (tmp_path / "deep").exists()


def test_a_split_session_that_comes_back_replaces_its_own_tracks_and_no_other_file(job: BatchJob, tmp_path: Path):
    request = ExportRequest(Path("split"), ".mp3", Encoding(40, mono=True), split=True)
    job = replace(job, name="split", sound=Sound(), request=request)
    delivered = open_and_make(packed(job, WorkerNeeds.of([job]))[0], lambda *_: None)
    assert isinstance(delivered, Delivered)
    assert isinstance(put_in_place(job, delivered, tmp_path), Made)
    track = next(path for path in delivered.content if path.startswith("split/02"))
    fewer = {path: data for path, data in delivered.content.items() if path != track}
    playlist = fewer["split/split.m3u8"].decode().replace(Path(track).name + "\n", "")
    (tmp_path / "split" / "mine.mp3").write_bytes(b"mine")
    again = Delivered(delivered.made, {**fewer, "split/split.m3u8": playlist.encode()})
    assert isinstance(put_in_place(job, again, tmp_path), Made)
    assert not (tmp_path / track).exists()
    assert (tmp_path / "split" / "mine.mp3").read_bytes() == b"mine"
    assert isinstance(put_in_place(job, Delivered(delivered.made, {"split/mine.mp3": b"x"}), tmp_path), Failed)
    made_before = replace(job, own=("split/mine.mp3",))
    assert isinstance(put_in_place(made_before, Delivered(delivered.made, {"split/mine.mp3": b"x"}), tmp_path), Made)


def test_a_track_that_was_damaged_is_replaced_if_an_earlier_run_made_it(job: BatchJob, tmp_path: Path):
    request = ExportRequest(Path("split"), ".mp3", Encoding(40, mono=True), split=True)
    job = replace(job, name="split", sound=Sound(), request=request)
    made = make(job, tmp_path, 1, lambda *_: None)
    assert isinstance(made, Made)
    (tmp_path / made.files[0].path).write_bytes(b"damaged")
    refused = make(job, tmp_path, 1, lambda *_: None)
    assert isinstance(refused, Failed)
    assert "or replace that file with force = true" in refused.reason
    assert (tmp_path / made.files[0].path).read_bytes() == b"damaged"
    assert make(replace(job, own=(made.files[0].path,)), tmp_path, 1, lambda *_: None) == made

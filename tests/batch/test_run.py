"""How the jobs of a batch are run, whoever makes them."""

import errno
import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from voiceguide.batch.executor import ExecutorGone, Resubmit, WorkerDied
from voiceguide.batch.job import BatchJob, Failed, Made, MadeFile, is_full
from voiceguide.batch.records import Records
from voiceguide.batch.run import BatchOutcome, failed_before, in_turn, run, write_summary
from voiceguide.errors import ExportError
from voiceguide.exporter.mp3 import STANDARD
from voiceguide.exporter.request import ExportRequest
from voiceguide.mix.sound import Sound
from voiceguide.script.load import load
from voiceguide.storage.folders import bundled
from voiceguide.timeline.options import Options

Answer = Made | Failed | Exception


class Scripted:
    """An executor that answers as it is told, one answer for each time that a job is submitted."""

    def __init__(self, width: int = 1, **answers: list[Answer]) -> None:
        self.width = width
        self.answers = answers
        self.submitted: list[tuple[str, int]] = []
        self._asked: dict[Future, str] = {}

    def submit(self, job: BatchJob, cores: int) -> Future:
        self.submitted.append((job.name, cores))
        future: Future = Future()
        future.set_result(None)
        self._asked[future] = job.name
        return future

    def result(self, future: Future) -> Made | Failed:
        answer = self.answers[self._asked[future]].pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def progress(self) -> list:
        return []

    def close(self) -> None:
        pass


@pytest.fixture
def job() -> Callable[..., BatchJob]:
    """A job by its name and, if it matters, its script."""

    def make(name: str, script: str = "desk-break") -> BatchJob:
        session = load(bundled("scripts") / f"{script}.md")
        request = ExportRequest(Path(f"{name}.mp3"), ".mp3", STANDARD)
        return BatchJob(name, session, Options(), Sound(), None, request, key=f"key of {name}")

    return make


def made(folder: Path, name: str) -> Made:
    (folder / f"{name}.mp3").write_bytes(name.encode())
    from voiceguide.batch.job import made_file

    return Made((made_file(folder / f"{name}.mp3", folder),), 1280)


def states(outcomes: list[BatchOutcome]) -> list[tuple[str, str]]:
    return [(each.name, each.state) for each in outcomes]


def test_what_fails_keeps_nothing_from_being_made(tmp_path: Path, job):
    executor = Scripted(a=[Failed("No voice.")], b=[made(tmp_path, "b")])
    outcomes = list(run([job("a"), job("b")], executor, Records(tmp_path)))
    assert states(outcomes) == [("a", "failed"), ("b", "made")]
    assert outcomes[0].reason == "No voice."


def test_what_another_batch_makes_meanwhile_is_not_made_again(tmp_path: Path, job):
    records = Records(tmp_path)
    outcomes = run([job("a"), job("b")], Scripted(a=[made(tmp_path, "a")], b=[]), records)
    assert next(outcomes).state == "made"
    records.keep(job("b"), made(tmp_path, "b"))
    assert states(list(outcomes)) == [("b", "skipped")]


def test_a_job_whose_worker_dies_is_tried_once_more(tmp_path: Path, job):
    died = WorkerDied("it was killed")
    executor = Scripted(a=[died, made(tmp_path, "a")], b=[died, died])
    outcomes = list(run([job("a"), job("b")], executor, Records(tmp_path)))
    assert states(outcomes) == [("a", "made"), ("b", "failed")]
    assert outcomes[1].reason == "It was tried 2 times: it was killed."


def test_a_job_that_is_submitted_again_through_no_fault_of_its_own_is_not_counted(tmp_path: Path, job):
    executor = Scripted(a=[Resubmit(), Resubmit(), Resubmit(), made(tmp_path, "a")])
    assert states(list(run([job("a")], executor, Records(tmp_path)))) == [("a", "made")]


def test_a_full_disk_stops_the_batch(tmp_path: Path, job):
    executor = Scripted(a=[Failed("The disk is full.", full=True)], b=[])
    assert states(list(run([job("a"), job("b")], executor, Records(tmp_path)))) == [("a", "failed")]
    assert executor.submitted == [("a", 1)]


def test_a_record_that_cannot_be_written_stops_the_batch(tmp_path: Path, job):
    executor = Scripted(a=[made(tmp_path, "a")], b=[])
    (tmp_path / ".voiceguide-batch").write_bytes(b"in the way")
    assert states(list(run([job("a"), job("b")], executor, Records(tmp_path)))) == [("a", "failed")]


def test_makers_that_are_gone_end_the_batch(tmp_path: Path, job):
    with pytest.raises(ExecutorGone):
        list(run([job("a")], Scripted(a=[ExecutorGone("gone")]), Records(tmp_path)))


def test_the_cores_are_shared_by_what_runs_at_once(tmp_path: Path, job):
    executor = Scripted(8, **{name: [Failed("")] for name in "abc"})
    list(run([job(name) for name in "abc"], executor, Records(tmp_path)))
    assert executor.submitted == [("a", 2), ("b", 2), ("c", 2)]


def test_jobs_with_the_same_words_do_not_run_together_where_there_are_others(job):
    jobs = [job("a1"), job("a2"), job("b1", "wind-down"), job("b2", "wind-down")]
    assert [each.name for each in in_turn(jobs)] == ["a1", "b1", "a2", "b2"]


def test_what_is_there_is_found_only_if_it_is_whole_and_made_from_the_same(tmp_path: Path, job):
    records = Records(tmp_path)
    records.keep(job("a"), made(tmp_path, "a"))
    assert records.found(job("a")) == made(tmp_path, "a")
    assert records.found(job("b")) is None
    assert records.found(replace(job("a"), key="another")) is None
    (tmp_path / "a.mp3").write_bytes(b"b")
    assert records.found(job("a")) is None
    (tmp_path / "a.mp3").unlink()
    assert records.found(job("a")) is None


def test_what_was_not_verified_is_made_again_where_that_is_asked_for(tmp_path: Path, job):
    records = Records(tmp_path)
    verified = replace(job("a"), verify=True)
    records.keep(job("a"), made(tmp_path, "a"))
    assert records.found(verified) is None
    records.keep(verified, made(tmp_path, "a"))
    assert records.found(verified) == records.found(job("a")) == made(tmp_path, "a")


def test_somebody_elses_file_is_told_before_anything_is_made_and_what_was_made_before_is_replaced(tmp_path: Path, job):
    records = Records(tmp_path)
    records.keep(job("b.mp3"), made(tmp_path, "b"))
    for name in ("a.mp3", "b.mp3"):
        (tmp_path / name).write_bytes(b"not as it was made")
    executor = Scripted(**{"b.mp3": [Failed("It was begun.")]})
    outcomes = list(run([job("a.mp3"), job("b.mp3")], executor, records))
    assert [(each.name, each.reason) for each in outcomes] == [
        (
            "a.mp3",
            f"{tmp_path / 'a.mp3'} is there already, and nothing in it tells that voiceguide made it. Give the item another "
            "name in the plan, or replace that file with force = true.",
        ),
        ("b.mp3", "It was begun."),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"key": "key of a", "verified": true, "files": [], "duration_ms": 1}', "\x00", "[" * 100_000],
)
def test_a_record_that_is_damaged_counts_for_nothing(tmp_path: Path, job, text: str):
    records = Records(tmp_path)
    records.keep(job("a"), made(tmp_path, "a"))
    (path,) = (tmp_path / ".voiceguide-batch").iterdir()
    path.write_text(text)
    assert records.found(job("a")) is None


def test_the_summary_tells_what_became_of_each_item(tmp_path: Path):
    assert failed_before(tmp_path) is None
    outcomes = [
        BatchOutcome("a", "made", "", 1280, 5, ("It needs 3 s.\n  - Lift.",)),
        BatchOutcome("b", "failed", "No voice."),
        BatchOutcome("c", "left"),
        BatchOutcome("d", "skipped", "", 2560, 6),
    ]
    write_summary(tmp_path / "new", "plan.toml", outcomes)
    summary = json.loads((tmp_path / "new" / "batch.json").read_text("utf-8"))
    assert [summary[state] for state in ("made", "skipped", "failed", "left")] == [1, 1, 1, 1]
    assert summary["items"][0]["notes"] == ["It needs 3 s."]
    assert summary["items"][1] == {"name": "b", "state": "failed", "reason": "No voice."}
    assert summary["items"][3] == {"name": "d", "state": "skipped", "duration_ms": 2560, "bytes": 6}
    assert failed_before(tmp_path / "new") == {"b"}
    (tmp_path / "new" / "batch.json").write_text('{"format": "another"}')
    assert failed_before(tmp_path / "new") is None


def test_a_full_disk_is_told_from_other_errors_however_it_is_wrapped():
    full = ExportError("x cannot be written")
    full.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert is_full(full)
    assert is_full(OSError(errno.EDQUOT, "Quota exceeded"))
    assert not is_full(OSError(errno.EACCES, "Permission denied"))
    assert not is_full(ExportError("x cannot be written"))


def test_a_made_file_is_told_by_its_content(tmp_path: Path):
    assert made(tmp_path, "a").files == (
        MadeFile("a.mp3", 1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
    )

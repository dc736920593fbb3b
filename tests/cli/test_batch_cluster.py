"""`voiceguide batch` on a Dask cluster: a real scheduler and real workers on loopback, with no disk in common but the program's."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import Run, Start

pytestmark = pytest.mark.slow

SHORT = "# Lift\n\n## Repeat 3 times\n- Inhale: lift.\n- Exhale: lower.\n"
LONG = SHORT.replace("3 times", "60 times")


class LoopbackCluster:
    """A scheduler, and workers that each have a home of their own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in environment.items() if not name.startswith("XDG_")}
        self.processes: list[subprocess.Popen] = []
        told = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--no-show", "--port", "0", "--scheduler-file", str(told))
        wait_until(lambda: told.is_file() and told.read_text().endswith("}"))
        self.address = json.loads(told.read_text())["address"]

    def worker(self, **changed: str) -> subprocess.Popen:
        threads = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0")
        return self._start("dask_worker", self.address, *threads, **changed)

    def _start(self, program: str, *arguments: str, **changed: str) -> subprocess.Popen:
        home = self.folder / f"home{len(self.processes)}"
        home.mkdir()
        self.processes.append(
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    f"distributed.cli.{program}",
                    "--host",
                    "127.0.0.1",
                    "--no-dashboard",
                    *arguments,
                ],
                cwd=home,
                env={**self.environment, "HOME": str(home), **changed},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return self.processes[-1]

    def stop(self) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"nothing came in {seconds:g} s"
        time.sleep(0.02)


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[LoopbackCluster]:
    made = LoopbackCluster(tmp_path_factory.mktemp("cluster"), environment)
    yield made
    made.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lift.md").write_text(LONG, "utf-8")
    (tmp_path / "turn.md").write_text(LONG.replace("lift", "turn"), "utf-8")
    plan = '[defaults]\nbitrate = 40\nmono = true\n[matrix]\nscript = ["lift.md", "turn.md"]\npace = ["2-2", "3-3", "4-4"]\n'
    (tmp_path / "plan.toml").write_text(plan, "utf-8")
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file() and path.suffix != ".json"
    }


def states(folder: Path) -> list[str]:
    return [each["state"] for each in json.loads((folder / "batch.json").read_text("utf-8"))["items"]]


def test_workers_get_all_that_a_script_needs_and_make_the_same_bytes(
    cluster: LoopbackCluster, run_apart: Run, folder: Path
):
    root = Path(__file__).parents[2]
    (folder / "lift.md").write_text(SHORT, "utf-8")
    shutil.copy(root / "audio" / "beds" / "rain.wav", folder / "my bed.wav")
    shutil.copy(root / "audio" / "bells" / "tick.wav", folder / "gong.wav")
    (folder / "mine").mkdir()
    sheet = run_apart("voices", "--sheet", "lift.md").stdout.splitlines()
    name = next(line.split(",")[0] for line in sheet if "Lift" in line)
    shutil.copy(root / "audio" / "bells" / "start.wav", folder / "mine" / name)
    (folder / "config" / "voiceguide").mkdir(parents=True)
    (folder / "config" / "voiceguide" / "config.toml").write_text('[lexicon]\nlower = "low er"\n')
    (folder / "plan.toml").write_text(
        """\
[[items]]
script = "lift.md"
name = "deep/sounds.mp3"
bed = "my bed.wav"
bell = "end=gong.wav"
voice = "recorded:mine,natural"
lrc = true
[[items]]
script = "lift.md"
name = "split"
split = true
verify = true
""",
        "utf-8",
    )
    cluster.worker()
    cluster.worker()
    assert run_apart("batch", "plan.toml", "-o", "here").returncode == 0
    done = run_apart("batch", "plan.toml", "-o", "there", "--scheduler", cluster.address)
    assert done.returncode == 0, done.stderr
    here, there = content(folder / "here"), content(folder / "there")
    assert len(there) == 6
    assert there == here
    again = run_apart("batch", "plan.toml", "-o", "there", "--scheduler", cluster.address)
    assert again.stdout.split()[:2] == ["skipped", "2"]


def test_one_worker_is_killed_one_is_slow_and_one_comes_late(
    cluster: LoopbackCluster, start: Start, run_apart: Run, folder: Path
):
    killed, slow = cluster.worker(), cluster.worker()
    process = start("batch", "plan.toml", "-o", "out", "--scheduler", cluster.address)
    wait_until(lambda: list((folder / "out").glob("*.mp3")))
    killed.kill()
    slow.send_signal(signal.SIGSTOP)
    late = cluster.worker()
    time.sleep(3)
    slow.send_signal(signal.SIGCONT)
    assert process.wait(120) == 0, process.stderr and process.stderr.read()
    assert late.poll() is None
    assert states(folder / "out") == ["made"] * 6
    assert run_apart("batch", "plan.toml", "-o", "here").returncode == 0
    assert content(folder / "out") == content(folder / "here")


def test_a_scheduler_that_goes_away_ends_the_batch_and_what_was_made_is_kept(
    cluster: LoopbackCluster, start: Start, run_apart: Run, folder: Path
):
    cluster.worker()
    process = start("batch", "plan.toml", "-o", "out", "--scheduler", cluster.address)
    wait_until(lambda: list((folder / "out").glob("*.mp3")))
    cluster.scheduler.kill()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "is gone. What was made is kept: run it again to go on." in said
    assert "Traceback" not in said, said
    assert {*states(folder / "out")} == {"made", "left"}
    assert run_apart("batch", "plan.toml", "-o", "out").returncode == 0
    assert {*states(folder / "out")} == {"made", "skipped"}


def test_a_worker_without_the_voice_is_an_error_that_says_which(cluster: LoopbackCluster, run_apart: Run, folder: Path):
    cluster.worker()
    broken = cluster.folder / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "from voiceguide.speech.voices import hibari_voices\n"
        "def missing(*_):\n    from voiceguide.errors import SpeechError\n    raise SpeechError('The voice is not installed.')\n"
        "hibari_voices.model_of = missing\n"
    )
    cluster.worker(PYTHONPATH=str(broken))
    time.sleep(3)
    done = run_apart("batch", "plan.toml", "--scheduler", cluster.address)
    assert done.returncode == 1
    assert done.stderr.count("The worker tcp://127.0.0.1:") == 1
    assert "has not the voice natural:heart" in done.stderr


def test_a_late_worker_of_another_version_is_left_out(cluster: LoopbackCluster, start: Start, folder: Path):
    other = cluster.folder / "other"
    other.mkdir()
    (other / "sitecustomize.py").write_text("import voiceguide\nvoiceguide.__version__ = '0.0.0'\n")
    good = cluster.worker()
    process = start("batch", "plan.toml", "-o", "out", "--scheduler", cluster.address)
    wait_until(lambda: list((folder / "out").glob("*.mp3")))
    good.send_signal(signal.SIGSTOP)
    cluster.worker(PYTHONPATH=str(other))
    time.sleep(4)
    good.send_signal(signal.SIGCONT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0
    assert states(folder / "out") == ["made"] * 6
    assert "is left out: it has voiceguide 0.0.0, where" in said


def test_where_there_is_no_scheduler_or_no_worker_that_is_told(cluster: LoopbackCluster, run_apart: Run, folder: Path):
    nobody = run_apart("batch", "plan.toml", "--scheduler", "tcp://127.0.0.1:9")
    assert (nobody.returncode, nobody.stderr.count("\n")) == (1, 1)
    assert "No scheduler answers at 'tcp://127.0.0.1:9'" in nobody.stderr
    nonsense = run_apart("batch", "plan.toml", "--scheduler", "http//x")
    assert (nonsense.returncode, nonsense.stderr.count("\n")) == (1, 1)
    assert "No scheduler answers at 'http//x'" in nonsense.stderr
    alone = run_apart("batch", "plan.toml", "--scheduler", cluster.address)
    assert "has no workers: start some" in alone.stderr

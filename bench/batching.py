"""Measures a batch: on one core and on two, on a cluster's workers, when it is run again, and how long a plan takes to check.

make bench, or: python bench/batching.py [cores|again|plan|cluster]...

Every run has its own empty cache. It prints wall-clock times, and the processor time of all processes, which a busy machine
makes worse by little. One core is one that the system gives (sched_setaffinity), so that nothing runs beside it.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

SCRIPTS = ("desk-break", "wind-down", "seated-side-stretch", "supine-over-ball")
PACES = ("4-6", "5-7")
MORE_PACES = (*PACES, "3-5", "4-4", "5-5", "6-8")
RUNS = 2
MATRIX = "[defaults]\nmono = true\nbitrate = 64\n[matrix]\nscript = {}\npace = {}\n"


def processor() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def batch(
    folder: Path, plan: str, *flags: str, home: str = "home", cores: int = 2, out: str = "out"
) -> tuple[float, float]:
    """Run a batch; returns its wall-clock time and the processor time of its processes, in seconds."""
    (folder / "plan.toml").write_text(plan)
    environment = {**os.environ, "HOME": str(folder / home), "XDG_CACHE_HOME": str(folder / home / "cache")}
    began, used = time.perf_counter(), processor()
    subprocess.run(
        [sys.executable, "-m", "voiceguide", "batch", "plan.toml", "-o", out, *flags],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        preexec_fn=lambda: os.sched_setaffinity(0, range(cores)),
    )
    return time.perf_counter() - began, processor() - used


def hours(folder: Path) -> float:
    """Of sound that was made."""
    return sum(each["duration_ms"] for each in json.loads((folder / "batch.json").read_text())["items"]) / 3_600_000


def median(runs: list[tuple[float, float]]) -> tuple[float, float]:
    return sorted(runs)[len(runs) // 2]


def on_cores() -> None:
    plan = MATRIX.format(list(SCRIPTS), list(MORE_PACES))
    with TemporaryDirectory() as name:
        folder = Path(name)
        taken: dict[tuple[int, str], list[tuple[float, float]]] = {}
        for run in range(RUNS):
            for cores in (1, 2):
                home = f"home{run}-{cores}"
                for speech, out in (("from nothing", "a"), ("all spoken before", "b")):
                    if out == "b":
                        shutil.rmtree(folder / home / "cache" / "voiceguide" / "chapters")
                    flags = ("--cores", str(cores))
                    made = batch(folder, plan, *flags, home=home, cores=cores, out=f"{run}-{cores}-{out}")
                    taken.setdefault((cores, speech), []).append(made)
        made = hours(folder / "0-1-a")
        print(f"{len(SCRIPTS) * len(MORE_PACES)} sessions of {made:.2f} h, median of {RUNS} runs:")
        for speech in ("from nothing", "all spoken before"):
            (one, one_used), (two, two_used) = median(taken[1, speech]), median(taken[2, speech])
            best = min(taken[1, speech])[0] / min(taken[2, speech])[0]
            for cores, wall, used in ((1, one, one_used), (2, two, two_used)):
                print(
                    f"  {speech}, {cores} of 2 cores: {wall:6.2f} s, {used:6.2f} s of processor, {used / made:5.1f} an hour of sound"
                )
            print(f"  two cores are {one / two:.2f} x one, best against best {best:.2f} x (1.8)")


def again() -> None:
    plan = MATRIX.format(["desk-break"], [f"{a}-{b}" for a in range(3, 13) for b in range(3, 13)])
    with TemporaryDirectory() as name:
        folder = Path(name)
        first, used = batch(folder, plan)
        size = sum(path.stat().st_size for path in (folder / "out").glob("*.mp3")) / 1e6
        made = hours(folder / "out")
        print(f"100 sessions of {made:.1f} h, {size:.0f} MB: {first:.1f} s ({used:.1f} s of processor)")
        print(f"the same again: {min(batch(folder, plan)[0] for _ in range(RUNS)):.2f} s (3)")


def plan() -> None:
    for count in (10, 100, 1000):
        paces = [f"{a}-{b}" for a in range(3, 13) for b in range(3, 13)][: max(1, count // 10)]
        text = MATRIX.format(list(SCRIPTS[:2]), paces) + "rate = [0.9, 1.0, 1.1, 1.2, 1.3]\n"
        with TemporaryDirectory() as name:
            folder = Path(name)
            wall, used = min(batch(folder, text, "--dry-run") for _ in range(RUNS))
            print(
                f"{count} items checked: {wall:.2f} s, {used:.2f} s of processor, {peak(folder):.0f} MB (1000 in 5 s)"
            )


def peak(folder: Path) -> float:
    """The most memory of a dry run, in MB."""
    code = (
        "import resource, sys\nsys.argv = ['voiceguide', 'batch', 'plan.toml', '--dry-run']\nfrom voiceguide.cli import main\n"
        "try:\n    main()\nfinally:\n    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True).stderr
    return float(told.split()[-1])


def cluster() -> None:
    plan = MATRIX.format(list(SCRIPTS), list(PACES))
    for workers in (1, 2, 4):
        with TemporaryDirectory() as name:
            folder = Path(name)
            wall, used = batch(folder, plan, "--cluster", "local", "--cores", str(workers))
            made = hours(folder / "out")
            print(f"{workers} workers: {wall:6.2f} s, {used:6.2f} s of processor, {used / made:5.1f} an hour of sound")


CLIENT = (
    "import resource, sys\nsys.argv = ['voiceguide', 'batch', 'plan.toml', *sys.argv[1:]]\nfrom voiceguide.cli import main\n"
    "try:\n    main()\nfinally:\n    print(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), file=sys.stderr)"
)


def client() -> None:
    """What the machine that writes the files does of a batch on a cluster: nothing else is left where all is in the cache."""
    few, many = (
        MATRIX.format(["desk-break"], [f"{a}-{b}" for a in range(3, 3 + n) for b in range(3, 11)]) for n in (1, 5)
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "home" / "cache")}
        used = []
        for text, out in ((many, "first"), (few, "few"), (many, "many")):
            (folder / "plan.toml").write_text(text)
            command = [sys.executable, "-c", CLIENT, "--cluster", "local", "-o", out]
            done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
            used.append(float(done.stderr.split()[-1]))
        size = sum(path.stat().st_size for path in (folder / "many").glob("*.mp3")) / 40e6
        print(f"the client: {used[1]:.2f} s of processor for 8 items, {used[2]:.2f} s for 40 of {size:.1f} MB: ")
        print(f"  {(used[2] - used[1]) / 32 * 1000:.0f} ms for each more")


PARTS = {"client": client, "cores": on_cores, "again": again, "plan": plan, "cluster": cluster}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()

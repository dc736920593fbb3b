"""Measures how long an export takes, compared with its encoder and its voice alone, and with the straightforward way.

make bench, or: python bench/exporting.py

It prints wall-clock times, and the processor time of the process and its children. On a busy machine the latter is more
reliable.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

PYTHON = sys.executable
HERE = Path(__file__).parent
SESSION = "back-mobility"
EDITED = ("seated-side-stretch.md", "and lower your arm", "and slowly lower your arm")
ENOUGH = 7
TURNS = 3

MEMORY = """
import sys
from dataclasses import replace
from pathlib import Path
from voiceguide.library import load
from voiceguide.exporter.mp3_file import ChapterCache
from voiceguide.exporter.file import export_session
from voiceguide.session import prepare
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.storage.cache import Store
from voiceguide.timeline.options import Options

folder = Path(sys.argv[1])
made = prepare(load("back-mobility"), Options(), ToneEngine(), folder / "clips")
times = int(sys.argv[2])
timeline = replace(made.timeline, chapters=made.timeline.chapters * times)
cache = ChapterCache(Store(folder / f"chapters{times}", 1 << 30), lambda chapter: "")
export_session(timeline, made.mix, folder / "out.mp3", cache=cache)
print(int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024, timeline.duration // 60_000)
"""


@dataclass(frozen=True)
class Taken:
    """Wall-clock time and processor time, in seconds."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall:6.2f} s ({self.processor:6.2f} s of processor)"

    def over(self, other: "Taken") -> str:
        return f"{self.wall / other.wall:.2f} x ({self.processor / other.processor:.2f} x)"


def processor() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def taken(work: Callable[[], object]) -> Taken:
    wall, used = time.perf_counter(), processor()
    work()
    return Taken(time.perf_counter() - wall, processor() - used)


def usually(work: Callable[[], object], runs: int) -> Taken:
    """The run with the median processor time."""
    return sorted((taken(work) for _ in range(runs)), key=lambda each: each.processor)[runs // 2]


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # so that modules are compiled once, not at every start
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}

        def voiceguide(*arguments: str) -> str:
            ran = subprocess.run(
                [PYTHON, "-m", "voiceguide", *arguments], cwd=folder, env=environment, check=True, capture_output=True
            )
            return ran.stdout.decode()

        cold = taken(lambda: voiceguide("export", SESSION, "-o", "cold.mp3"))
        sheet = voiceguide("plan", SESSION, "--json")
        (folder / "sheet.json").write_text(sheet)
        print(f"cold export of {SESSION}: {cold}")
        against_its_parts(folder, sheet, cold)
        natural_against_system(folder)
        against_the_straightforward(folder, cold)
        again = usually(lambda: voiceguide("export", SESSION, "-o", "cold.mp3"), 5)
        print(f"again, unchanged: {again}; at most 0.5 s")
        edited(folder, cold, voiceguide)
        new_pace(folder, voiceguide)
        memory(folder)
        start()


def against_its_parts(folder: Path, sheet: str, cold: Taken) -> None:
    """Compare a cold export with LAME alone, on all cores, and espeak-ng alone, once for each text."""
    espeak = shutil.which("espeak-ng")
    if not espeak:
        print("espeak-ng is not installed: LAME and espeak-ng alone cannot be measured")
        return
    sound = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", "cold.mp3", "-f", "s16le", "-"], cwd=folder, check=True, capture_output=True
    ).stdout
    chapters = [(each["start_ms"], each["duration_ms"]) for each in json.loads(sheet)["chapters"]]
    texts = {utterance["text"] for utterance in json.loads(sheet)["utterances"]}

    def encode(span: tuple[int, int]) -> None:
        import lameenc

        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_bit_rate(128)
        encoder.set_in_sample_rate(44_100)
        encoder.set_channels(2)
        encoder.set_quality(5)
        begin, end = (position * 441 // 10 * 4 for position in (span[0], sum(span)))
        encoder.encode(sound[begin:end])
        encoder.flush()

    def lame() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(encode, sorted(chapters, key=lambda span: -span[1])))

    def speak() -> None:
        for text in texts:
            subprocess.run([espeak, "-s", "112", "-w", str(folder / "text.wav"), text], check=True)

    encoding, speaking = taken(lame), taken(speak)
    least = Taken(encoding.wall + speaking.wall, encoding.processor + speaking.processor)
    print(f"  LAME alone: {encoding}; espeak-ng alone, {len(texts)} texts: {speaking}")
    print(f"  cold is {cold.over(least)} of both; at most 1.25 x")


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
"""Runs a command and prints its peak memory in MB: a process begins with the memory of the one that starts it, so that is small."""


def natural_against_system(folder: Path) -> None:
    """Compare cold exports in the natural voice and in the system voice, in turn, and measure their memory."""
    runs: dict[str, list[Taken]] = {"natural": [], "system": []}
    peaks = dict.fromkeys(runs, 0)

    def export(voice: str, cache: Path) -> None:
        command = [
            PYTHON,
            "-c",
            PEAK,
            PYTHON,
            "-m",
            "voiceguide",
            "export",
            SESSION,
            "--voice",
            voice,
            "-o",
            "voice.mp3",
        ]
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
        done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
        peaks[voice] = max(peaks[voice], int(done.stdout))

    for turn in range(TURNS):
        for voice, taken_by in runs.items():
            cache = folder / f"cache-{voice}-{turn}"
            taken_by.append(taken(lambda voice=voice, cache=cache: export(voice, cache)))
    natural, system = (min(taken_by, key=lambda each: each.wall) for taken_by in runs.values())
    print(f"cold in the natural voice: {natural}, {peaks['natural']} MB; at most 380 MB")
    print(f"  in the system voice: {system}; natural is {natural.over(system)} of that; at most 1.3 x")


def against_the_straightforward(folder: Path, cold: Taken) -> None:
    """Compare a cold export with the straightforward way, which is stopped after `ENOUGH` times the time of the export."""
    command = [PYTHON, str(HERE / "straightforward.py"), "sheet.json", "straightforward.mp3"]
    for name, flags in (("the straightforward way", []), ("the same, careful and without breaths", ["--careful"])):
        begin = time.perf_counter()
        try:
            naive = taken(
                lambda flags=flags: subprocess.run(
                    [*command, *flags], cwd=folder, check=True, capture_output=True, timeout=ENOUGH * cold.wall
                )
            )
        except subprocess.TimeoutExpired:
            print(f"  {name}: stopped after {time.perf_counter() - begin:.0f} s, more than {ENOUGH} x; at least 6 x")
        else:
            print(f"  {name}: {naive}; {naive.over(cold)} of cold" + ("" if flags else "; at least 6 x"))


def edited(folder: Path, cold: Taken, voiceguide: Callable[..., str]) -> None:
    from voiceguide.script.find import find_script

    shutil.copytree(find_script(SESSION).parent, folder / "scripts")
    name, old, new = EDITED
    script = folder / "scripts" / name
    assert old in script.read_text("utf-8")
    script.write_text(script.read_text("utf-8").replace(old, new), "utf-8")
    once = taken(lambda: voiceguide("export", f"scripts/{SESSION}.md", "-o", "edited.mp3"))
    print(f"one exercise edited: {once}; {once.over(cold)} of cold; at most 0.4 x")


def new_pace(folder: Path, voiceguide: Callable[..., str]) -> None:
    def spoken() -> set[str]:
        return {path.name for path in (folder / "cache" / "voiceguide" / "clips").iterdir()}

    before = spoken()
    paced = taken(lambda: voiceguide("export", SESSION, "--pace", "5-7", "-o", "paced.mp3"))
    print(f"a new pace: {paced}; {len(spoken() - before)} texts spoken beside the {len(before)} that were")


def memory(folder: Path) -> None:
    """Measure peak memory. The long session repeats the same chapters, which are cached, so that the benchmark is quick."""
    if not Path("/proc/self/status").exists():
        return
    for times in (1, 23):
        ran = subprocess.run(
            [PYTHON, "-c", MEMORY, str(folder), str(times)], check=True, capture_output=True, text=True
        )
        peak, minutes = ran.stdout.split()
        print(f"peak memory for {minutes} minutes: {peak} MB; at most 250")


def start() -> None:
    def run(*arguments: str) -> None:
        subprocess.run([PYTHON, *arguments], check=True, capture_output=True)

    pairs = [
        (taken(lambda: run("-m", "voiceguide", "--help")), taken(lambda: run("-c", "import typer"))) for _ in range(9)
    ]
    ratio = median(ours.processor / theirs.processor for ours, theirs in pairs)
    print(f"voiceguide --help: {ratio:.2f} x importing typer alone; at most 1.5 x")


if __name__ == "__main__":
    main()

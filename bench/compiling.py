"""Measures how long compiling takes: the back session with measured clips, and sessions of up to 400 exercises.

make bench, or: python bench/compiling.py
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

RUNS = 7
TARGET_MS = 60


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median processor time of a call in ms, which other programs on the machine hardly change."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)


def main() -> None:
    session = load(find_script("back-mobility"))
    with TemporaryDirectory() as folder:
        clips = ClipCache(SystemEngine(), Path(folder))
        compile_session(session, Options(), clips.measure)
        warm = milliseconds(
            lambda: compile_session(session, Options(), ClipCache(SystemEngine(), Path(folder)).measure)
        )
    print(f"compiling back-mobility, clips measured before: {warm:.0f} ms (at most {TARGET_MS})")
    per_exercise: list[float] = []
    for count in (20, 100, 400):
        items = (session.items * (count // len(session.items) + 1))[:count]
        grown = replace(session, items=items)
        per_exercise.append(
            milliseconds(lambda grown=grown: compile_session(grown, Options(), measure_by_words), 3) / count
        )
        print(
            f"compiling {count:5} exercises: {per_exercise[-1]:.2f} ms an exercise, {per_exercise[-1] / per_exercise[0]:.2f} x that of 20"
        )


if __name__ == "__main__":
    main()

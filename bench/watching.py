"""Measures the time from saving a script to hearing what changed, with the natural voice and PulseAudio.

    python bench/watching.py

It needs pulseaudio, pulseaudio-utils and libasound2-plugins. Words are told from the tick that confirms a save by their length.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from playing import RATE, Machine

SAVES = 10
TARGET_S = 1.0
LOUD = 0.02
"""Of full scale: words are louder, the floor noise is softer."""
WORDS_S = 0.25
"""Sound that lasts longer is words, not a tick."""
SCRIPT = "# Lift\n\n## Set up\nLift your {} arm as high as you like.\n- Wait 300s\n\n## Breathe 10 breaths\n"
ARMS = ("left", "right", "lower", "upper", "heavy", "light", "other", "first", "second", "third", "loose")


def seconds_to_words(recorder: subprocess.Popen[bytes]) -> float:
    """The seconds of sound that are read until words begin."""
    assert recorder.stdout
    heard, begin, last = 0, None, 0
    step = RATE // 100
    while heard < 20 * RATE:
        block = np.frombuffer(recorder.stdout.read(2 * step), np.int16) / 32768
        if np.abs(block).max() > LOUD:
            begin, last = heard if begin is None or heard - last > RATE // 5 else begin, heard
            if last - begin > WORDS_S * RATE:
                return begin / RATE
        heard += step
    raise AssertionError("no words were heard")


def until_quiet(recorder: subprocess.Popen[bytes], seconds: float = 1.0) -> None:
    assert recorder.stdout
    quiet = 0
    while quiet < seconds * RATE:
        block = np.frombuffer(recorder.stdout.read(2 * RATE // 100), np.int16) / 32768
        quiet = quiet + len(block) if np.abs(block).max() < LOUD else 0


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="vg") as folder:
        machine = Machine(Path(folder))
        script = machine.home / "lift.md"
        script.write_text(SCRIPT.format(ARMS[0]))
        how = ["--raw", "--format=s16le", "--channels=1", f"--rate={RATE}", "--latency-msec=10"]
        try:
            recorder = subprocess.Popen(
                ["parec", "-d", "unheard.monitor", *how], env=machine.environment, stdout=subprocess.PIPE
            )
            command = [sys.executable, "-m", "voiceguide", "play", f"{script}:4", "--watch"]
            player = subprocess.Popen(command, env=machine.environment, stdin=subprocess.DEVNULL)
            seconds_to_words(recorder)
            found = []
            for arm in ARMS[1 : SAVES + 1]:
                until_quiet(recorder)
                new = script.with_suffix(".new")
                new.write_text(SCRIPT.format(arm))
                new.replace(script)
                began = time.monotonic()
                found.append(seconds_to_words(recorder))
                assert time.monotonic() - began < 20
            print(f"from save to words: {statistics.median(found):.2f} s, the median of {SAVES} (target {TARGET_S} s)")
            print("each:", *(f"{seconds:.2f}" for seconds in found))
        finally:
            for process in (player, recorder, machine.server):
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()

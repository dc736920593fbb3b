"""A program that the tests of the screen start on a terminal: `showing.py SCENE`; it prints how it ended to stdout.

`breath` breathes in real time until it is stopped, `odd` shows a title of odd characters, `paused` a pause with a remark,
`end`, `fail` and `exit` end after the first frames, `burst` shows as often as it can for a second, `behind` is `end` in
the background.
"""

# ruff: noqa: T201

import math
import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext

from positions import STRETCH, breaths, cue, playback
from rich.console import Console

from voiceguide.cli.console import accessible
from voiceguide.playback.keys import open_keys
from voiceguide.playback.playable import PlaybackPosition
from voiceguide.playback.screen import Screen
from voiceguide.timeline.model import Chapter

LONG = Chapter("Seated side stretch", "x", 600_000, breaths(59, side="left"), (cue("Inhale, bend right.", 0, 1500, 0),))
ODD = Chapter("猫のポーズ 🧘\x1b[2J\x07 שלום\u202e\nabc", "x", 60_000, breaths(3))


def position_in(scene: str, elapsed: int) -> PlaybackPosition:
    if scene == "odd":
        return playback(1000, chapters=(ODD,), number=0)
    if scene == "paused":
        return playback(12_000, paused=True, remark="The sound device stopped working; trying again.")
    if scene == "next" and elapsed > 500:
        return playback(0, number=2)
    if scene in ("next", "still"):
        return playback(12_000, chapters=(STRETCH, STRETCH, STRETCH))
    return playback(elapsed, chapters=(LONG,), number=0)


def show(scene: str, screen: Screen) -> tuple[int, float]:
    """Show a scene until it ends, which most do not: returns how often, and in how many seconds."""
    started, count = time.monotonic(), 0
    while True:
        elapsed = time.monotonic() - started
        screen.show(position_in(scene, round(elapsed * 1000)))
        count += 1
        if elapsed > {"end": 0.5, "burst": 1}.get(scene, math.inf):
            return count, elapsed
        if elapsed > 0.5 and scene == "fail":
            raise ValueError("on purpose")
        if elapsed > 0.5 and scene == "exit":
            sys.exit("leaving")
        if scene != "burst":
            time.sleep(0.05)


def main(scene: str) -> None:
    if scene == "behind":
        subprocess.run([sys.executable, __file__, "end"], stdin=subprocess.DEVNULL, process_group=0, check=True)
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ending = "ended"
    try:
        keys = open_keys(sys.stdin)
        with Screen(Console(stderr=True, highlight=False), keys, plain=accessible()) as screen, keys or nullcontext():
            print("shown", *show(scene, screen), flush=True)
    except KeyboardInterrupt:
        ending = "interrupted"
    except ValueError:
        ending = "failed"
    print(ending, os.getpid(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

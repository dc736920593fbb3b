"""Measures the time from the command to the first sound, warm and cold, for short and very long sessions, with PulseAudio.

    python bench/playing.py

It needs pulseaudio, pulseaudio-utils and libasound2-plugins. The time is compared with that of a Python program that only opens
the same speakers and plays a tone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RATE = 44_100
RUNS = 3
HOURS = 8
BREATHE = "---\nposition: seated\n---\n# Breathe {0}\n\n## Breathe 10 min\nThese are ten minutes, number {0}.\n"
BARE = (
    "import numpy as np, time\n"
    "from voiceguide.playback.speakers import open_speakers\n"
    "with open_speakers('miniaudio') as s:\n"
    "    s.write(np.full((44_100, 2), 0.1, np.float32)); time.sleep(2)\n"
)


class Machine:
    """A home folder and a sound server for the benchmark alone."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        (folder / ".asoundrc").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
        names = ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH")
        self.environment = {**dict.fromkeys(names, str(folder)), "PATH": os.environ["PATH"]}
        modules = ("-L", "module-native-protocol-unix", "-L", f"module-null-sink sink_name=unheard rate={RATE}")
        command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--use-pid-file=no", *modules]
        self.server = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)
        while subprocess.run(["pactl", "info"], env=self.environment, capture_output=True).returncode:
            time.sleep(0.05)

    def seconds_to_sound(self, command: list[str]) -> float:
        """The seconds from the command to the first sound at the device."""
        how = ["--raw", "--format=s16le", "--channels=1", f"--rate={RATE}", "--latency-msec=10"]
        recorder = subprocess.Popen(
            ["parec", "-d", "unheard.monitor", *how], env=self.environment, stdout=subprocess.PIPE
        )
        assert recorder.stdout
        os.read(recorder.stdout.fileno(), 4096)
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        begin = time.monotonic()
        player = subprocess.Popen(command, env=self.environment, **quiet)
        while not any(os.read(recorder.stdout.fileno(), 4096)):
            assert time.monotonic() - begin < 60, f"nothing was heard of {command}"
        heard = time.monotonic() - begin
        player.terminate()
        player.wait()
        recorder.terminate()
        recorder.wait()
        return heard


def best(machine: Machine, command: list[str], *, cold: bool = False) -> float:
    found = []
    for _ in range(RUNS):
        if cold:
            shutil.rmtree(machine.home / ".cache", ignore_errors=True)
        found.append(machine.seconds_to_sound(command))
    return min(found)


def eight_hours(folder: Path) -> Path:
    """A session of eight hours in which every exercise has different words."""
    folder.mkdir()
    names = [f"breathe-{number}.md" for number in range(1, HOURS * 6 + 1)]
    for number, name in enumerate(names, 1):
        (folder / name).write_text(BREATHE.format(number), "utf-8")
    session = folder / "long.md"
    links = "".join(f"{number}. [Breathe]({name})\n" for number, name in enumerate(names, 1))
    session.write_text(f"# Long\n\n{links}", "utf-8")
    return session


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="vg") as folder:
        machine = Machine(Path(folder))
        try:
            long = eight_hours(machine.home / "scripts")
            play = [sys.executable, "-m", "voiceguide", "play"]
            bare = best(machine, [sys.executable, "-c", BARE])
            whole = [sys.executable, "-m", "voiceguide", "plan", "back-mobility"]
            subprocess.run(
                whole, env=machine.environment, stdout=subprocess.DEVNULL, check=True
            )  # so that all clips are cached
            print(f"a bare tone through the same speakers: {bare:.2f} s")
            for name, script, cold in (
                ("back-mobility, warm", "back-mobility", False),
                ("back-mobility, cold", "back-mobility", True),
                ("eight hours, cold", str(long), True),
            ):
                seconds = best(machine, [*play, script], cold=cold)
                target = 1.2 if cold else 0.8
                print(f"{name:22} {seconds:.2f} s to the first sound (target {target} s), {seconds / bare:.1f} x bare")
        finally:
            machine.server.terminate()
            machine.server.wait()


if __name__ == "__main__":
    main()

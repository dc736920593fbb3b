"""A PulseAudio of the tests' own, whose sink is only recorded."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from skips import why_missing

from voiceguide.units import SAMPLE_RATE

PLAYING = Path(__file__).with_name("playing.py")
SPEAKERS = ("simpleaudio", "miniaudio")
PROGRAMS = ("pulseaudio", "pactl", "parec")
ALSA_PLUGIN = "libasound_module_pcm_pulse.so"
HAS_ALSA_PLUGIN = "apt-get install libasound2-plugins"


class Pulse:
    """A running PulseAudio; `environment` leads to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        home = str(folder)
        self.environment = {
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "PULSE_RUNTIME_PATH": home,
            "PATH": os.environ["PATH"],
        }
        (folder / ".asoundrc").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
        self.start()

    def start(self, sink: str = f"module-null-sink sink_name=unheard rate={SAMPLE_RATE}") -> None:
        modules = ("module-native-protocol-unix", *([sink] if sink else []))
        loading = [word for module in modules for word in ("-L", module)]
        command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--use-pid-file=no", *loading]
        self.server = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)
        wait_until(lambda: subprocess.run(["pactl", "info"], env=self.environment, capture_output=True).returncode == 0)

    def add_sink(self, name: str, description: str) -> None:
        """Add a device."""
        settings = (f"sink_name={name}", f"sink_properties=device.description={description}", f"rate={SAMPLE_RATE}")
        self.control("load-module", "module-null-sink", *settings)

    def control(self, *words: str) -> str:
        """What pactl says to some words."""
        done = subprocess.run(["pactl", *words], env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout.strip()


class SinkRecorder:
    """Records a PulseAudio's sink: `heard()` is what came since `rewind()`, mono, in [-1, 1].

    `came` has the times of the monotonic clock at which so many bytes were recorded.
    """

    def __init__(self, pulse: Pulse, sink: str = "unheard") -> None:
        how = ("--raw", "--format=s16le", "--channels=1", f"--rate={SAMPLE_RATE}", "--latency-msec=10")
        command = ["parec", "-d", f"{sink}.monitor", *how]
        self._recorder = subprocess.Popen(command, env=pulse.environment, stdout=subprocess.PIPE)
        self._recorded = bytearray()
        self._begin = 0
        self.came: list[tuple[float, int]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        wait_until(lambda: bool(self._recorded))

    def _read(self) -> None:
        while some := os.read(self._recorder.stdout.fileno(), 65536):
            self._recorded += some
            self.came.append((time.monotonic(), len(self._recorded)))

    def rewind(self) -> None:
        self._begin = len(self._recorded)

    def heard(self) -> NDArray[np.float64]:
        return np.frombuffer(bytes(self._recorded[self._begin :]), np.int16) / 32768

    def close(self) -> None:
        self._recorder.terminate()
        self._reader.join()
        self._recorder.wait()
        self._recorder.stdout.close()


def start_playing(*words: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, PLAYING, *words], env=environment, text=True, **pipes)


def wait_until(true: Callable[[], bool], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"Waited {seconds} s in vain"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def start_pulse() -> Iterator[Callable[[], Pulse]]:
    """Starts a PulseAudio with each call, and ends them all after the tests."""
    plugins = Path("/usr/lib").rglob(ALSA_PLUGIN)
    if reason := why_missing(*PROGRAMS) or ("" if any(plugins) else f"{ALSA_PLUGIN} is missing: {HAS_ALSA_PLUGIN}"):
        pytest.skip(reason)
    running: list[Pulse] = []
    folders: list[str] = []

    def start() -> Pulse:
        folders.append(tempfile.mkdtemp(prefix="vg"))  # pytest's own folders have paths too long for a socket
        running.append(Pulse(Path(folders[-1])))
        return running[-1]

    yield start
    for pulse in running:
        pulse.server.terminate()
        pulse.server.wait()
    for folder in folders:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def pulse(start_pulse: Callable[[], Pulse]) -> Pulse:
    return start_pulse()


@pytest.fixture(scope="session")
def heard_after(start_pulse: Callable[[], Pulse]) -> Iterator[Callable[[str, str, int], NDArray[np.float64]]]:
    """The sound of `playing.py SPEAKERS SCENE`, played to its end. Both speakers play at once, each on a server of its own.

    A scene is played once for each attempt: on a busy machine sound may be late.
    """
    pulses = {name: start_pulse() for name in SPEAKERS}
    recorders = {name: SinkRecorder(pulse) for name, pulse in pulses.items()}

    @cache
    def play(scene: str, attempt: int) -> dict[str, NDArray[np.float64]]:
        for recorder in recorders.values():
            recorder.rewind()
        players = {name: start_playing(name, scene, environment=pulse.environment) for name, pulse in pulses.items()}
        for name, player in players.items():
            out, err = player.communicate(timeout=30)
            assert (out.splitlines()[-1:], err) == ([f"{name} finished"], "")
        return {name: recorder.heard() for name, recorder in recorders.items()}

    yield lambda name, scene, attempt: play(scene, attempt)[name]
    for recorder in recorders.values():
        recorder.close()


@pytest.fixture
def playing() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `playing.py` with some words, in an environment."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: str, environment: dict[str, str]) -> subprocess.Popen[str]:
        started.append(start_playing(*words, environment=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()

"""What a device can do while words are played, and a program that plays them through it."""

import json
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from conftest import Pulse, SinkRecorder
from heard_words import LOUD, SILENT, PacedReader
from playing_words import EACH_MS
from terminals import Terminal

from voiceguide.units import SAMPLE_RATE

PLAYING = Path(__file__).with_name("playing_words.py")
PLACE = re.compile(rb"(\d+) of \d+")
SEEKING = (",", ".", "\x1b[C", "\x1b[D", "3", "r", "?", "+", "x")
"""Keys that ask for something which is answered aloud."""


class Player:
    """A player on a terminal: what it told so far, and when its screen showed what."""

    def __init__(self, name: str, pulse: Pulse, **options: object) -> None:
        command = [sys.executable, str(PLAYING), name, json.dumps(options)]
        self.terminal = Terminal(command, **pulse.environment)
        self.process = self.terminal.process
        self.told: list[dict] = []
        self.leaked = 0
        self.noise_s = 0.0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.told.append(json.loads(line))

    def wait(self, elapsed: int, seconds: float = 30) -> None:
        """Wait until the screen is so far."""
        until = time.monotonic() + seconds
        while not (self.told and self.told[-1]["elapsed"] >= elapsed):
            assert time.monotonic() < until, (self.told[-3:], self.terminal.sent[-2000:])
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.terminal.type(key.encode())
            time.sleep(0.1 if len(keys) > 1 else 0)

    def end(self, seconds: float = 90) -> dict:
        """What was told last."""
        try:
            self.process.wait(seconds)
        finally:
            self.process.kill()
            self._reader.join(10)
            time.sleep(0.1)
            self.terminal.close_window()
            self.terminal.close()
        assert b"Traceback" not in self.terminal.sent, self.terminal.sent
        return self.told.pop()

    def shown(self) -> list[tuple[float, int]]:
        """When the screen began to show which rep."""
        times, lengths = np.array(self.terminal.came).T
        found = PLACE.finditer(self.terminal.sent)
        return [(float(times[np.searchsorted(lengths, each.end())]), int(each[1])) for each in found]


@dataclass(frozen=True)
class Fault:
    """What happens to a device.

    Attributes:
        act: makes it happen while something is played.
        goes_on: whether the session goes on as if nothing was.
        short: whether it does with miniaudio, which waits for a device so long; else the player tells where the session is.
        pace: how fast the device plays.
        sink: the device, as PulseAudio is told of it.
        moves: whether the sound is moved, while it goes on, to a device that was not opened for it.
        options: how the session is played.
    """

    act: Callable[[Pulse, Player, list], None]
    goes_on: bool = False
    short: bool = False
    pace: float = 1.0
    sink: str = ""
    moves: bool = False
    options: dict[str, object] = field(default_factory=dict)

    def begun(self, pulse: Pulse) -> SinkRecorder | PacedReader:
        """A server with this device, and a recorder of it."""
        if self.sink or self.pace != 1.0:
            pulse.server.terminate()
            pulse.server.wait()
            pulse.start(self.sink or PIPE.format(pulse.folder))
        return SinkRecorder(pulse) if self.pace == 1.0 else PacedReader(pulse, self.pace)


def nothing(pulse, player, recorders):
    """The device does what it should."""


def stall(*lengths):
    """The sink is suspended in the middle of a word, for so many seconds, one after the other."""

    def act(pulse, player, recorders):
        for at, length in enumerate(lengths):
            player.wait(EACH_MS * (2 + at) + 150)
            pulse.control("suspend-sink", "unheard", "1")
            time.sleep(length)
            pulse.control("suspend-sink", "unheard", "0")
            time.sleep(0.5)

    return act


def sink_removed(pulse, player, recorders):
    """The only sink goes, and another one comes."""
    player.wait(EACH_MS * 3 + 1000)
    module = next(line.split()[0] for line in pulse.control("list", "short", "modules").splitlines() if "null" in line)
    pulse.control("unload-module", module)
    time.sleep(1)
    pulse.add_sink("later", "Later")
    recorders.append(SinkRecorder(pulse, "later"))


def server_killed(pulse, player, recorders):
    player.wait(EACH_MS * 3 + 1000)
    pulse.server.kill()
    pulse.server.wait()
    time.sleep(1)
    pulse.start()
    recorders.append(SinkRecorder(pulse))


def default_changed(pulse, player, recorders):
    """The listener chooses another device."""
    pulse.control("set-default-source", "unheard.monitor")  # else the recorder would be moved along
    pulse.add_sink("other", "Other")
    recorders.append(SinkRecorder(pulse, "other"))
    player.wait(EACH_MS * 3 + 1000)
    pulse.control("set-default-sink", "other")


def _lose_headphones(pulse, player, recorders):
    """Headphones are put on, and their sink goes in the middle of a word: the server moves the sound to the other one."""
    pulse.control("set-default-source", "unheard.monitor")
    module = pulse.control("load-module", "module-null-sink", "sink_name=phones", f"rate={SAMPLE_RATE}")
    recorders.append(SinkRecorder(pulse, "phones"))
    player.wait(EACH_MS * 2 + 1000)  # between two words
    pulse.control("set-default-sink", "phones")
    player.wait(EACH_MS * 4 + 150)
    before = len(recorders[0].heard())
    pulse.control("unload-module", module)
    recorders[-1].close()  # else the server would move it, too
    return before


def headphones_gone(pulse, player, recorders):
    """Keys are pressed that would be answered, and later space."""
    before = _lose_headphones(pulse, player, recorders)
    time.sleep(2)
    player.press(*SEEKING)
    time.sleep(2)
    player.leaked = int((np.abs(recorders[0].heard()[before:]) > LOUD).sum())
    player.press(" ")


def headphones_gone_and_kept(pulse, player, recorders):
    _lose_headphones(pulse, player, recorders)


def put_to_sleep(pulse, player, recorders):
    player.wait(EACH_MS * 3 + 1000)
    player.process.send_signal(signal.SIGSTOP)
    time.sleep(4)
    player.process.send_signal(signal.SIGCONT)


LET_GO_AFTER_S = 3.0


def long_pause(pulse, player, recorders):
    """A pause that lasts longer than noise keeps the device; then space is pressed."""
    player.wait(EACH_MS * 3 + 1000)
    player.press(" ")
    used = time.monotonic()
    until = used + 20
    while time.monotonic() < used + 0.5:  # between two pieces, simpleaudio has no stream for a moment
        assert time.monotonic() < until
        used = time.monotonic() if pulse.control("list", "short", "sink-inputs") else used
        time.sleep(0.05)
    heard = np.abs(recorders[0].heard())
    player.noise_s = float(np.flatnonzero(heard > SILENT)[-1] - np.flatnonzero(heard > LOUD)[-1]) / SAMPLE_RATE
    time.sleep(1)
    player.press(" ")


NULL = "module-null-sink sink_name=unheard rate={} channels={}"
PIPE = f"module-pipe-sink sink_name=unheard file={{}}/pipe format=s16le rate={SAMPLE_RATE} channels=2"

FAULTS = {
    "none": Fault(nothing, goes_on=True),
    "stall of 1.2 s": Fault(stall(1.2), short=True),
    "stall of 3 s": Fault(stall(3)),
    "stall of 14 s": Fault(stall(14)),
    "six stalls": Fault(stall(*[1.2] * 6), short=True),
    "2 % slow": Fault(nothing, goes_on=True, pace=0.98),
    "2 % fast": Fault(nothing, goes_on=True, pace=1.02),
    "sink removed": Fault(sink_removed),
    "server killed": Fault(server_killed),
    "default changed": Fault(default_changed, goes_on=True, moves=True),
    "headphones gone": Fault(headphones_gone, moves=True),
    "headphones gone, and kept playing": Fault(
        headphones_gone_and_kept, goes_on=True, moves=True, options={"keep_playing": True}
    ),
    "48 000 Hz": Fault(nothing, goes_on=True, sink=NULL.format(48_000, 2)),
    "mono": Fault(nothing, goes_on=True, sink=NULL.format(SAMPLE_RATE, 1)),
    "put to sleep": Fault(put_to_sleep),
    "long pause": Fault(long_pause, options={"let_go_after": LET_GO_AFTER_S}),
}

"""What a device can do while a session plays, tried with a real PulseAudio for both kinds of speakers, and recorded.

Every fault is played once, several side by side. Each word has a pitch of its own; so what was recorded tells which words
were heard, whether they were whole, and when.
"""

import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from conftest import SPEAKERS, Pulse, SinkRecorder
from playing_words import EACH_MS, FIRST_HZ, STEP_HZ, WHERE_HZ, WORD_MS, WORDS

from voiceguide.units import SAMPLE_RATE

pytestmark = pytest.mark.slow

PLAYING = Path(__file__).with_name("playing_words.py")
AT_ONCE = 7
WHERE = -1
F_SETPIPE_SZ = 1031
HOP = 441
WINDOW = 882
LOUD = 0.05
WHOLE_MS = (270, 345)
"""How long a word is heard: where it begins or ends inside a window, or two pieces of sound meet, it seems a little longer or shorter."""


@dataclass(frozen=True)
class Word:
    """A word that was heard: its number, when it began by the monotonic clock, and how long it was."""

    number: int
    at: float
    ms: float


class Player:
    """A player, and what it printed so far."""

    def __init__(self, name: str, pulse: Pulse) -> None:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        self.process = subprocess.Popen([sys.executable, PLAYING, name], env=pulse.environment, text=True, **pipes)
        self.told = []
        self.leaked = 0
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.told.append(json.loads(line))

    def wait(self, elapsed: int, seconds: float = 30) -> None:
        """Wait until the screen is so far."""
        until = time.monotonic() + seconds
        while not (self.told and self.told[-1]["elapsed"] >= elapsed):
            assert time.monotonic() < until, self.told[-3:]
            time.sleep(0.02)

    def press(self, key: str) -> None:
        self.process.stdin.write(key)
        self.process.stdin.flush()

    def end(self, seconds: float = 90) -> dict:
        try:
            self.process.wait(seconds)
        finally:
            self.process.kill()
            self._reader.join(10)
        assert self.process.stderr.read() == ""
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.stderr.close()
        return self.told[-1]


class PacedReader:
    """Reads a pipe sink, whose pace is that of its reader: a device that is a little slow or fast."""

    def __init__(self, pulse: Pulse, pace: float) -> None:
        self._pipe = os.open(pulse.folder / "pipe", os.O_RDONLY)
        fcntl.fcntl(self._pipe, F_SETPIPE_SZ, 1 << 14)  # 93 ms of sound, instead of 370
        self._pace = pace
        self._recorded = bytearray()
        self.came = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        begun = time.monotonic()
        while not self._stop.wait(0.01):
            due = int((time.monotonic() - begun) * SAMPLE_RATE * self._pace) * 4 - len(self._recorded)
            if due > 0 and select.select([self._pipe], [], [], 0.1)[0]:
                self._recorded += os.read(self._pipe, due)
                self.came.append((time.monotonic(), len(self._recorded) // 2))

    def heard(self):
        whole = len(self._recorded) // 4 * 4
        return np.frombuffer(bytes(self._recorded[:whole]), np.int16).reshape(-1, 2)[:, 0] / 32768

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        os.close(self._pipe)


def words_of(recorder) -> list[Word]:
    """The words in a recording."""
    heard = recorder.heard()
    frames = np.lib.stride_tricks.sliding_window_view(heard, WINDOW)[::HOP] if len(heard) >= WINDOW else []
    numbers = [_number(frame) for frame in frames]
    times, lengths = np.array(recorder.came).T
    found, begin = [], 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[begin]:
            if numbers[begin] is not None:
                first, count = begin * HOP + WINDOW // 2, at - begin
                when = times[min(np.searchsorted(lengths, first * 2), len(times) - 1)]
                found.append(Word(numbers[begin], float(when), count * HOP * 1000 / SAMPLE_RATE))
            begin = at
    return _joined(found)


def _number(frame) -> int | None:
    if np.abs(frame).max() < LOUD:
        return None
    spectrum = np.abs(np.fft.rfft(frame * np.hanning(len(frame)), 8192))
    hz = np.argmax(spectrum) * SAMPLE_RATE / 8192
    return WHERE if hz > WHERE_HZ - STEP_HZ else round((hz - FIRST_HZ) / STEP_HZ)


def _joined(found: list[Word]) -> list[Word]:
    """Words without splinters: a window at the edge of a word may have any pitch, and simpleaudio may join two pieces in it."""
    whole: list[Word] = []
    for each in found:
        if whole and whole[-1].number == each.number and each.at - whole[-1].at < 2 * WORD_MS / 1000:
            whole[-1] = Word(each.number, whole[-1].at, whole[-1].ms + each.ms)
        elif each.ms > 2 * HOP * 1000 / SAMPLE_RATE:
            whole.append(each)
    return whole


NULL = "module-null-sink sink_name=unheard rate={} channels={}"


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


def nothing(pulse, player, recorders):
    """The device does what it should."""


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


def headphones_gone(pulse, player, recorders):
    """Their sink goes in the middle of a word, and the server moves the sound to the other one. Later, space is pressed."""
    pulse.control("set-default-source", "unheard.monitor")
    module = pulse.control("load-module", "module-null-sink", "sink_name=phones", f"rate={SAMPLE_RATE}")
    recorders.append(SinkRecorder(pulse, "phones"))
    player.wait(EACH_MS * 2 + 1000)  # between two words
    pulse.control("set-default-sink", "phones")
    player.wait(EACH_MS * 4 + 150)
    before = len(recorders[0].heard())
    pulse.control("unload-module", module)
    recorders[-1].close()  # else the server would move it, too
    time.sleep(4)
    player.leaked = int((np.abs(recorders[0].heard()[before:]) > LOUD).sum())
    player.press(" ")


def put_to_sleep(pulse, player, recorders):
    player.wait(EACH_MS * 3 + 1000)
    player.process.send_signal(signal.SIGSTOP)
    time.sleep(4)
    player.process.send_signal(signal.SIGCONT)


def pipe(pulse):
    return f"module-pipe-sink sink_name=unheard file={pulse.folder}/pipe format=s16le rate={SAMPLE_RATE} channels=2"


FAULTS = {
    "none": (nothing, 1.0),
    "stall of 1.2 s": (stall(1.2), 1.0),
    "stall of 3 s": (stall(3), 1.0),
    "stall of 14 s": (stall(14), 1.0),
    "six stalls": (stall(*[1.2] * 6), 1.0),
    "2 % slow": (nothing, 0.98),
    "2 % fast": (nothing, 1.02),
    "sink removed": (sink_removed, 1.0),
    "server killed": (server_killed, 1.0),
    "default changed": (default_changed, 1.0),
    "headphones gone": (headphones_gone, 1.0),
    "48 000 Hz": (nothing, 1.0),
    "mono": (nothing, 1.0),
    "put to sleep": (put_to_sleep, 1.0),
}
SINKS = {"48 000 Hz": NULL.format(48_000, 2), "mono": NULL.format(SAMPLE_RATE, 1)}
GOES_ON = {"none", "2 % slow", "2 % fast", "default changed", "48 000 Hz", "mono"}
SHORT = {"stall of 1.2 s", "six stalls"}
"""With the first, either kind of speakers plays on as if nothing was; miniaudio with the second, too. Else the player tells
where the session is, and begins the rep again."""


@dataclass(frozen=True)
class Result:
    words: list[Word]
    told: list[dict]
    last: dict
    leaked: int


def played(name: str, fault: str, start_pulse) -> Result:
    act, pace = FAULTS[fault]
    pulse = start_pulse()
    if pace != 1.0 or fault in SINKS:
        pulse.server.terminate()
        pulse.server.wait()
        pulse.start(SINKS.get(fault) or pipe(pulse))
    recorders = [SinkRecorder(pulse) if pace == 1.0 else PacedReader(pulse, pace)]
    player = Player(name, pulse)
    try:
        player.wait(1)
        act(pulse, player, recorders)
        last = player.end()
    finally:
        player.process.kill()
        for recorder in recorders:
            recorder.close()
    words = sorted((word for recorder in recorders for word in words_of(recorder)), key=lambda word: word.at)
    return Result(words, player.told[:-1], last, player.leaked)


@pytest.fixture(scope="module")
def result(start_pulse):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = {(name, fault): pool.submit(played, name, fault, start_pulse) for name in SPEAKERS for fault in FAULTS}
        yield lambda name, fault: asked[name, fault].result(400)


BOTH = pytest.mark.parametrize("name", SPEAKERS)
ALL = pytest.mark.parametrize("fault", FAULTS)


def runs(words: list[Word]) -> list[list[Word]]:
    """The words, apart wherever it was told where the session is."""
    found: list[list[Word]] = [[]]
    for word in words:
        if word.number == WHERE:
            found.append([])
        else:
            found[-1].append(word)
    return found


@ALL
@BOTH
def test_every_word_is_heard_whole_and_in_its_order(name, fault, result):
    heard = runs(result(name, fault).words)
    if fault in GOES_ON or (name == "miniaudio" and fault in SHORT):
        assert len(heard) == 1, heard
    whole: list[int] = []
    for run, follows in zip(heard, [*heard[1:], None], strict=True):
        numbers = [word.number for word in run]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True, heard
        cut = run[-1:] if follows is not None else []  # the word in which the device went is said again
        assert all(WHOLE_MS[0] <= word.ms <= WHOLE_MS[1] for word in run if word not in cut), run
        if numbers:
            assert numbers[0] <= (whole[-1] + 1 if whole else 0), heard
            whole += [word.number for word in run if word.ms >= WHOLE_MS[0]]
    assert sorted(set(whole)) == list(range(WORDS)), heard


@ALL
@BOTH
def test_the_place_agrees_with_what_is_heard_and_nothing_is_counted_that_was_not(name, fault, result):
    told = result(name, fault)
    assert told.last["ending"] == "finished"
    assert told.last["elapsed"] == pytest.approx(WORDS * EACH_MS, abs=300)
    again = EACH_MS * (len(runs(told.words)) - 1)
    assert WORDS * EACH_MS - 300 <= told.last["heard"] <= WORDS * EACH_MS + again + 300
    stands_still = name == "simpleaudio" and "stall" in fault
    times = np.array([each["at"] for each in told.told])
    for word in told.words if not stands_still else runs(told.words)[-1]:
        if word.number != WHERE and word.ms >= WHOLE_MS[0]:
            screen = told.told[int(np.argmin(np.abs(times - word.at)))]
            assert screen["elapsed"] == pytest.approx(word.number * EACH_MS, abs=300), word


@BOTH
def test_headphones_that_are_gone_pause_the_session_and_nothing_is_said_aloud(name, result):
    told = result(name, "headphones gone")
    assert told.leaked < 0.1 * SAMPLE_RATE
    paused = [each for each in told.told if each["paused"]]
    assert paused[-1]["remark"].endswith("is gone. Space goes on through the device that is there now.")
    assert paused[-1]["at"] - paused[0]["at"] > 2
    assert len(runs(told.words)) == 2
    assert told.told[-1]["remark"] is None


@BOTH
def test_each_word_is_within_20_ms_of_the_sheet_while_nothing_is_wrong(name, result):
    for fault in ("none", "48 000 Hz", "mono"):
        words = result(name, fault).words
        errors = [(word.at - words[0].at) * 1000 - word.number * EACH_MS for word in words]
        if max(map(abs, errors)) < 20:
            return
    raise AssertionError(errors)

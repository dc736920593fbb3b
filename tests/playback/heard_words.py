"""The words of `playing_words.py` in what was recorded of a device: which were heard, when, whether whole, and how long the
sound went on after them."""

import fcntl
import os
import select
import threading
import time
from dataclasses import dataclass, replace

import numpy as np
from conftest import Pulse
from playing_words import EACH_MS, FIRST_HZ, STEP_HZ, WHERE_HZ, WORD_MS

from voiceguide.units import SAMPLE_RATE

WHERE = -1
F_SETPIPE_SZ = 1031
HOP = 441
WINDOW = 882
LOUD = 0.05
SILENT = 1.5 / 32768
SESSION = 10 ** (-47 / 20)
"""The session has more noise than this, and what keeps headphones awake has less."""

SILENCE_S = 0.5
"""Less is no silence in which headphones may fall asleep."""

HOLE_S = 0.3
"""simpleaudio is silent for less between two pieces."""

WHOLE_MS = (270, 345)
"""How long a word is heard: where it begins or ends inside a window, or two pieces of sound meet, it seems a little longer or shorter."""


@dataclass(frozen=True)
class Word:
    """A word that was heard: its number, when it began by the monotonic clock, how long it was, and how long after its
    beginning the session went on without a hole."""

    number: int
    at: float
    ms: float
    until_ms: float = 0.0

    @property
    def is_whole(self) -> bool:
        return WHOLE_MS[0] <= self.ms <= WHOLE_MS[1]

    @property
    def cut_at(self) -> float:
        """The place in the session at which its sound ended that has this word in it, in milliseconds."""
        return self.number * EACH_MS + self.until_ms


class PacedReader:
    """Reads a pipe sink, whose pace is that of its reader: a device that is a little slow or fast."""

    def __init__(self, pulse: Pulse, pace: float) -> None:
        self._pipe = os.open(pulse.folder / "pipe", os.O_RDONLY)
        fcntl.fcntl(self._pipe, F_SETPIPE_SZ, 1 << 14)  # 93 ms of sound, instead of 370
        self._pace = pace
        self._recorded = bytearray()
        self.came = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
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
    levels = np.sqrt([np.mean(frame**2) for frame in frames])
    ends = np.array([end * HOP for _, end in spans(levels > SESSION, HOLE_S * SAMPLE_RATE / HOP)])
    found, begin = [], 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[begin]:
            if numbers[begin] is not None:
                first, count = begin * HOP + WINDOW // 2, at - begin
                when = times[min(np.searchsorted(lengths, first * 2), len(times) - 1)]
                until = (ends[np.searchsorted(ends, first)] - first) * 1000 / SAMPLE_RATE
                found.append(Word(numbers[begin], float(when), count * HOP * 1000 / SAMPLE_RATE, float(until)))
            begin = at
    return joined(found)


def _number(frame) -> int | None:
    if np.abs(frame).max() < LOUD:
        return None
    spectrum = np.abs(np.fft.rfft(frame * np.hanning(len(frame)), 8192))
    hz = np.argmax(spectrum) * SAMPLE_RATE / 8192
    return WHERE if hz > WHERE_HZ - STEP_HZ else round((hz - FIRST_HZ) / STEP_HZ)


def joined(found: list[Word]) -> list[Word]:
    """Words without splinters: a window at the edge of a word may have any pitch, and simpleaudio may join two pieces in it."""
    whole: list[Word] = []
    for each in found:
        if whole and whole[-1].number == each.number and each.at - whole[-1].at < 2 * WORD_MS / 1000:
            whole[-1] = Word(each.number, whole[-1].at, whole[-1].ms + each.ms, whole[-1].until_ms)
        elif each.ms > 2 * HOP * 1000 / SAMPLE_RATE:
            whole.append(each)
    return whole


def spans(wanted, apart: float) -> list[tuple[int, int]]:
    """Where true values begin and end; so many false ones end them."""
    found = np.flatnonzero(wanted)
    jumps = np.flatnonzero(np.diff(found) > apart)
    return list(zip(found[np.r_[0, jumps + 1]], found[np.r_[jumps, -1]] + 1, strict=True)) if len(found) else []


def waking_ms(recorder) -> list[float]:
    """After each silence of half a second, how long only noise is heard before the first word, in milliseconds."""
    heard = recorder.heard()
    loud = np.flatnonzero(np.abs(heard) > LOUD)
    found = []
    for begin, end in spans(np.abs(heard) > SILENT, SILENCE_S * SAMPLE_RATE):
        words = loud[(loud >= begin) & (loud < end)]
        if len(words) and begin > SILENCE_S * SAMPLE_RATE:
            found.append((words[0] - begin) * 1000 / SAMPLE_RATE)
    return found


def runs(words: list[Word]) -> list[list[Word]]:
    """The words, apart wherever it was told where the session is."""
    found: list[list[Word]] = [[]]
    for word in words:
        if word.number == WHERE:
            found.append([])
        else:
            found[-1].append(word)
    return found


def numbered(heard: list[list[Word]], pitches: int) -> list[list[Word]]:
    """The same runs where pitches come again: the number of each word, instead of that of its pitch.

    A run begins less than so many words before the end of the one before it.
    """
    following, found = 0, []
    for run in heard:
        if run:
            following -= (following - run[0].number) % pitches
        found.append([replace(word, number=following + at) for at, word in enumerate(run)])
        assert [word.number % pitches for word in found[-1]] == [word.number for word in run], heard
        following += len(run)
    return found


def whole_words(heard: list[list[Word]]) -> set[int]:
    """The words that were heard whole, in runs that each are in order, and go on where the one before ended, or earlier.

    Only the last word of a run may be cut, since the next one says it again.
    """
    whole: list[int] = []
    for run, follows in zip(heard, [*heard[1:], None], strict=True):
        numbers = [word.number for word in run]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True, heard
        cut = run[-1:] if follows is not None else []
        assert all(word.is_whole for word in run if word not in cut), run
        if numbers:
            assert numbers[0] <= (whole[-1] + 1 if whole else 0), heard
            whole += [word.number for word in run if word.ms >= WHOLE_MS[0]]
    return set(whole)

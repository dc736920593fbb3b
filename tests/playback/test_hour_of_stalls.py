"""An hour through a device that stands still at random: whatever is lost is said again."""

import numpy as np
import pytest
from simulated import BufferDevice, PullDevice
from stepped import SteppedClock

from voiceguide.errors import SpeakersError
from voiceguide.playback.miniaudio import MiniaudioSpeakers
from voiceguide.playback.simpleaudio import SimpleaudioSpeakers
from voiceguide.units import CHANNELS, SAMPLE_RATE

WORDS, EACH_S, WORD_S, STEP_S = 1200, 3, 2, 0.02
STALLS = 60
FULL = 32767


def word(number):
    """Sound of a level of its own, and then silence: 16-bit values, exact as float."""
    sound = np.zeros((EACH_S * SAMPLE_RATE, CHANNELS), np.float32)
    sound[: WORD_S * SAMPLE_RATE] = (100 + 20 * number) / FULL
    return sound


class ThroughSimpleaudio:
    def __init__(self, clock):
        self._clock, self._device = clock, BufferDevice(clock)

    def open(self):
        self._device.played.clear()
        return SimpleaudioSpeakers(self._clock, self._device.play)

    def stand_still(self, seconds):
        self._device.stood += seconds

    def advance(self):
        self._clock.advance(STEP_S)

    def played(self):
        """The left channel of all that was played since `open`, in 16 bits."""
        return np.concatenate([np.zeros(0, np.int16), *(each.pcm[: each.read, 0] for each in self._device.played[1:])])


class ThroughMiniaudio:
    def __init__(self, clock):
        self._clock, self._still_until = clock, 0.0

    def open(self):
        self._device = PullDevice()
        return MiniaudioSpeakers(self._clock, open_device=lambda _: self._device)

    def stand_still(self, seconds):
        self._still_until = max(self._still_until, self._clock() + seconds)

    def advance(self):
        self._clock.advance(STEP_S)
        self._device.pass_time(STEP_S if self._clock() > self._still_until else 0)

    def played(self):
        self._device.close()
        return np.rint(self._device.played[:, 0] * FULL).astype(np.int16)


@pytest.mark.slow
@pytest.mark.parametrize("through", [ThroughSimpleaudio, ThroughMiniaudio])
def test_an_hour_with_stalls_at_random_loses_no_word(through):
    clock = SteppedClock()
    device = through(clock)
    rng = np.random.default_rng(14)
    stalls = sorted(rng.uniform(10, WORDS * EACH_S, STALLS))
    heard: set[int] = set()
    begun = openings = 0
    while begun < WORDS:
        speakers, written = device.open(), begun
        openings += 1
        try:
            while not speakers.done:
                if written < WORDS and speakers.unheard < 30_000:
                    speakers.write(word(written))
                    written += 1
                    if written == WORDS:
                        speakers.finish()
                device.advance()
                while stalls and clock() > stalls[0]:
                    device.stand_still(rng.uniform(0.2, 14))
                    stalls.pop(0)
            end = WORDS
        except SpeakersError:
            end = begun + speakers.position // (1000 * EACH_S)  # the word at the last place that is sure is said again
        levels, lengths = np.unique(device.played(), return_counts=True)
        whole = levels[(lengths >= WORD_S * SAMPLE_RATE - 2) & (levels > 0)]
        heard |= {(int(level) - 100) // 20 for level in whole}
        begun = end
    assert not stalls
    assert openings > STALLS / 2
    assert heard == set(range(WORDS))

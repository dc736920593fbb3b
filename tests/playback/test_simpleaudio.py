import numpy as np
import pytest

from voiceguide.playback.recording import SteppedClock
from voiceguide.playback.simpleaudio import BUFFER_FRAMES, LEAD_FRAMES, TAKEN_FRAMES, SilentBuffer
from voiceguide.units import SAMPLE_RATE

LEAD_S = LEAD_FRAMES / SAMPLE_RATE


class PlayObject:
    """Plays nothing; its memory can be read."""

    def __init__(self, memory):
        self.pcm = np.frombuffer(memory, np.int16).reshape(-1, 2)[LEAD_FRAMES:]
        self.playing = True

    def stop(self):
        self.playing = False

    def is_playing(self):
        return self.playing


def pcm(seconds, level=1000):
    return np.full((round(seconds * SAMPLE_RATE), 2), level, np.int16)


@pytest.fixture
def clock():
    return SteppedClock()


@pytest.fixture
def started(clock):
    players = []

    def start(*sounds):
        buffer = SilentBuffer(lambda memory: players.append(PlayObject(memory)) or players[-1], clock)
        for sound in sounds:
            buffer.add(sound)
        clock.advance(LEAD_S)
        return buffer, players[-1]

    return start


def test_sound_that_comes_while_it_plays_follows_what_is_there_to_the_sample(started, clock):
    buffer, player = started(pcm(1, 1), pcm(1, 2))
    clock.advance(1)
    assert len(buffer.add(pcm(1, 3))) == 0
    assert buffer.filled == 3 * SAMPLE_RATE
    assert np.array_equal(player.pcm[: 3 * SAMPLE_RATE], np.concatenate([pcm(1, 1), pcm(1, 2), pcm(1, 3)]))
    assert not player.pcm[3 * SAMPLE_RATE : 4 * SAMPLE_RATE].any()


def test_what_is_heard_goes_with_the_clock_and_ends_with_the_sound(started, clock):
    buffer, _ = started(pcm(2))
    assert buffer.heard == 0
    clock.advance(1.5)
    assert buffer.heard == 1.5 * SAMPLE_RATE
    clock.advance(1.5)
    assert buffer.heard == 2 * SAMPLE_RATE
    assert buffer.quiet_at == pytest.approx(clock() - 1)


def test_it_is_dry_when_what_is_written_now_may_come_too_late(started, clock):
    buffer, _ = started(pcm(1))
    assert not buffer.dry
    clock.advance(1 - TAKEN_FRAMES / SAMPLE_RATE + 0.001)
    assert buffer.dry


def test_sound_that_comes_too_late_is_heard_whole_after_a_silence_that_is_not_counted(started, clock):
    buffer, player = started(pcm(1, 1))
    clock.advance(5)
    buffer.add(pcm(1, 2))
    begin = 5 * SAMPLE_RATE + 2 * TAKEN_FRAMES
    assert not player.pcm[SAMPLE_RATE:begin].any()
    assert np.array_equal(player.pcm[begin : begin + SAMPLE_RATE], pcm(1, 2))
    assert (buffer.filled, buffer.heard) == (2 * SAMPLE_RATE, SAMPLE_RATE)
    clock.advance(0.5 + 2 * TAKEN_FRAMES / SAMPLE_RATE)
    assert buffer.heard == pytest.approx(1.5 * SAMPLE_RATE, abs=1)


def test_what_the_system_has_not_read_can_be_taken_back_while_it_plays(started, clock):
    buffer, player = started(pcm(1, 1), pcm(2, 2))
    clock.advance(1)
    rest = buffer.take_back()
    end = SAMPLE_RATE + 2 * TAKEN_FRAMES
    assert (buffer.filled, len(rest)) == (end, 3 * SAMPLE_RATE - end)
    assert player.playing
    assert (rest == 2).all()
    assert not player.pcm[end:].any()
    buffer.add(pcm(1, 3))
    assert np.array_equal(player.pcm[end : end + SAMPLE_RATE], pcm(1, 3))


def test_where_everything_was_read_nothing_is_taken_back(started, clock):
    buffer, _ = started(pcm(1))
    clock.advance(5)
    assert len(buffer.take_back()) == 0
    assert buffer.filled == SAMPLE_RATE


def test_nothing_is_taken_back_of_the_silence_before_late_sound(started, clock):
    buffer, _ = started(pcm(1, 1))
    clock.advance(5)
    buffer.add(pcm(1, 2))
    assert np.array_equal(buffer.take_back(), pcm(1, 2))
    assert (buffer.filled, buffer.heard) == (SAMPLE_RATE, SAMPLE_RATE)


def test_after_an_hour_the_rest_is_left_for_the_next_buffer(started):
    buffer, _ = started(pcm(3598))
    assert np.array_equal(buffer.add(pcm(5, 7)), pcm(3, 7))
    assert buffer.filled == BUFFER_FRAMES
    assert buffer.over


def test_an_end_before_the_hour_is_a_failure(started, clock):
    buffer, player = started(pcm(1))
    clock.advance(10)
    assert buffer.works
    player.playing = False
    assert not buffer.works

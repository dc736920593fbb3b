from collections import deque

import numpy as np
import pytest

from voiceguide.play.recording import SteppedClock
from voiceguide.play.stretch import FRAME_BYTES, LEAD_FRAMES, STRETCH_FRAMES, TAKEN_FRAMES, Stretch
from voiceguide.units import SAMPLE_RATE

LEAD_S = LEAD_FRAMES / SAMPLE_RATE


class Player:
    """Plays nothing, of a memory that can be looked at."""

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

    def start(*waiting):
        stretch = Stretch(deque(waiting), lambda memory: players.append(Player(memory)) or players[-1], clock)
        clock.advance(LEAD_S)
        return stretch, players[-1]

    return start


def test_sound_that_comes_while_it_plays_follows_what_is_there_to_the_sample(started, clock):
    stretch, player = started(pcm(1, 1), pcm(1, 2))
    clock.advance(1)
    stretch.fill(deque([pcm(1, 3)]))
    assert stretch.filled == 3 * SAMPLE_RATE
    assert np.array_equal(player.pcm[: 3 * SAMPLE_RATE], np.concatenate([pcm(1, 1), pcm(1, 2), pcm(1, 3)]))
    assert not player.pcm[3 * SAMPLE_RATE : 4 * SAMPLE_RATE].any()


def test_what_is_heard_goes_with_the_clock_and_ends_with_the_sound(started, clock):
    stretch, _ = started(pcm(2))
    assert stretch.heard == 0
    clock.advance(1.5)
    assert stretch.heard == 1.5 * SAMPLE_RATE
    clock.advance(1.5)
    assert stretch.heard == 2 * SAMPLE_RATE
    assert stretch.quiet_at == pytest.approx(clock() - 1)


def test_it_is_dry_when_what_is_written_now_may_come_too_late(started, clock):
    stretch, _ = started(pcm(1))
    assert not stretch.dry
    clock.advance(1 - TAKEN_FRAMES / SAMPLE_RATE + 0.001)
    assert stretch.dry


def test_a_cut_leaves_what_the_system_has_taken_and_returns_the_rest_both_faded(started, clock):
    stretch, player = started(pcm(3))
    clock.advance(1)
    rest = stretch.cut()
    end = SAMPLE_RATE + TAKEN_FRAMES
    assert (stretch.filled, len(rest)) == (end, 3 * SAMPLE_RATE - end)
    assert not player.playing
    assert not player.pcm[end : end + SAMPLE_RATE].any()
    assert player.pcm[end - 1, 0] == rest[0, 0] == 0
    assert player.pcm[end - 2000, 0] == rest[2000, 0] == 1000


def test_a_cut_where_everything_was_taken_returns_nothing(started, clock):
    stretch, _ = started(pcm(1))
    clock.advance(5)
    assert len(stretch.cut()) == 0
    assert stretch.filled == SAMPLE_RATE


def test_after_an_hour_the_rest_waits_for_the_next_stretch(started):
    stretch, _ = started(np.broadcast_to(np.int16(1), (STRETCH_FRAMES - 100, 2)))
    waiting = deque([pcm(1, 7)])
    stretch.fill(waiting)
    assert stretch.filled == STRETCH_FRAMES
    assert [len(block) for block in waiting] == [SAMPLE_RATE - 100]


def test_it_works_as_long_as_it_is_played(started):
    stretch, player = started(pcm(1))
    assert stretch.works
    player.stop()
    assert not stretch.works


def test_memory_that_was_heard_is_given_back(started, clock):
    stretch, player = started(pcm(60))
    clock.advance(50)
    stretch.fill(deque())
    assert not player.pcm[: 40 * SAMPLE_RATE].any()
    assert player.pcm[50 * SAMPLE_RATE :].any()
    assert player.pcm.nbytes == STRETCH_FRAMES * FRAME_BYTES

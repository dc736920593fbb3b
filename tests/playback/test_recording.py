import numpy as np
import pytest
from stepped import SteppedClock

from voiceguide.playback.recording import RecordingSpeakers


@pytest.fixture
def clock():
    return SteppedClock()


@pytest.fixture
def speakers(clock):
    return RecordingSpeakers(clock)


def second(level=0.5):
    return np.full((44_100, 2), level, np.float32)


def test_what_was_written_is_heard_as_time_goes_on(speakers, clock):
    speakers.write(second(0.1))
    speakers.write(second(0.2))
    clock.advance(1.5)
    assert (speakers.position, speakers.unheard) == (1500, 500)
    assert np.array_equal(speakers.heard, np.concatenate([second(0.1), second(0.2)[:22_050]]))


def test_they_are_done_when_finished_sound_was_heard(speakers, clock):
    speakers.write(second())
    speakers.finish()
    assert not speakers.done
    clock.advance(1)
    assert speakers.done


def test_what_was_not_heard_yet_can_be_rewritten(speakers, clock):
    speakers.write(second(0.1))
    clock.advance(0.5)
    speakers.rewrite(lambda rest: rest * 2)
    speakers.finish()
    clock.advance(0.5)
    assert speakers.done
    assert np.array_equal(speakers.heard, np.concatenate([second(0.1)[:22_050], second(0.2)[:22_050]]))
    assert speakers.events == [("rewrite", 500)]


def test_sound_written_after_it_ran_out_is_heard_from_its_start(speakers, clock):
    speakers.write(second(0.1))
    clock.advance(0.5)
    speakers.rewrite(lambda rest: rest[:0])
    clock.advance(100)
    speakers.write(second(0.2))
    clock.advance(0.25)
    assert speakers.position == 750

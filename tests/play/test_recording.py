import numpy as np
import pytest

from voiceguide.play.recording import RecordingSpeakers, SteppedClock


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


def test_they_are_done_when_a_finished_stretch_was_heard(speakers, clock):
    speakers.write(second())
    speakers.finish()
    assert not speakers.done
    clock.advance(1)
    assert speakers.done


def test_time_passes_unheard_in_a_pause(speakers, clock):
    speakers.write(second())
    clock.advance(0.25)
    speakers.pause()
    clock.advance(100)
    assert speakers.position == 250
    speakers.resume()
    clock.advance(0.25)
    assert speakers.position == 500
    assert speakers.events == [("pause", 250), ("resume", 250)]


def test_after_a_stop_a_new_stretch_begins(speakers, clock):
    speakers.write(second(0.1))
    clock.advance(0.5)
    speakers.stop()
    speakers.write(second(0.2))
    clock.advance(0.5)
    assert speakers.position == 500
    assert np.array_equal(speakers.written, second(0.2))
    assert speakers.events == [("stop", 500)]

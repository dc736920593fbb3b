import os
import signal
import threading

import numpy as np
import pytest

from voiceguide.errors import SpeakersError, SpeechError
from voiceguide.play.keys import NoKeys, ScriptedKeys
from voiceguide.play.player import AHEAD_MS, play_session
from voiceguide.play.recording import RecordingSpeakers, SteppedClock
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import CHANNELS, SAMPLE_RATE, frames_from_ms

SHORT = (Chapter("Opening", None, 1280), Chapter("Side stretch", "side-stretch", 3840), Chapter("Closing", None, 1280))
BLOCK = SAMPLE_RATE // 10


def session(chapters=SHORT):
    return Timeline("Test", "en", "4-6", chapters)


def counting(chapter):
    """Sound in which every sample differs from the ones before it, and tells the chapter."""
    frames = frames_from_ms(chapter.duration)
    ramp = np.linspace(0, 1, frames, dtype=np.float32) / len(chapter.title)
    sound = np.repeat(ramp[:, None], CHANNELS, axis=1)
    yield from (sound[start : start + BLOCK] for start in range(0, frames, BLOCK))


def whole(chapters=SHORT):
    return np.concatenate([block for chapter in chapters for block in counting(chapter)])


class Played:
    """What `play_session` did, in stepped time."""

    def __init__(self, presses=(), chapters=SHORT, sound=counting, keys=None, watch=None):
        clock = SteppedClock()
        self.moments = []
        self.speakers = RecordingSpeakers(clock)
        keys = keys or ScriptedKeys(presses, clock, clock.advance)
        self.ending = play_session(session(chapters), sound, self.speakers, keys, watch or self.moments.append)
        self.seconds = clock()

    @property
    def events(self):
        return self.speakers.events


def test_chapters_are_heard_in_order_with_nothing_between_them():
    played = Played()
    assert played.ending == "finished"
    assert np.array_equal(np.concatenate(played.speakers.blocks), whole())
    assert played.seconds == pytest.approx(6.4, abs=0.11)


def test_the_moment_names_the_chapter_and_the_time_in_it():
    seen = {
        (moment.chapter.title, moment.elapsed) for moment in Played().moments if moment.position in (1200, 1300, 6000)
    }
    assert seen == {("Opening", 1200), ("Side stretch", 20), ("Closing", 880)}


@pytest.mark.parametrize("key", [" ", "\r", "\n"])
def test_a_pause_key_stops_time_and_the_next_one_lets_it_go_on_at_the_same_place(key):
    played = Played([(2.0, key), (9.0, key)])
    assert played.events[:2] == [("pause", 2000), ("resume", 2000)]
    assert played.ending == "finished"
    assert played.seconds == pytest.approx(6.4 + 7.0, abs=0.11)
    assert {moment.position for moment in played.moments if moment.paused} == {2000}


def test_a_hundred_pauses_lose_nothing():
    played = Played([(1 + n * 0.05, " ") for n in range(200)])
    assert np.array_equal(np.concatenate(played.speakers.blocks), whole())
    assert played.seconds == pytest.approx(6.4 + 100 * 0.05, abs=0.11)


@pytest.mark.parametrize("key", ["q", "Q"])
def test_q_stops(key):
    played = Played([(2.0, key)])
    assert played.ending == "stopped"
    assert played.events == [("pause", 2000), ("close", 2000)]


def test_q_stops_a_paused_session():
    assert Played([(2.0, " "), (4.0, "q")]).ending == "stopped"


def test_unknown_keys_are_ignored():
    played = Played([(1.0, "x"), (2.0, "\x1b[C"), (3.0, "\x1b"), (4.0, "é")])
    assert played.ending == "finished"
    assert not [event for event in played.events if event[0] == "resume"]


def test_a_console_that_sends_ctrl_c_as_a_key_interrupts():
    assert Played([(1.0, "\x03")]).ending == "interrupted"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_interrupts_and_its_handler_is_put_back(number):
    class Killed(NoKeys):
        def read(self, seconds):
            os.kill(os.getpid(), number)

    before = signal.getsignal(number)
    played = Played(keys=Killed())
    assert played.ending == "interrupted"
    assert played.events[-1][0] == "close"
    assert signal.getsignal(number) is before


def test_sound_is_made_ahead_of_the_ear_but_no_further_than_the_bound():
    long = tuple(Chapter(str(n), None, 12_800) for n in range(8))
    ahead = []
    clock = SteppedClock()
    speakers = RecordingSpeakers(clock)
    keys = ScriptedKeys((), clock, clock.advance)
    play_session(session(long), counting, speakers, keys, lambda moment: ahead.append(speakers.unheard))
    assert 0 < max(ahead) <= AHEAD_MS + 100
    assert sum(map(len, speakers.blocks)) == frames_from_ms(8 * 12_800)


def test_the_next_chapter_is_made_while_one_is_heard():
    heard_one = threading.Event()

    def sound(chapter):
        if chapter.title == "Side stretch":
            assert heard_one.wait(10)
        yield from counting(chapter)

    played = Played(sound=sound, watch=lambda moment: heard_one.set())
    assert played.ending == "finished"


def test_sound_that_cannot_be_made_is_raised_and_everything_is_closed():
    events = []

    def sound(chapter):
        if chapter.exercise:
            raise SpeechError("The voice failed.")
        yield from counting(chapter)

    class Terminal(ScriptedKeys):
        def __exit__(self, *raised):
            events.append("given back")

    clock = SteppedClock()
    speakers = RecordingSpeakers(clock)
    with pytest.raises(SpeechError, match="The voice failed"):
        play_session(session(), sound, speakers, Terminal((), clock, clock.advance))
    assert speakers.events[-1][0] == "close"
    assert events == ["given back"]


def test_a_watcher_that_fails_leaves_everything_closed():
    clock = SteppedClock()
    speakers = RecordingSpeakers(clock)

    def fail(moment):
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        play_session(session(), counting, speakers, ScriptedKeys((), clock, clock.advance), fail)
    assert speakers.events[-1][0] == "close"


def test_speakers_that_fail_are_reported():
    class Failing(RecordingSpeakers):
        @property
        def position(self):
            raise SpeakersError("The sound device stopped working.")

        def pause(self):
            """A device that is gone is silent."""

        def __exit__(self, *raised):
            """It is closed."""

    clock = SteppedClock()
    with pytest.raises(SpeakersError, match="stopped working"):
        play_session(session(), counting, Failing(clock), ScriptedKeys((), clock, clock.advance))


def test_a_session_plays_from_another_thread_too():
    endings = []
    thread = threading.Thread(target=lambda: endings.append(Played().ending))
    thread.start()
    thread.join(10)
    assert endings == ["finished"]

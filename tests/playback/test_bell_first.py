"""A session whose bell sounds before its voice is loaded."""

import threading

import numpy as np
import pytest
from listener import two_exercises
from stepped import SteppedClock

import voiceguide as vg
from voiceguide.playback.recording import RecordingSpeakers
from voiceguide.units import frames_from_ms

BELL_MS = 600


class Loading(vg.ToneEngine):
    """A voice that speaks when it is told to, or fails."""

    def __init__(self, error=None):
        self.loaded = threading.Event()
        self.error = error

    def synthesize(self, utterance):
        assert self.loaded.wait(10)
        if self.error:
            raise self.error
        return super().synthesize(utterance)


def play(folder, engine, ask):
    """Play until `ask` says stop; returns the ending and the speakers."""
    session = two_exercises(folder).session
    clock, speakers = SteppedClock(), []
    speakers.append(RecordingSpeakers(clock))

    def asked(seconds):
        clock.advance(seconds)
        return ask(speakers[0])

    sound = vg.render(session, voice=engine, cache=folder / "kept")
    return vg.play(sound, speakers=speakers[0], ask=asked), speakers[0]


def heard_bell(speakers):
    return len(speakers.written) > frames_from_ms(BELL_MS + 500)


def test_the_bell_is_heard_while_the_voice_is_loading_and_the_words_follow(tmp_path):
    engine = Loading()

    def ask(speakers):
        if heard_bell(speakers):
            engine.loaded.set()
        return "stop" if speakers.position > 4_000 else None

    ending, speakers = play(tmp_path, engine, ask)
    assert ending == "stopped"
    bell = speakers.written[frames_from_ms(BELL_MS) : frames_from_ms(BELL_MS + 500)]
    assert np.abs(bell).max() > 0.02


def test_a_voice_that_cannot_be_loaded_ends_the_session_after_the_bell_with_its_error(tmp_path):
    engine = Loading(vg.SpeechError("The model is damaged."))

    def ask(speakers):
        if heard_bell(speakers):
            engine.loaded.set()

    with pytest.raises(vg.SpeechError, match="The model is damaged"):
        play(tmp_path, engine, ask)


def test_a_session_is_stopped_while_the_voice_is_loading(tmp_path):
    engine = Loading()

    def ask(speakers):
        if heard_bell(speakers):
            threading.Timer(0.1, engine.loaded.set).start()
            return "interrupt"
        return None

    assert play(tmp_path, engine, ask)[0] == "interrupted"

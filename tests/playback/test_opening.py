"""A session that plays while the words of its opening are still being spoken."""

import threading
import time

import numpy as np
import pytest
from listener import BREATHING, OPENING, SIDE_STRETCH, STRETCH, Heard, Watched

from voiceguide.cli.remembering import save_place
from voiceguide.errors import SpeechError
from voiceguide.mix.sound import Sound
from voiceguide.playback.places import Places
from voiceguide.script.load import load
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.storage.cache import Store
from voiceguide.timeline.options import Options
from voiceguide.timeline.reps import bookmark_at

LATE_MS = 200
"""Stepped time goes on a little while sound is made."""

WELCOME = "Welcome. Take your time.\n\n" * 8


class Slow(ToneEngine):
    """A voice that speaks its first words at once, and the others when it is told to."""

    def __init__(self, error=None):
        self.goes_on = threading.Event()
        self.spoken = 0
        self.error = error

    def synthesize(self, utterance):
        if self.spoken:
            assert self.goes_on.wait(10)
            if self.error:
                raise self.error
        self.spoken += 1
        return super().synthesize(utterance)


def opened(folder, engine, **options):
    links = "1. [Side stretch](side-stretch.md)\n2. [Breathing](breathing.md)\n"
    files = {"two": f"# Two\n\n{WELCOME}\n{links}", "side-stretch": SIDE_STRETCH, "breathing": BREATHING}
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    chosen = Options(**{"bells": False, **options})
    return Watched(load(folder / "two.md"), chosen, ClipCache(engine, folder / "clips"), Sound(guide="breath"))


def whole(folder, **options):
    """The same session, its opening made before it plays."""
    session = opened(folder, ToneEngine(), **options)
    session.chapter(OPENING, 0)
    return session


def test_the_sound_is_the_same_to_the_sample_as_when_all_was_made_before(tmp_path):
    session = opened(tmp_path / "grows", ToneEngine())
    heard = Heard(session)
    assert len([excerpt for excerpt in session.sounded if excerpt.number == OPENING]) > 8
    assert np.array_equal(heard.sound, Heard(whole(tmp_path / "whole")).sound)


def test_the_position_is_known_all_through_an_opening_of_many_sentences(tmp_path):
    heard = Heard(opened(tmp_path, ToneEngine()))
    elapsed = [playback.elapsed for playback in heard.positions if playback.number == OPENING]
    assert max(np.diff(elapsed)) <= 200


@pytest.mark.parametrize("command", ["again", "help", "previous"])
def test_a_key_in_the_first_seconds_does_what_it_does_when_all_was_made_before(tmp_path, command):
    presses = [(1.2, command), (9.0, "stop")]
    one = Heard(opened(tmp_path / "grows", ToneEngine()), *presses, ahead_ms=500)
    other = Heard(whole(tmp_path / "whole"), *presses, ahead_ms=500)
    assert np.array_equal(one.sound[: 8 * 44_100], other.sound[: 8 * 44_100])
    assert one.player.course.here.elapsed == pytest.approx(other.player.course.here.elapsed, abs=LATE_MS)


def test_a_pause_in_the_first_seconds_goes_on_as_when_all_was_made_before(tmp_path):
    """How much noise is heard in a pause differs on a stepped clock, so what follows is compared."""
    presses = [(1.2, "pause"), (2.0, "play"), (9.0, "stop")]
    sessions = opened(tmp_path / "grows", ToneEngine()), whole(tmp_path / "whole")
    one, other = (
        heard.sound[heard.cuts[-2] + 8_000 :][: 4 * 44_100] for heard in (Heard(each, *presses) for each in sessions)
    )
    alike = np.correlate(one[:, 0], other[44_100 : 2 * 44_100, 0], "valid") / (
        np.sum(other[44_100 : 2 * 44_100, 0] ** 2)
    )
    assert alike.max() == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("command", ["slower", "faster"])
def test_no_word_of_the_opening_is_left_out_when_the_breath_changes_in_it(tmp_path, command):
    session = opened(tmp_path, ToneEngine())
    heard = Heard(session, (1.2, command))
    assert heard.ending == "finished"
    after = next(at for at, excerpt in enumerate(session.sounded) if excerpt.chapter.bells)
    openings = [excerpt for excerpt in session.sounded[after:] if excerpt.number == OPENING]
    assert openings[0].until == session.chapter(OPENING, 0).duration


def test_a_pause_and_its_end_wait_for_no_words_that_are_still_being_spoken(tmp_path):
    engine = Slow()
    session = opened(tmp_path, engine)
    paused = []

    def watch(playback):
        paused.append(playback.paused)
        if paused[-3:] == [True, False, False]:
            assert engine.spoken == 1
            engine.goes_on.set()

    heard = Heard(session, (1.0, "pause"), (1.5, "play"), (12.0, "stop"), watch=watch)
    assert heard.ending == "stopped"
    assert engine.goes_on.is_set()
    assert heard.player.course.here.elapsed > 8000


def test_the_time_left_is_not_told_before_the_opening_is_whole(tmp_path):
    engine = Slow()
    lefts = []

    def watch(playback):
        lefts.append(playback.left)
        if len(lefts) == 5:
            engine.goes_on.set()
        elif len(lefts) > 5 and playback.left is None:
            time.sleep(0.02)  # the other chapters are made in real time

    session = opened(tmp_path, engine)
    heard = Heard(session, (20.0, "stop"), watch=watch)
    assert lefts[:4] == [None] * 4
    last = heard.positions[-1]
    rest = sum(session.chapter(number, 0).duration for number in range(last.number, 4))
    assert lefts[-1] == pytest.approx(rest - last.elapsed, abs=300)


def test_a_place_in_the_first_seconds_is_saved_as_in_the_whole_opening(tmp_path):
    heard = Heard(opened(tmp_path / "grows", ToneEngine()), (1.5, "stop"))
    excerpt, elapsed = heard.player.course.here.excerpt, heard.player.course.here.elapsed
    assert excerpt.joins
    assert bookmark_at(excerpt.chapter, elapsed) == bookmark_at(whole(tmp_path / "whole").chapter(OPENING, 0), elapsed)


def test_a_voice_that_fails_after_the_first_words_ends_the_session_and_says_why(tmp_path):
    engine = Slow(SpeechError("hoarse"))
    engine.goes_on.set()
    with pytest.raises(SpeechError, match="hoarse"):
        Heard(opened(tmp_path, engine))


def test_next_goes_to_the_next_exercise_while_the_opening_is_being_spoken(tmp_path):
    heard = Heard(opened(tmp_path, ToneEngine()), (0.7, "next"), (3.0, "stop"))
    assert heard.player.course.here.excerpt.number == STRETCH


def saved(heard, folder):
    places = Places(Store(folder / "places", 1 << 18))
    save_place(places, heard.player.course, heard.ending, ("two",))
    return places.find("two")


def test_a_place_in_the_first_words_of_an_exercise_is_found_there_again(tmp_path):
    session = opened(tmp_path, ToneEngine())
    heard = Heard(session, (0.4, "stop"), begin=(STRETCH, 0))
    assert heard.player.course.here.excerpt.joins
    assert saved(heard, tmp_path).beginning_in(session.chapter(STRETCH, 0)) == 0


def test_a_place_in_an_exercise_of_which_no_more_is_made_is_found_there_again(tmp_path):
    engine = Slow()
    session = opened(tmp_path, engine)
    heard = Heard(session, (0.3, "stop"), begin=(STRETCH, 0))
    assert saved(heard, tmp_path).bookmark is None
    engine.goes_on.set()
    assert saved(heard, tmp_path).beginning_in(session.chapter(STRETCH, 0)) == 0


def test_a_slower_breath_in_a_pause_in_the_first_words_begins_there(tmp_path):
    session = opened(tmp_path, ToneEngine())
    presses = [(0.4, "pause"), (1.0, "slower"), (4.0, "play"), (9.0, "stop")]
    heard = Heard(session, *presses, begin=(STRETCH, 0))
    assert (STRETCH, 0, 1) in session.begun
    assert heard.player.course.here.excerpt.number == STRETCH

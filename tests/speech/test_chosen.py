"""The voice that is chosen by the first words."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from speaking import ListeningEngine

from voiceguide.errors import SpeechError, VoiceguideError
from voiceguide.speech.chosen import ChosenClips
from voiceguide.speech.clips import ClipCache
from voiceguide.timeline.model import Utterance

HELLO, BYE = Utterance("Hello."), Utterance("Bye.")


class Mute(ListeningEngine):
    def synthesize(self, utterance):
        super().synthesize(utterance)
        raise SpeechError(f"{self.name} is hoarse")


def chosen(*engines, on_known=lambda: None):
    """The clips of the first engine that speaks."""

    def choose(speaks):
        errors = []
        for engine in engines:
            try:
                return speaks(ClipCache(engine, None))
            except SpeechError as error:
                errors.append(str(error))
        raise SpeechError(", ".join(errors))

    return ChosenClips(choose, on_known)


def test_the_first_voice_that_speaks_the_first_words_speaks_all_others():
    mute, first, second = Mute("mute"), ListeningEngine("first"), ListeningEngine("second")
    clips = chosen(mute, first, second)
    assert clips.measure(HELLO) == clips.measure(HELLO) > 0
    assert clips.clip(BYE).frames
    assert (mute.heard, first.heard, second.heard) == ([HELLO], [HELLO, BYE], [])


def test_threads_that_ask_at_once_get_one_voice_which_is_tried_once():
    mute, other = Mute("mute"), ListeningEngine("other")
    clips = chosen(mute, other)
    utterances = [
        Utterance(f"Turn your {part}.") for part in ["head", "neck", "chest", "hips", "knees", "feet", "arms", "hands"]
    ]
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(clips.measure, utterances))
    assert len(mute.heard) == 1
    assert sorted(each.text for each in other.heard) == sorted(each.text for each in utterances)


def test_what_is_prefetched_first_chooses_the_voice_too():
    mute, other = Mute("mute"), ListeningEngine("other")
    clips = chosen(mute, other)
    with clips.prefetching(iter([HELLO, BYE])):
        clips.measure(BYE)
    assert mute.heard == [HELLO]
    assert {HELLO, BYE} >= set(other.heard) >= {HELLO}


def test_a_voice_is_known_before_it_speaks():
    known = threading.Event()

    class Waiting(ListeningEngine):
        def synthesize(self, utterance):
            assert known.is_set()
            return super().synthesize(utterance)

    assert chosen(Waiting(), on_known=known.set).measure(HELLO)


def test_where_no_voice_speaks_all_get_the_same_error_and_none_is_tried_again():
    mute, known = Mute("mute"), threading.Event()
    clips = chosen(mute, on_known=known.set)
    for utterance in (HELLO, BYE):
        with pytest.raises(SpeechError, match="mute is hoarse"):
            clips.measure(utterance)
    assert mute.heard == [HELLO]
    assert str(clips.failure) == "mute is hoarse"
    assert known.is_set()


def test_once_closed_no_other_voice_is_tried():
    class Closing(Mute):
        def synthesize(self, utterance):
            clips._closed = True
            return super().synthesize(utterance)

    other = ListeningEngine("other")
    clips = chosen(Closing("closing"), other)
    with pytest.raises(VoiceguideError, match="closed"):
        clips.measure(HELLO)
    assert other.heard == []


def test_closing_waits_for_what_is_spoken_and_nothing_more_is_spoken():
    begun, go_on = threading.Event(), threading.Event()

    class Slow(ListeningEngine):
        def synthesize(self, utterance):
            if utterance == BYE:
                begun.set()
                assert go_on.wait(10)
            return super().synthesize(utterance)

    engine = Slow()
    clips = chosen(engine)
    clips.measure(HELLO)
    with ThreadPoolExecutor(2) as pool:
        speaking = pool.submit(clips.measure, BYE)
        assert begun.wait(10)
        closing = pool.submit(clips.close)
        go_on.set()
        closing.result(10)
        assert engine.heard == [HELLO, BYE]
        assert speaking.result(10)
    with pytest.raises(SpeechError, match="closed"):
        clips.measure(Utterance("More."))
    assert clips.measure(HELLO)

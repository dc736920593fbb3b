"""A script whose sections count their reps alike: the player stays in the section where the listener is."""

import threading

import pytest
from listener import Heard, Watched

from voiceguide.mix.sound import Sound
from voiceguide.playback.steering import LONG_PAUSE_S
from voiceguide.script.load import load
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.timeline.model import RepKey
from voiceguide.timeline.options import Options
from voiceguide.timeline.reps import same_rep

SCRIPT = """\
# Arms

## Repeat 1 time
Slowly.

- Inhale
- Exhale

## Repeat 3 times
Now with your arms as well, as far as they go.

- Inhale
- Exhale

## Hold 3 breaths
"""
OPENING, ARMS, CLOSING = range(3)
FIRST, SECOND, HOLD = 1, 2, 3


def arms(folder, of=Watched):
    (folder / "arms.md").write_text(SCRIPT, "utf-8")
    return of(
        load(folder / "arms.md"), Options(bells=False), ClipCache(ToneEngine(), folder / "clips"), Sound(guide="none")
    )


@pytest.fixture
def session(tmp_path):
    return arms(tmp_path)


def rep(session, section, number, tempo=0):
    """Where a rep begins, in milliseconds of its chapter."""
    return same_rep(session.chapter(ARMS, tempo), RepKey(section, 1, number, None)).start


def at(session, elapsed):
    """The second of the session at which so much of the exercise was heard."""
    return (session.chapter(OPENING, 0).duration + elapsed) / 1000


def begun_after_words(session):
    words = next(
        index for index, excerpt in enumerate(session.begun) if isinstance(excerpt, str) and "Arms." in excerpt
    )
    return session.begun[words : words + 2]


@pytest.mark.parametrize(
    ("section", "number", "where"),
    [
        (FIRST, 1, "Arms. First of one."),
        (SECOND, 1, "Arms. First of three."),
        (SECOND, 3, "Arms. Third of three."),
        (HOLD, 1, "Arms. Breath one of three."),
    ],
)
def test_after_a_long_pause_the_rep_of_that_section_begins_again(session, section, number, where):
    begin = rep(session, section, number)
    pause = at(session, begin) + 3
    Heard(session, (pause, "toggle"), (pause + LONG_PAUSE_S + 1, "toggle"), (pause + 9, "stop"))
    assert begun_after_words(session) == [where, (ARMS, begin, 0)]


@pytest.mark.parametrize(("command", "tempo"), [("slower", 1), ("faster", -1)])
def test_a_breath_that_changes_in_the_second_repeat_goes_on_there(session, command, tempo):
    pressed = at(session, rep(session, SECOND, 1)) + 2
    Heard(session, (pressed, command), (pressed + 20, "stop"))
    old, new = (excerpt for excerpt in session.sounded if excerpt.number == ARMS and excerpt.start)
    assert (old.end, new.start) == (rep(session, SECOND, 2), rep(session, SECOND, 2, tempo))


@pytest.mark.parametrize(("command", "tempo"), [("slower", 1), ("faster", -1)])
def test_a_breath_that_changes_in_a_pause_goes_on_in_the_same_section(session, command, tempo):
    begin = rep(session, SECOND, 2)
    pause = at(session, begin) + 3
    Heard(session, (pause, "toggle"), (pause + 1, command), (pause + 2, "toggle"), (pause + 9, "stop"))
    assert begun_after_words(session)[1] == (ARMS, rep(session, SECOND, 2, tempo), tempo)


@pytest.mark.parametrize(("command", "tempo"), [("slower", 1), ("faster", -1)])
def test_a_breath_that_changes_in_a_pause_between_two_sections_goes_on_with_the_words_there(session, command, tempo):
    words = [
        next(cue for cue in session.chapter(ARMS, each).cues if "Now" in cue.utterance.text) for each in (0, tempo)
    ]
    pause = at(session, words[0].start) + 0.5
    Heard(session, (pause, "toggle"), (pause + 1, command), (pause + 2, "toggle"), (pause + 9, "stop"))
    assert begun_after_words(session) == ["Arms.", (ARMS, words[1].start, tempo)]


@pytest.mark.parametrize(("command", "tempo"), [("slower", 1), ("faster", -1)])
def test_a_breath_that_changes_before_a_resumed_session_begins_leaves_it_in_its_rep(session, command, tempo):
    begin = rep(session, SECOND, 2)
    countdown = session.countdown(10, ARMS)
    Heard(session, (4.0, command), (20.0, "stop"), before=[countdown], begin=(ARMS, begin))
    assert session.begun[-1] == (ARMS, rep(session, SECOND, 2, tempo), tempo)


class Slow(Watched):
    """Its closing is being made, for the sound that comes next, when the listener asks for another tempo."""

    def __init__(self, *args):
        super().__init__(*args)
        self.asked, self.changed, self.given = (threading.Event() for _ in range(3))
        said = self.announcer.said

        def said_late(phrase):
            self.asked.wait(10)
            return said(phrase)

        self.announcer.said = said_late

    def excerpts(self, number, tempo, start=0):
        for made in super().excerpts(number, tempo, start):
            if number == CLOSING and threading.current_thread().name == "sound" and not self.asked.is_set():
                self.asked.set()
                self.changed.wait(10)
            yield made

    def make_ahead(self, number, tempo):
        if tempo:
            self.changed.set()
            self.given.wait(10)
        super().make_ahead(number, tempo)

    def sound(self, excerpt):
        if excerpt.number == CLOSING:
            self.given.set()
        return super().sound(excerpt)


def test_a_chapter_that_is_made_while_the_tempo_changes_says_at_which_tempo_it_was_made(tmp_path):
    session = arms(tmp_path, Slow)
    pressed = at(session, rep(session, HOLD, 1)) + 2
    assert Heard(session, (pressed, "slower")).ending == "finished"
    closings = [excerpt for excerpt in session.sounded if excerpt.number == CLOSING]
    assert [excerpt.tempo for excerpt in closings] == [0, 1]
    assert all(excerpt.chapter is session.chapter(CLOSING, excerpt.tempo) for excerpt in closings)

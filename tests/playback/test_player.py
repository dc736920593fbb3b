"""The commands of a listener to a playing session, and what is heard then."""

import os
import signal
import threading
from itertools import pairwise

import numpy as np
import pytest
from listener import BREATHE, CLOSING, OPENING, STRETCH, Heard, two_exercises

from voiceguide.errors import SpeakersError, SpeechError
from voiceguide.playback.controls import USUAL
from voiceguide.playback.keys import GoTo, Seek, SeekTo
from voiceguide.playback.playable import Revise
from voiceguide.playback.queue import BUFFERED_MS, Spot
from voiceguide.playback.recording import RecordingSpeakers
from voiceguide.playback.steering import LET_GO_S, LONG_PAUSE_S, dull
from voiceguide.timeline.reps import rep_spans
from voiceguide.units import SAMPLE_RATE, frames_from_ms

LATE_S = 0.5
"""Stepped time goes on a little while the first sound of an excerpt is made."""


@pytest.fixture
def session(tmp_path):
    return two_exercises(tmp_path)


def begins(session):
    """Seconds at which the chapters begin, and the session's end."""
    lengths = [session.chapter(number, 0).duration / 1000 for number in range(4)]
    return [sum(lengths[:number]) for number in range(5)]


def jumps(heard):
    """The chapters in the order in which they were heard, again where one began again."""
    positions = [(playback.number, playback.elapsed) for playback in heard.positions]
    return [
        after[0] for before, after in pairwise([(-1, 0), *positions]) if after[0] != before[0] or after[1] < before[1]
    ]


def rep(session, number, rep, side=None, tempo=0):
    """Where a rep begins, in milliseconds of its chapter."""
    found = [span for span in rep_spans(session.chapter(number, tempo)) if (span.rep, span.side) == (rep, side)]
    return found[0].start


def test_chapters_are_heard_in_order_with_nothing_between_them(session):
    heard = Heard(session)
    assert heard.ending == "finished"
    assert np.array_equal(heard.sound, np.concatenate([session.whole(number) for number in range(4)]))
    assert heard.clock() == pytest.approx(begins(session)[4], abs=LATE_S)


def test_the_position_says_where_the_session_is_and_how_much_is_left(session):
    start, end = begins(session)[STRETCH], begins(session)[4]
    playback = next(
        playback for playback in Heard(session).positions if playback.number == STRETCH and playback.elapsed > 2000
    )
    assert (playback.chapter.title, playback.titles[playback.number + 1], playback.paused) == (
        "Side stretch",
        "Breathing",
        False,
    )
    assert playback.position == pytest.approx(start * 1000 + playback.elapsed, abs=1)
    assert playback.left in (None, pytest.approx(end * 1000 - playback.position, abs=1))


def test_the_time_left_is_known_long_before_the_end(session):
    assert any(playback.left for playback in Heard(session).positions if playback.number == STRETCH)


def test_a_short_pause_loses_nothing_and_says_nothing(session):
    heard = Heard(session, (4.0, "toggle"), (6.0, "toggle"))
    whole = np.concatenate([session.whole(number) for number in range(4)])
    at = heard.cuts[1]
    assert at == pytest.approx(4 * SAMPLE_RATE, abs=LATE_S * SAMPLE_RATE)
    assert np.array_equal(heard.sound[:at], whole[:at])
    assert np.array_equal(heard.sound[-(len(whole) - at) + 2000 :], whole[at + 2000 :])
    assert heard.clock() == pytest.approx(begins(session)[4] + 2, abs=2 * LATE_S)
    assert all(isinstance(excerpt, tuple) for excerpt in session.begun)
    assert len({playback.position for playback in heard.positions if playback.paused}) == 1


def test_after_a_long_pause_it_says_where_you_are_and_begins_that_rep_again(session):
    second_left = rep(session, STRETCH, 2, "left")
    at = begins(session)[STRETCH] + second_left / 1000 + 3
    heard = Heard(session, (at, "toggle"), (at + LONG_PAUSE_S + 1, "toggle"))
    words = session.begun.index("Side stretch. Left side, second of three.")
    assert session.begun[words + 1] == (STRETCH, second_left, 0)
    assert heard.ending == "finished"


def test_in_a_pause_noise_keeps_headphones_awake_for_two_minutes_and_then_the_device_is_let_go(session):
    heard = Heard.__new__(Heard)

    def wait_for_sound(playback):
        if playback.paused and not any(event == "close" for event, _ in heard.speakers.events):
            _ = heard.speakers.position

    heard.__init__(session, (4.0, "toggle"), (200.0, "toggle"), (206.0, "stop"), watch=wait_for_sound)
    first, second = heard.opened
    closed = next(position for event, position in first.events if event == "close")
    assert closed == pytest.approx(4000 + LET_GO_S * 1000, abs=3000)
    noise = first.written[frames_from_ms(6000) : frames_from_ms(closed - 3000)]
    seconds = noise[: len(noise) // SAMPLE_RATE * SAMPLE_RATE].reshape(-1, SAMPLE_RATE * 2)
    levels = 20 * np.log10(np.sqrt((seconds**2).mean(axis=1)))
    assert levels == pytest.approx(-50, abs=2)
    assert len(second.written)
    assert heard.player.course.here.elapsed > 4000


def test_a_device_that_was_let_go_is_not_opened_to_stop(session):
    heard = Heard(session, (4.0, "toggle"), (200.0, "stop"))
    assert (heard.ending, len(heard.opened)) == ("stopped", 1)


def test_headphones_that_are_gone_pause_the_session_until_space_goes_on(session):
    told = iter([None] * 60 + ["Headset"])
    heard = Heard(session, (60.0, "toggle"), (70.0, "stop"), gone=lambda: next(told, None))
    paused = [playback for playback in heard.positions if playback.paused]
    assert {playback.remark for playback in paused} == {
        "Headset is gone. Space goes on through the device that is there now."
    }
    assert len(heard.opened) == 2
    assert heard.positions[-1].remark is None


@pytest.mark.parametrize(
    "command", ["next", "previous", "again", "slower", "help", "unknown", Seek(10_000), GoTo(1), SeekTo(1, 0)]
)
def test_while_headphones_are_gone_no_key_but_space_opens_another_device(session, command):
    told = iter([None] * 60 + ["Headset"])
    heard = Heard(session, (60.0, command), (62.0, "stop"), gone=lambda: next(told, None))
    assert (heard.ending, len(heard.opened)) == ("stopped", 1)
    paused = [playback for playback in heard.positions if playback.paused]
    assert len({(playback.number, playback.elapsed) for playback in paused}) == 1


def test_while_headphones_are_gone_a_revision_is_taken_without_a_sound(session):
    told = iter([None] * 60 + ["Headset"])
    heard = Heard(session, (60.0, Revise(session, 1)), (62.0, "stop"), gone=lambda: next(told, None))
    assert len(heard.opened) == 1
    assert heard.player.course.here.excerpt.number == 1


@pytest.mark.parametrize("command", ["stop", "interrupt"])
def test_the_place_and_the_log_go_as_far_as_the_sound(session, command):
    class Ahead(RecordingSpeakers):
        """The system has taken 400 ms more than was heard."""

        def rewrite(self, change):
            taken = frames_from_ms(400)
            super().rewrite(lambda rest: np.concatenate([rest[:taken], change(rest[taken:])]))

    heard = Heard(session, (12.0, command), speakers=Ahead)
    before = heard.positions[-1]
    here = heard.player.course.here
    assert here.elapsed - before.elapsed == pytest.approx(400, abs=200)
    assert sum(heard.player.course.heard.values()) == pytest.approx(12_400, abs=200)


def test_a_device_that_takes_long_to_be_closed_is_no_sleep(session):
    heard, at = Heard.__new__(Heard), [0.0]

    class Slow(RecordingSpeakers):
        def __exit__(self, *raised):
            super().__exit__(*raised)
            self._clock.advance(3)

    def sleep_once(playback):
        if len(at) == 80:
            heard.clock.advance(5)

    def slept():
        at.append(heard.clock())
        return at[-1] - at[-2] if at[-1] - at[-2] > 2 else 0.0

    heard.__init__(session, (30.0, "stop"), speakers=Slow, slept=slept, watch=sleep_once)
    assert len(heard.opened) == 2


def test_a_hundred_pauses_lose_nothing(session):
    presses = [(3 + n * 0.15, "toggle") for n in range(200)]
    heard = Heard(session, *presses)
    whole = np.concatenate([session.whole(number) for number in range(4)])
    assert heard.ending == "finished"
    assert np.array_equal(heard.sound[-SAMPLE_RATE * 5 :], whole[-SAMPLE_RATE * 5 :])
    going = begins(session)[4] + 100 * 0.15
    assert heard.clock() == pytest.approx(going, abs=100 * 0.11)


def test_next_and_previous_go_from_exercise_to_exercise(session):
    heard = Heard(session, (1.0, "next"), (9.0, "next"), (10.0, "previous"), (20.0, "previous"), (22.0, "stop"))
    assert jumps(heard) == [OPENING, STRETCH, BREATHE, STRETCH, STRETCH]


def test_arrows_pressed_quickly_each_count(session):
    quick = [(1.0, "next"), (1.02, "next"), (1.04, "next"), (1.06, "previous")]
    heard = Heard(session, *quick, (3.0, "stop"))
    assert heard.player.course.here.excerpt.number == BREATHE


def test_a_pause_right_after_a_jump_keeps_the_place_that_was_jumped_to(session):
    heard = Heard(session, (5.0, "next"), (5.01, "pause"), (6.0, "stop"))
    assert heard.player.course.here.excerpt.number == STRETCH


@pytest.mark.parametrize(("command", "stop"), [("toggle", 14.0), ("again", 13.0), ("help", 10.0), ("slower", 14.0)])
def test_a_key_in_the_countdown_begins_it_anew(session, command, stop):
    before = session.countdown(10, OPENING)
    stop += session.announcer.help(USUAL.main).until / 1000 if command == "help" else 0
    presses = [(4.0, command), *([(5.0, "toggle")] if command == "toggle" else [])]
    heard = Heard(session, *presses, (stop, "stop"), before=[before])
    assert heard.player.course.here.excerpt.number == OPENING
    assert heard.player.course.here.elapsed == 0
    words = [cue.utterance.text for cue in before.chapter.cues]
    assert session.begun.count(" ".join(words)) == 2
    assert any((playback.remark or "").startswith("Begins in") for playback in heard.positions)


def test_there_is_nothing_after_the_closing(session):
    heard = Heard(session, (0.5, "next"), (1.0, "next"), (1.5, "next"), (2.0, "next"), (2.5, "next"))
    assert heard.ending == "finished"
    assert jumps(heard)[:4] == [OPENING, STRETCH, BREATHE, CLOSING]
    assert {*jumps(heard)[4:]} <= {CLOSING}


def test_again_goes_back_to_the_words_that_were_said_last_and_their_breath(session):
    chapter = session.chapter(STRETCH, 0)
    cue = next(cue for cue in chapter.cues if cue.phase is not None)
    at = begins(session)[STRETCH] + cue.end / 1000 + 0.5
    Heard(session, (at, "again"), (at + 1, "stop"))
    assert session.begun[-1] == (STRETCH, cue.start, 0) or (STRETCH, cue.start, 0) in session.begun


def test_again_right_after_a_change_of_the_breath_begins_the_rep_at_the_new_one(session):
    at = begins(session)[STRETCH] + rep(session, STRETCH, 2, "left") / 1000 + 2
    Heard(session, (at, "slower"), (at + 0.2, "again"), (at + 1, "stop"))
    assert (STRETCH, rep(session, STRETCH, 2, "left", 1), 1) in session.begun


def test_every_key_that_moves_sounds_a_tick(session):
    heard = Heard(session, (5.0, "next"), (8.0, "stop"))
    at = heard.cuts[1]
    response = heard.sound[at : at + len(session.announcer.tick)]
    assert np.array_equal(response[1000:], session.announcer.tick[1000:])


@pytest.mark.parametrize(("command", "tempo", "word"), [("slower", 1, "Slower."), ("faster", -1, "Faster.")])
def test_the_breath_changes_from_the_next_rep_on_and_a_word_says_so(session, command, tempo, word):
    first = rep(session, STRETCH, 1, "left")
    at = begins(session)[STRETCH] + first / 1000 + 2
    heard = Heard(session, (at, command))
    second = rep(session, STRETCH, 2, "left")
    new = rep(session, STRETCH, 2, "left", tempo)
    old, changed = (
        session.sounded[session.begun.index(begun)] for begun in session.begun if begun[0] == STRETCH and begun[1]
    )
    assert (old.end, changed.start, changed.tempo) == (second, new, tempo)
    assert (BREATHE, 0, tempo) in session.begun
    assert [cue.utterance.text for excerpt in (old, changed) for cue in excerpt.chapter.cues].count(word) == 1
    assert "tick" in [bell.name for bell in old.chapter.bells]
    longer = sum(session.chapter(number, tempo).duration - session.chapter(number, 0).duration for number in range(4))
    assert (heard.clock() > begins(session)[4]) == (longer > 0)


def test_what_is_heard_up_to_a_change_of_the_breath_is_what_was_planned(session):
    second = rep(session, STRETCH, 2, "left")
    at = begins(session)[STRETCH] + rep(session, STRETCH, 1, "left") / 1000 + 1
    heard = Heard(session, (at, "slower"))
    until = frames_from_ms(round(at * 1000) + 400)
    whole = np.concatenate([session.whole(number) for number in range(4)])
    assert np.array_equal(heard.sound[:until], whole[:until])
    joint = frames_from_ms(round(begins(session)[STRETCH] * 1000) + second)
    new = session.whole(STRETCH, 1)[frames_from_ms(rep(session, STRETCH, 2, "left", 1)) :][2000:40_000]
    assert np.array_equal(heard.sound[joint + 2000 : joint + 40_000], new)


def test_the_breath_goes_no_slower_than_three_a_minute_and_says_so(session):
    Heard(session, *((2 + n / 10, "slower") for n in range(12)), (20, "stop"))
    assert any("It goes no slower." in excerpt for excerpt in session.begun if isinstance(excerpt, str))
    assert session.can_go(7)
    assert not session.can_go(8)


def test_a_breath_changed_in_a_pause_is_the_new_one_when_it_goes_on(session):
    at = begins(session)[STRETCH] + rep(session, STRETCH, 2, "right") / 1000 + 1
    Heard(session, (at, "toggle"), (at + 1, "slower"), (at + 2, "toggle"))
    where = session.begun.index("Side stretch. Right side, second of three.")
    assert session.begun[where + 1] == (STRETCH, rep(session, STRETCH, 2, "right", 1), 1)


def test_help_tells_the_keys_and_the_rep_begins_again(session):
    second = rep(session, STRETCH, 2, "left")
    at = begins(session)[STRETCH] + second / 1000 + 3
    Heard(session, (at, "help"))
    said = next(
        index for index, excerpt in enumerate(session.begun) if isinstance(excerpt, str) and "Space pauses" in excerpt
    )
    assert session.begun[said + 1 : said + 3] == ["Side stretch. Left side, second of three.", (STRETCH, second, 0)]


def test_stop_ends_it_and_the_place_is_known(session):
    at = begins(session)[STRETCH] + 5
    heard = Heard(session, (at, "stop"))
    assert heard.ending == "stopped"
    assert heard.player.course.here.excerpt.number == STRETCH
    assert heard.player.course.here.elapsed == pytest.approx(5000, abs=LATE_S * 1000)


def test_a_paused_session_can_be_stopped(session):
    assert Heard(session, (2.0, "pause"), (3.0, "pause"), (4.0, "stop")).ending == "stopped"


def test_play_and_pause_do_nothing_where_it_is_so_already(session):
    session.chapter(OPENING, 0)  # whole, so that it plays as one excerpt
    heard = Heard(session, (2.0, "play"), (3.0, "pause"), (3.5, "pause"), (4.0, "play"), (4.5, "play"), (6.0, "stop"))
    assert len([begun for begun in session.begun if begun[0] == OPENING]) == 2
    assert heard.ending == "stopped"


def test_a_session_finishes_after_any_keys(session):
    commands = ["toggle", "next", "slower", "again", "help", "previous", "faster", "toggle", "play", "pause", "slower"]
    presses = [(1 + n * 0.07, commands[n * 7 % len(commands)]) for n in range(150)]
    heard = Heard(session, *presses, (20.0, "play"))
    assert heard.ending == "finished"


def test_a_console_that_sends_ctrl_c_as_a_key_interrupts(session):
    assert Heard(session, (1.0, "interrupt")).ending == "interrupted"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_interrupts_and_its_handler_is_put_back(session, number):
    before = signal.getsignal(number)

    def killed():
        os.kill(os.getpid(), number)

    heard = Heard(session, slept=killed)
    assert heard.ending == "interrupted"
    assert heard.speakers.events[-1][0] == "close"
    assert signal.getsignal(number) is before


def test_sound_is_written_in_advance_but_no_more_than_the_limit(tmp_path):
    session = two_exercises(tmp_path, reps=30)
    buffered = []
    heard = Heard.__new__(Heard)

    class Measured(RecordingSpeakers):
        def write(self, block):
            super().write(block)
            buffered.append(self.unheard)

    heard.__init__(session, speakers=Measured)
    assert 0 < max(buffered) <= BUFFERED_MS + 4_000


def test_who_slept_is_told_where_they_are_and_begins_the_rep_again(session):
    second = rep(session, STRETCH, 2, "left")
    at = begins(session)[STRETCH] + second / 1000 + 3
    heard = None
    naps = []

    def slept():
        if heard_clock() > at and not naps:
            naps.append(10.0)
            return 10.0
        return None

    class Clocked(RecordingSpeakers):
        def __init__(self, clock):
            super().__init__(clock)
            clocks.append(clock)

    clocks = []

    def heard_clock():
        return clocks[0]()

    heard = Heard(session, speakers=Clocked, slept=slept)
    words = session.begun.index("Side stretch. Left side, second of three.")
    assert session.begun[words + 1] == (STRETCH, second, 0)
    assert len(heard.opened) == 2
    assert heard.ending == "finished"


def test_a_device_that_vanishes_pauses_the_session_which_goes_on_when_it_is_back(session):
    second = rep(session, STRETCH, 2, "left")
    at = begins(session)[STRETCH] + second / 1000 + 3
    broken = []

    class Breaking(RecordingSpeakers):
        """Breaks once, and then opens at the third try only."""

        def __init__(self, clock):
            if broken and len(broken) < 3:
                broken.append("shut")
                raise SpeakersError("No sound device could be opened.")
            super().__init__(clock)

        @property
        def position(self):
            if self._clock() > at and not broken:
                broken.append("broke")
                raise SpeakersError("The sound device stopped working.")
            return super().position

    heard = Heard(session, speakers=Breaking)
    assert heard.ending == "finished"
    words = session.begun.index("Side stretch. Left side, second of three.")
    assert session.begun[words + 1] == (STRETCH, second, 0)
    assert "The sound device stopped working. Trying again." in {playback.remark for playback in heard.positions}


def test_a_session_that_waits_for_a_device_can_be_stopped(session):
    class Broken(RecordingSpeakers):
        @property
        def position(self):
            raise SpeakersError("The sound device stopped working.")

    assert Heard(session, (5.0, "stop"), speakers=Broken).ending == "stopped"


def test_without_a_device_at_the_start_it_does_not_begin(session):
    def none(clock):
        raise SpeakersError("No sound device could be opened.")

    with pytest.raises(SpeakersError, match="No sound device"):
        Heard(session, speakers=none)


def test_sound_that_cannot_be_made_is_raised_and_everything_is_closed(session):
    make = session.sound
    closed = []

    def sound(excerpt):
        if excerpt.number == STRETCH:
            raise SpeechError("The voice failed.")
        return make(excerpt)

    class Closing(RecordingSpeakers):
        def __init__(self, clock):
            super().__init__(clock, timeout=0.2)

        def __exit__(self, *raised):
            closed.append(True)

    session.sound = sound
    with pytest.raises(SpeechError, match="The voice failed"):
        Heard(session, speakers=Closing)
    assert closed


def test_what_was_heard_of_each_chapter_is_counted_without_pauses(session):
    heard = Heard(session, (5.0, "toggle"), (7.0, "toggle"))
    lengths = [session.chapter(number, 0).duration for number in range(4)]
    assert [heard.player.course.heard[number] for number in range(4)] == pytest.approx(lengths, abs=250)


@pytest.mark.slow
def test_a_script_that_is_edited_while_it_plays_changes_nothing(session, tmp_path):
    def edit(playback):
        for file in tmp_path.glob("*.md"):
            file.write_text("no script any more", "utf-8")

    heard = Heard(session, (3.0, "slower"), (4.0, "faster"), watch=edit)
    assert heard.ending == "finished"
    assert (STRETCH, 0, 0) in session.begun
    assert np.array_equal(heard.sound[-SAMPLE_RATE * 5 :], session.whole(CLOSING)[-SAMPLE_RATE * 5 :])


def test_a_session_plays_from_another_thread_too(session):
    endings = []
    thread = threading.Thread(target=lambda: endings.append(Heard(session, (2.0, "stop")).ending))
    thread.start()
    thread.join(20)
    assert endings == ["stopped"]


def test_before_it_starts_it_counts_in_and_says_what_is_needed(session):
    assert [cue.utterance.text for cue in session.countdown(10, OPENING).chapter.cues] == [
        "You will need a chair and a cushion.",
        "We begin in six seconds.",
        "Three.",
        "Two.",
        "One.",
    ]
    assert session.countdown(10, OPENING).until == 10_600
    assert [cue.utterance.text for cue in session.countdown(0, BREATHE).chapter.cues] == [
        "You will need a cushion.",
        "Stop if you feel dizzy.",
    ]


def said(session):
    return [begun for begun in session.begun if isinstance(begun, str)]


def test_seeking_on_leads_to_the_nearest_breath_and_says_the_rep(session):
    second, third = (rep(session, STRETCH, number, "left") for number in (2, 3))
    at = begins(session)[STRETCH] + second / 1000 + 1
    heard = Heard(session, (at, Seek(10_000)), (at + 6, "stop"))
    assert session.begun[-2:] == ["Side stretch. Left side, third of three.", (STRETCH, third, 0)]
    begin = heard.cuts[1]
    assert np.array_equal(
        heard.sound[begin + 1000 : begin + len(session.announcer.tick)], session.announcer.tick[1000:]
    )


def test_seeking_back_three_times_goes_back_three_breaths(session):
    third = rep(session, STRETCH, 3, "right")
    at = begins(session)[STRETCH] + third / 1000 + 3
    heard = Heard(session, *((at + n / 10, Seek(-10_000)) for n in range(3)), (at + 8, "stop"))
    assert [begun for begun in session.begun if begun[0] == STRETCH][-1][1] < rep(session, STRETCH, 1, "right")
    assert heard.player.course.here.elapsed < rep(session, STRETCH, 2, "right")


def test_seeking_crosses_into_the_chapters_beside_it(session):
    length = session.chapter(STRETCH, 0).duration
    at = begins(session)[STRETCH] + length / 1000 - 1
    assert Heard(session, (at, Seek(10_000)), (at + 4, "stop")).player.course.here.excerpt.number == BREATHE
    back = Heard(session, (begins(session)[STRETCH] + 1, Seek(-10_000)), (begins(session)[STRETCH] + 2, "stop"))
    assert back.player.course.here.excerpt.number == OPENING


def test_seeking_before_the_beginning_begins_again_and_beyond_the_end_changes_nothing(session):
    heard = Heard(session, (1.0, Seek(-10_000)), (3.0, "stop"))
    assert heard.player.course.here == Spot(heard.player.course.here.excerpt, pytest.approx(2000, abs=LATE_S * 1000))
    ending = begins(session)[4] - 1
    heard = Heard(session, (ending, Seek(10_000)))
    assert heard.ending == "finished"
    assert heard.clock() == pytest.approx(begins(session)[4], abs=LATE_S)
    assert jumps(heard) == [OPENING, STRETCH, BREATHE, CLOSING]


def test_a_seek_in_a_pause_says_where_it_leads_and_stays_paused(session):
    second, third = (rep(session, STRETCH, number, "left") for number in (2, 3))
    at = begins(session)[STRETCH] + second / 1000 + 1
    heard = Heard(session, (at, "pause"), (at + 0.5, Seek(10_000)), (at + 9, "stop"))
    assert said(session) == ["Side stretch. Left side, third of three."]
    assert heard.positions[-1].paused
    assert heard.player.course.here.elapsed == third
    going_on = Heard(session, (at, "pause"), (at + 0.5, Seek(10_000)), (at + 9, "play"), (at + 16, "stop"))
    assert session.begun[-1] == (STRETCH, third, 0)
    assert going_on.player.course.here.elapsed > third


def test_a_seek_in_the_countdown_is_not_obeyed(session):
    heard = Heard(session, (4.0, Seek(10_000)), (12.5, "stop"), before=[session.countdown(10, OPENING)])
    assert len(said(session)) == 1
    assert heard.player.course.here.elapsed == pytest.approx(1_900, abs=LATE_S * 1000)


def test_seeking_to_a_place_leads_to_the_breath_that_is_nearest(session):
    third = rep(session, STRETCH, 3, "left")
    Heard(session, (3.0, SeekTo(STRETCH, third + 1_000)), (8.0, "stop"))
    assert session.begun[-1] == (STRETCH, third, 0)


def test_seeking_to_the_start_of_a_chapter_stays_in_it_and_to_its_end_leads_to_the_next(session):
    length = session.chapter(STRETCH, 0).duration
    at = begins(session)[STRETCH] + 20
    heard = Heard(session, (at, SeekTo(STRETCH, 0)), (at + 2, SeekTo(STRETCH, length)), (at + 4, "stop"))
    assert jumps(heard) == [OPENING, STRETCH, STRETCH, BREATHE]
    assert heard.player.course.here.excerpt.number == BREATHE
    assert said(session) == []


def test_a_digit_goes_to_that_exercise_and_changes_nothing_if_there_is_none(session):
    heard = Heard(session, (2.0, GoTo(2)), (4.0, GoTo(1)), (6.0, GoTo(3)), (8.0, GoTo(9)), (9.0, "stop"))
    assert jumps(heard) == [OPENING, BREATHE, STRETCH]


def test_a_key_that_asks_for_nothing_ticks_and_changes_nothing_else(session):
    heard = Heard(session, (2.0, "unknown"), (9.0, "stop"))
    whole = np.concatenate([session.whole(number) for number in range(2)])
    at, length = heard.cuts[1], len(dull(session.announcer.tick))
    assert np.array_equal(heard.sound[:at], whole[:at])
    ticked = heard.sound[at : at + length] - whole[at : at + length]
    assert np.allclose(ticked, dull(session.announcer.tick), atol=1e-6)
    assert np.array_equal(heard.sound[at + length : 8 * SAMPLE_RATE], whole[at + length : 8 * SAMPLE_RATE])


@pytest.mark.parametrize(
    "presses",
    [
        [(2.0, "pause"), (3.0, "unknown"), (4.0, "stop")],
        [(2.0, "pause"), (3.0, "unknown"), (4.0, "play"), (6.0, "stop")],
    ],
)
def test_a_key_that_asks_for_nothing_is_heard_in_a_pause(session, presses):
    heard, tick = Heard(session, *presses), dull(session.announcer.tick)[:, 0]
    alike = np.correlate(heard.sound[SAMPLE_RATE : 5 * SAMPLE_RATE, 0], tick, "valid") / (tick @ tick)
    assert alike.max() == pytest.approx(1, abs=0.1)


def test_a_key_that_asks_for_nothing_is_heard_to_its_end_in_the_last_second(session):
    tick, end = dull(session.announcer.tick), begins(session)[4]
    heard = Heard(session, (end - 0.1, "unknown"))
    assert heard.ending == "finished"
    assert np.allclose(heard.sound[-len(tick) // 4 :, 0], tick[-len(tick) // 4 :, 0], atol=0.02)


def test_the_dull_tick_is_lower_and_softer_than_the_tick(session):
    tick, soft = (
        np.abs(np.fft.rfft(sound[:, 0], 1 << 15)) for sound in (session.announcer.tick, dull(session.announcer.tick))
    )
    assert soft.argmax() == pytest.approx(tick.argmax() / 2, rel=0.1)
    assert 20 * np.log10(
        np.abs(dull(session.announcer.tick)).max() / np.abs(session.announcer.tick).max()
    ) == pytest.approx(-6, abs=1)

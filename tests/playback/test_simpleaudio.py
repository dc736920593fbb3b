from itertools import groupby

import numpy as np
import pytest
from simulated import BufferDevice
from stepped import SteppedClock

from voiceguide.errors import SpeakersError
from voiceguide.playback.piece import LEAD_FRAMES, SHORTEST_FRAMES, TAKEN_FRAMES, Piece, quiet_place
from voiceguide.playback.simpleaudio import LAG_S, LONGEST_FRAMES, SimpleaudioSpeakers
from voiceguide.units import SAMPLE_RATE

LEAD_S = LEAD_FRAMES / SAMPLE_RATE


def pcm(seconds, level=1000):
    return np.full((round(seconds * SAMPLE_RATE), 2), level, np.int16)


def sound(seconds, level=0.5):
    return np.full((round(seconds * SAMPLE_RATE), 2), level, np.float32)


@pytest.fixture
def clock():
    return SteppedClock()


@pytest.fixture
def device(clock):
    return BufferDevice(clock)


@pytest.fixture
def started(clock, device):
    def start(*sounds):
        piece = Piece(np.concatenate(sounds), device.play, clock)
        clock.advance(LEAD_S)
        return piece, device.played[-1].pcm[LEAD_FRAMES:]

    return start


def test_what_is_heard_of_a_piece_goes_with_the_clock_and_ends_with_the_sound(started, clock):
    piece, _ = started(pcm(2))
    assert piece.heard == 0
    clock.advance(1.5)
    assert (piece.heard, piece.ends_in) == (1.5 * SAMPLE_RATE, pytest.approx(0.5))
    clock.advance(1.5)
    assert piece.heard == 2 * SAMPLE_RATE


def test_what_the_system_has_not_read_of_a_piece_can_be_replaced_while_it_plays(started, clock):
    piece, played = started(pcm(1, 1), pcm(2, 2))
    clock.advance(1)
    rest = piece.take_back()
    end = SAMPLE_RATE + 2 * TAKEN_FRAMES
    assert (piece.filled, len(rest)) == (end, 3 * SAMPLE_RATE - end)
    assert (rest == 2).all()
    assert not played[end:].any()
    assert len(piece.add(pcm(1, 3))) == 0
    assert np.array_equal(played[end : end + SAMPLE_RATE], pcm(1, 3))


def test_sound_that_comes_late_is_heard_whole_after_a_silence_that_is_not_counted(started, clock):
    piece, played = started(pcm(1, 1), pcm(5, 2))
    piece.take_back()
    clock.advance(4)
    filled = piece.filled
    assert len(piece.add(pcm(3, 3))) == pytest.approx(3 * SAMPLE_RATE - (2 * SAMPLE_RATE - 2 * TAKEN_FRAMES), abs=2)
    begin = 4 * SAMPLE_RATE + 2 * TAKEN_FRAMES
    assert not played[filled:begin].any()
    assert (played[begin:] == 3).all()
    assert piece.heard == filled


def test_sound_is_cut_where_it_is_quiet():
    loud, quiet = pcm(4), pcm(0.5, 3)
    for before in (0, 2, 5):
        at = quiet_place(np.concatenate([pcm(before + 0.001), loud, quiet, loud]))
        assert (before + 4) * SAMPLE_RATE < at < (before + 4.4) * SAMPLE_RATE


def test_nothing_is_cut_before_it_is_worth_a_piece():
    assert quiet_place(np.concatenate([pcm(1, 0), pcm(6)])) > SHORTEST_FRAMES
    assert quiet_place(pcm(1)) == SAMPLE_RATE


class Heard:
    """Sound given to speakers on a device, and what the device played of it, the silence between pieces left out."""

    def __init__(self, clock, device):
        self.clock, self.device = clock, device
        self.speakers = SimpleaudioSpeakers(clock, device.play)
        self.places = []

    def play(self, seconds, step=0.005, until=lambda: False):
        for _ in range(round(seconds / step)):
            if self.speakers.done or until():
                return
            position = self.speakers.position
            self.places.append((len(self.pieces), self.clock(), position))
            self.clock.advance(step)

    @property
    def pieces(self):
        return [each.pcm[LEAD_FRAMES:] for each in self.device.played[1:]]


@pytest.fixture
def heard(clock, device):
    return Heard(clock, device)


def words(count, each=2.0, quiet=1.0):
    """So many words that differ, with quiet after each."""
    return np.concatenate([part for n in range(count) for part in (sound(each, (n + 1) / 100), sound(quiet, 0.0001))])


def test_pieces_are_cut_between_words_and_all_words_are_heard_whole_and_once(heard):
    heard.speakers.write(words(12))
    heard.speakers.finish()
    heard.play(60)
    assert heard.speakers.done
    assert len(heard.pieces) > 2
    assert max(map(len, heard.pieces)) <= LONGEST_FRAMES
    played = np.concatenate(heard.pieces)
    for n in range(12):
        level = round((n + 1) / 100 * 32767)
        assert (np.abs(played[:, 0] - level) < 2).sum() == 2 * SAMPLE_RATE


def test_every_word_is_in_its_place_though_the_system_is_silent_between_pieces(heard):
    heard.speakers.write(words(12))
    heard.speakers.finish()
    heard.play(60)
    begins = []
    for piece, playing in zip(heard.pieces, heard.device.played[1:], strict=True):
        loud = np.flatnonzero((piece[1:, 0] > 300) & (piece[:-1, 0] < 300)) + 1
        begins += [playing.begun + LEAD_S + at / SAMPLE_RATE for at in ([0] if piece[0, 0] > 300 else []) + list(loud)]
    assert np.array(begins) - begins[0] == pytest.approx([3 * n for n in range(12)], abs=0.02)


def test_the_last_piece_is_waited_for(heard, device):
    heard.speakers.write(sound(3))
    heard.speakers.finish()
    heard.play(2)
    device.stood += 0.5
    heard.play(1.2)
    assert not heard.speakers.done
    heard.play(0.5)
    assert heard.speakers.done
    assert heard.speakers.position == 3000


@pytest.mark.parametrize("speed", [0.98, 1.02])
def test_the_place_is_the_devices_at_the_end_of_each_piece_however_fast_it_is(heard, device, speed):
    device.speed = speed
    heard.speakers.write(words(60))
    heard.speakers.finish()
    heard.play(200)
    assert heard.speakers.done
    for _, places in groupby(heard.places, lambda each: each[0]):
        (_, begun, begin), *others = places
        for _, time, place in others:
            assert place == pytest.approx(begin + (time - begun) * speed * 1000, abs=250)
    assert heard.speakers.position == 180_000


def test_a_lag_of_less_than_a_second_is_made_good_at_the_end_of_the_piece(heard, device):
    heard.speakers.write(words(10))
    heard.speakers.finish()
    heard.play(5)
    device.stood += 0.8
    heard.play(60)
    assert heard.speakers.done
    assert len(np.concatenate(heard.pieces)) > 29 * SAMPLE_RATE
    assert heard.speakers.position == 30_000


def test_a_lag_of_more_than_a_second_is_a_lost_device_and_the_place_is_the_last_that_is_sure(heard, device):
    heard.speakers.write(words(10))
    heard.speakers.finish()
    heard.play(60, until=lambda: len(heard.pieces) == 2)
    begun = heard.speakers.position
    device.stood += LAG_S + 0.2
    with pytest.raises(SpeakersError, match="stopped working"):
        heard.play(60)
    assert heard.speakers.position == begun
    assert device.played[-1].stopped


def test_a_piece_that_ends_long_before_its_time_is_a_lost_device(heard, device):
    heard.speakers.write(words(10))
    heard.play(5)
    device.broken = True
    with pytest.raises(SpeakersError, match="stopped working"):
        heard.play(1)
    assert heard.speakers.position == pytest.approx(5000, abs=50)


def test_a_device_that_opens_and_stands_still_is_lost(clock):
    class Still:
        def is_playing(self):
            return True

    opened = []
    speakers = SimpleaudioSpeakers(clock, lambda memory: opened.append(Still()) or opened[-1])
    speakers.write(words(4))
    clock.advance(1.5)
    assert not speakers.done
    clock.advance(0.2)
    with pytest.raises(SpeakersError, match="stopped working"):
        _ = speakers.done
    assert (speakers.position, len(opened)) == (0, 1)


def test_nothing_of_what_was_rewritten_is_lost_where_it_goes_beyond_the_piece(heard):
    heard.speakers.write(words(2))
    heard.speakers.finish()
    heard.play(2)
    rests = []
    heard.speakers.rewrite(lambda rest: rests.append(rest) or words(4))
    heard.speakers.finish()
    heard.play(30)
    assert heard.speakers.done
    assert heard.speakers.position == pytest.approx(6000 - len(rests[0]) / 44.1 + 12_000, abs=1)

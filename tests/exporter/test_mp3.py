import numpy as np
import pytest
from tone_session import chapter

from voiceguide.exporter.mp3 import MP3_KBPS, STANDARD, Encoding, encode_chapter
from voiceguide.units import MP3_FRAME, frames_from_ms

ONE_STEP = 49 * MP3_FRAME


def noise(steps, seed=0):
    samples = np.random.default_rng(seed).uniform(-0.5, 0.5, (steps * ONE_STEP, 2))
    return samples.astype(np.float32)


def encoded(*blocks, encoding=STANDARD):
    return b"".join(encode_chapter(blocks, encoding))


def mp3_frames(data, kbps=128):
    """Each frame's length in bytes, and how many bytes before the frame its data begin."""
    at = 0
    while at < len(data):
        assert data[at : at + 2] == b"\xff\xfb", f"no frame begins at byte {at}"
        length = 144_000 * kbps // 44_100 + (data[at + 2] >> 1 & 1)
        yield length, data[at + 4] << 1 | data[at + 5] >> 7
        at += length
    assert at == len(data)


@pytest.mark.parametrize("steps", [1, 2, 7])
@pytest.mark.parametrize("sound", [noise, lambda steps: np.zeros((steps * ONE_STEP, 2), np.float32)])
def test_a_chapter_is_as_many_whole_frames_as_its_sound(steps, sound):
    data = encoded(sound(steps))
    assert len(list(mp3_frames(data))) == steps * 49
    assert len(data) == steps * 1280 * 16


@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize("kbps", MP3_KBPS)
def test_at_every_bit_rate_a_chapter_is_a_whole_number_of_frames(kbps, mono):
    data = encoded(noise(2), encoding=Encoding(kbps, mono))
    assert len(list(mp3_frames(data, kbps))) == 2 * 49
    assert len(data) == 2 * 1280 * kbps // 8


def test_a_chapter_borrows_no_bits_from_the_one_before_it():
    borrowed = [begin for _, begin in mp3_frames(encoded(noise(2)))]
    assert borrowed[0] == 0
    assert any(borrowed[1:]), "inside the chapter the bit reservoir is in use"


def test_the_frames_do_not_depend_on_how_the_sound_is_cut_into_blocks():
    sound = noise(6)
    assert encoded(*np.split(sound, [1, 5000, 5001, 200_000])) == encoded(sound)


def test_a_chapter_off_the_grid_is_refused():
    with pytest.raises(ValueError, match="got 5 frames over 2"):
        encoded(noise(2), np.zeros((5, 2), np.float32))


def test_frames_come_while_the_sound_is_still_being_made(mix):
    """The first piece comes after the first block: nothing waits for the whole chapter."""
    taken = []

    def watched():
        for block in mix(chapter("Long", 60, 0)):
            taken.append(len(block))
            yield block

    assert len(next(encode_chapter(watched()))) > 10_000
    assert sum(taken) < frames_from_ms(60 * 1280) / 2

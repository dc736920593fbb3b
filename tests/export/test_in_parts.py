from functools import partial

import numpy as np
import pytest
from tone_session import chapter, tone

from voiceguide.export.encoding import STANDARD
from voiceguide.export.in_parts import LONGEST_STEPS, encode_in_parts, part_spans
from voiceguide.export.kept import chapter_frames
from voiceguide.export.mp3 import encode_chapter
from voiceguide.export.splice import OVERLAP_MS
from voiceguide.mix.chapter import mix_chapter
from voiceguide.mix.sound import Sound
from voiceguide.units import frames_from_ms

LONGEST_MS = LONGEST_STEPS * 1280
MIX = partial(mix_chapter, clip=tone, sound=Sound(bed="rain"))


@pytest.mark.parametrize("steps", [1, LONGEST_STEPS, LONGEST_STEPS + 1, 3 * LONGEST_STEPS + 5])
def test_parts_are_even_and_cover_a_chapter_with_their_overlaps(steps):
    spans = part_spans(steps * 1280)
    assert (spans[0][0], spans[-1][1]) == (0, steps * 1280)
    assert [start + OVERLAP_MS for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
    lengths = [end - start - (OVERLAP_MS if start else 0) for start, end in spans]
    assert max(lengths) <= LONGEST_MS
    assert max(lengths) - min(lengths) <= 1280
    assert not any(position % 1280 for span in spans for position in span)


def test_a_chapter_in_parts_has_as_many_bytes_as_one_that_is_encoded_alone():
    long = chapter("Long", 2 * LONGEST_STEPS + 7, *range(100, LONGEST_MS * 2, 1717))
    parts = b"".join(encode_in_parts(long, MIX, STANDARD))
    assert len(parts) == long.duration * STANDARD.bytes_per_ms
    assert parts == b"".join(encode_in_parts(long, MIX, STANDARD)), "each time the same"


def test_a_chapter_of_one_part_is_encoded_alone():
    short = chapter("Short", 9, 333, 1500)
    assert b"".join(encode_in_parts(short, MIX, STANDARD)) == b"".join(encode_chapter(MIX(short)))


def test_a_chapter_whose_parts_do_not_fit_is_encoded_alone():
    """Clicks all over leave no frame to join at; the pieces that came before it was known come again."""

    def clicks(chapter, start=0, end=None):
        sound = np.zeros((frames_from_ms((end or chapter.duration) - start), 2), np.float32)
        sound[::900] = 0.9
        yield sound

    long = chapter("Clicks", LONGEST_STEPS + 3)
    file = bytearray(long.duration * STANDARD.bytes_per_ms)
    for before, piece in chapter_frames(long, clicks, STANDARD):
        file[before : before + len(piece)] = piece
    assert bytes(file) == b"".join(encode_chapter(clicks(long)))


def test_a_part_that_fails_ends_it():
    def failing(chapter, start, end):
        if start:
            raise RuntimeError("no voice")
        return MIX(chapter, start=start, end=end)

    with pytest.raises(RuntimeError, match="no voice"):
        list(encode_in_parts(chapter("Fails", 4 * LONGEST_STEPS), failing, STANDARD))

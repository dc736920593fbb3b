import wave
from io import BytesIO

import numpy as np
import pytest
from mutagen.wave import WAVE
from tone_session import chapter, expected_onsets, heard_onsets, loudest_between, session

from voiceguide.errors import ExportError
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.tags import id3_tag
from voiceguide.exporter.wav import write_wav
from voiceguide.units import frames_from_ms


def written(timeline, mix, **options):
    file = BytesIO()
    write_wav(timeline, mix, file, id3_tag(timeline), **options)
    return file


def heard(file, channels=2):
    file.seek(0)
    with wave.open(file) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (44_100, channels, 2)
        return np.frombuffer(wav.readframes(wav.getnframes()), "<i2").reshape(-1, channels) / 32767


def test_every_sound_is_heard_within_8_ms_of_the_timeline_and_nothing_between(timeline, mix):
    samples = heard(written(timeline, mix))
    assert len(samples) == frames_from_ms(timeline.duration)
    np.testing.assert_allclose(heard_onsets(samples[:, 0]), expected_onsets(timeline), atol=8)
    assert loudest_between(samples[:, 0], timeline, 1) == 0
    np.testing.assert_array_equal(samples[:, 0], samples[:, 1])


def test_progress_grows_to_the_whole_length(timeline, mix):
    told = []
    written(timeline, mix, on_progress=lambda done: told.append(sum(done)))
    assert told == sorted(told)
    assert told[-1] == timeline.duration


def test_one_channel_is_the_mean_of_both(timeline, mix):
    both, one = heard(written(timeline, mix)), heard(written(timeline, mix, encoding=Encoding(mono=True)), 1)
    np.testing.assert_array_equal(one[:, 0], both[:, 0])


def test_the_tag_stands_after_the_sound_and_is_found(timeline, mix):
    file = written(timeline, mix)
    assert int.from_bytes(file.getvalue()[4:8], "little") == len(file.getvalue()) - 8
    file.seek(0)
    tags = WAVE(file).tags
    assert str(tags["TIT2"]) == timeline.title
    assert len(tags.getall("CHAP")) == 3


def test_a_session_too_long_for_a_wav_is_refused_before_anything_is_made():
    with pytest.raises(ExportError, match=r"lasts 7:00:00, and a WAV holds at most 6:45:4\d: choose .* \.mp3"):
        write_wav(session(chapter("Long", 7 * 3_600_000 // 1280 + 1)), lambda _: pytest.fail("mixed"), BytesIO(), b"")

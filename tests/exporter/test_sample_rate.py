"""MP3s at 48 kHz."""

from io import BytesIO

import miniaudio
import numpy as np
import pytest
from mutagen.mp3 import MP3
from tone_session import QUIET, chapter, expected_onsets, heard_onsets, loudest_between, session

from voiceguide.errors import ExportError
from voiceguide.exporter.file import export_session
from voiceguide.exporter.forms import FILE_FORMS
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.mp3_file import write_mp3
from voiceguide.replay import Decoder, seek_points
from voiceguide.units import SAMPLE_RATE, frames_from_ms

FILE_RATE = 48_000
ENCODINGS = [Encoding(128, rate=FILE_RATE), Encoding(64, mono=True, rate=FILE_RATE), Encoding(32, rate=FILE_RATE)]


def written(timeline, mix, encoding, **options):
    file = BytesIO()
    write_mp3(timeline, mix, file, b"", encoding=encoding, **options)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ENCODINGS, ids=str)
def test_the_file_lasts_what_the_session_lasts_and_each_sound_is_in_its_place(timeline, mix, encoding):
    sound = miniaudio.mp3_read_f32(written(timeline, mix, encoding))
    assert (sound.sample_rate, sound.nchannels) == (FILE_RATE, encoding.channels)
    samples = np.array(sound.samples).reshape(-1, sound.nchannels)[:, 0]
    assert len(samples) == timeline.duration * FILE_RATE // 1000
    at = np.arange(frames_from_ms(timeline.duration)) * FILE_RATE / SAMPLE_RATE
    at_usual_rate = np.interp(at, np.arange(len(samples)), samples)
    np.testing.assert_allclose(heard_onsets(at_usual_rate), expected_onsets(timeline), atol=2)
    assert loudest_between(at_usual_rate, timeline, 45) < QUIET


@pytest.mark.parametrize("grids", [1, 2, 3])
@pytest.mark.parametrize("encoding", ENCODINGS, ids=str)
def test_the_header_tells_the_frames_and_bytes_that_follow(grids, encoding, mix):
    timeline = session(chapter("A", grids, 300))
    data = written(timeline, mix, encoding)
    frame = 3 * encoding.kbps
    starts = range(0, len(data), frame)
    assert len(data) % frame == 0
    assert {data[start : start + 2] for start in starts} == {b"\xff\xfb"}
    assert {data[start + 2] >> 2 & 3 for start in starts} == {1}
    found = MP3(BytesIO(data)).info
    assert (found.sample_rate, found.bitrate) == (FILE_RATE, encoding.kbps * 1000)
    assert found.length == pytest.approx(timeline.duration / 1000, abs=0.001)
    info = data.index(b"Info")
    frames, size = (int.from_bytes(data[info + at : info + at + 4], "big") for at in (8, 12))
    assert (frames + 1, size) == (len(starts), len(data))


def test_progress_ends_with_all_of_every_chapter(timeline, mix):
    seen = []
    written(timeline, mix, ENCODINGS[0], on_progress=seen.append)
    assert seen[-1] == tuple(each.duration for each in timeline.chapters)


def test_such_a_file_is_replayed_from_its_beginning(timeline, mix, tmp_path):
    file = export_session(timeline, mix, tmp_path / "session.mp3", encoding=ENCODINGS[0]).path
    assert seek_points(file, [start for start, _ in timeline.placed()], timeline.duration) == {}
    whole = np.concatenate(list(Decoder(file).read(0, frames_from_ms(timeline.duration))))
    np.testing.assert_allclose(heard_onsets(whole[:, 0]), expected_onsets(timeline), atol=27)


@pytest.mark.parametrize("suffix", sorted({*FILE_FORMS} - {".mp3"}))
def test_other_forms_have_one_sample_rate(suffix):
    with pytest.raises(ExportError, match="leave out --sample-rate"):
        FILE_FORMS[suffix].encoding(rate=FILE_RATE)

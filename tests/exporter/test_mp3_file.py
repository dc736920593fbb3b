import subprocess
import threading
import tracemalloc
from io import BytesIO

import miniaudio
import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from tone_session import QUIET, chapter, expected_onsets, heard_onsets, loudest_between, session

from voiceguide.exporter.mp3 import MP3_KBPS, STANDARD, Encoding, encode_chapter
from voiceguide.exporter.mp3_file import write_mp3
from voiceguide.exporter.tags import id3_tag
from voiceguide.units import frames_from_ms


def written(timeline, mix, **options):
    file = BytesIO()
    write_mp3(timeline, mix, file, id3_tag(timeline), **options)
    return file.getvalue()


def decoded(data):
    sound = miniaudio.mp3_read_f32(data)
    assert (sound.sample_rate, sound.nchannels) == (44_100, 2)
    return np.array(sound.samples).reshape(-1, 2)


def audio(data):
    """The encoder's frames alone: without the tag, the header frame and the closing frame."""
    return data[ID3(BytesIO(data)).size + 417 : -417]


def quiet_noise(chapter):
    """A steady quiet noise, the same in every chapter."""
    noise = np.random.default_rng(1).uniform(-0.01, 0.01, (frames_from_ms(chapter.duration), 2))
    return [noise.astype(np.float32)]


def test_every_sound_is_heard_within_45_ms_of_the_timeline_and_nothing_between(timeline, mix):
    samples = decoded(written(timeline, mix))
    onsets = heard_onsets(samples[:, 0])
    np.testing.assert_allclose(onsets, expected_onsets(timeline), atol=45)
    assert loudest_between(samples[:, 0], timeline, 45) < QUIET


def test_with_a_player_that_reads_the_header_every_sound_is_exactly_in_its_place(timeline, mix):
    samples = decoded(written(timeline, mix))
    assert len(samples) == frames_from_ms(timeline.duration)
    np.testing.assert_allclose(heard_onsets(samples[:, 0]), expected_onsets(timeline), atol=2)


def test_with_a_player_that_does_not_every_sound_is_at_most_26_ms_late(timeline, mix):
    late = np.subtract(heard_onsets(decoded(audio(written(timeline, mix)))[:, 0]), expected_onsets(timeline))
    assert late.min() > 18, "the first attack has a little pre-echo"
    assert late.max() < 26


def test_a_chapter_is_the_same_bytes_whatever_stands_beside_it(mix):
    one, two = chapter("One", 2, 100), chapter("Two", 4, 200, 1300)
    alone = b"".join(encode_chapter(mix(two)))
    for before, after in ([], []), ([one], []), ([two, one], [one]):
        start = sum(part.duration for part in before) * STANDARD.bytes_per_ms
        together = audio(written(session(*before, two, *after), mix))
        assert together[start : start + len(alone)] == alone


def test_a_join_is_not_heard():
    samples = decoded(written(session(*(chapter(str(n), 1) for n in range(4))), quiet_noise))
    for join in (56_448, 112_896, 169_344):
        near, before = samples[join - 1200 : join + 1200], samples[join - 20_000 : join - 10_000]
        assert np.abs(near).max() < 1.3 * np.abs(before).max()


def test_tags_stand_in_front_and_tell_the_true_length(timeline, mix):
    mp3 = MP3(BytesIO(written(timeline, mix)))
    assert mp3.info.length == timeline.duration / 1000
    assert len(mp3.tags.getall("CHAP")) == 3


def test_the_same_session_gives_the_same_bytes(timeline, mix):
    assert written(timeline, mix) == written(timeline, mix)


def test_progress_is_told_in_the_calling_thread_and_grows_to_the_whole_length(timeline, mix):
    told = []
    written(timeline, mix, on_progress=lambda done: told.append((done, threading.current_thread())))
    assert [sum(done) for done, _ in told] == sorted(sum(done) for done, _ in told)
    assert told[-1][0] == tuple(chapter.duration for chapter in timeline.chapters)
    assert {thread for _, thread in told} == {threading.main_thread()}


def test_a_chapter_that_fails_stops_the_others():
    """The other chapter never ends by itself: the test ends only if it is stopped."""

    def mix(chapter):
        yield np.zeros((56_448, 2), np.float32)
        if chapter.title == "Fails":
            raise RuntimeError("no voice")
        while True:
            yield np.zeros((56_448, 2), np.float32)

    with pytest.raises(RuntimeError, match="no voice"):
        written(session(chapter("Endless", 1), chapter("Fails", 1)), mix)


@pytest.mark.slow
def test_memory_does_not_hold_a_long_chapter(tmp_path):
    """Twenty minutes are 424 MB as samples, 212 MB as PCM and 19 MB as MP3; a block is 1 MB."""

    def mix(chapter):
        for _ in range(0, chapter.duration, 1280):
            yield np.zeros((56_448, 2), np.float32)

    long = session(chapter("Long", 938))
    with (tmp_path / "long.mp3").open("wb") as file:
        tracemalloc.start()
        try:
            write_mp3(long, mix, file, b"")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize("kbps", MP3_KBPS)
def test_at_every_bit_rate_the_header_tells_the_true_length(timeline, mix, kbps, mono):
    data = written(timeline, mix, encoding=Encoding(kbps, mono))
    info = MP3(BytesIO(data)).info
    assert (info.length, info.channels) == (timeline.duration / 1000, 1 if mono else 2)
    assert info.bitrate == pytest.approx(kbps * 1000, rel=0.001)
    assert len(miniaudio.mp3_read_s16(data).samples) == frames_from_ms(timeline.duration) * (1 if mono else 2)


def test_mono_is_as_loud_on_each_side(timeline, mix):
    both, one = (miniaudio.mp3_read_f32(written(timeline, mix, encoding=Encoding(128, mono))) for mono in (False, True))
    left = np.array(both.samples).reshape(-1, 2)[:, 0]
    assert np.std(np.array(one.samples)) == pytest.approx(np.std(left), rel=0.02)


@pytest.mark.parametrize("encoding", [STANDARD, Encoding(40, mono=True), Encoding(320)], ids=str)
@pytest.mark.parametrize("player", ["ffmpeg -v warning -i FILE -f null -", "mpg123 -q --test FILE"])
def test_other_decoders_have_nothing_to_complain_about(timeline, mix, player, encoding, tmp_path):
    command = player.replace("FILE", str(tmp_path / "session.mp3")).split()
    (tmp_path / "session.mp3").write_bytes(written(timeline, mix, encoding=encoding))
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")

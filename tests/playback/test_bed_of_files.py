"""A bed of files goes on from chapter to chapter, and sounds in play as in an export."""

import wave
from pathlib import Path

import numpy as np
import pytest

from voiceguide.exporter.forms import form_of
from voiceguide.exporter.mp3 import STANDARD
from voiceguide.exporter.request import ExportRequest
from voiceguide.mix.playlist import decoded, playlist
from voiceguide.mix.sound import Sound
from voiceguide.playback.live import LiveSession
from voiceguide.playback.player import Player
from voiceguide.playback.recording import RecordingSpeakers
from voiceguide.session import Rendering, prepare
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.timeline.options import Options
from voiceguide.units import SAMPLE_RATE

REPS = "## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    playlist.cache_clear()
    rng = np.random.default_rng(2)
    for name, seconds in (("one", 21), ("two", 8)):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", "not compressed"))
            file.writeframes((rng.uniform(-0.2, 0.2, seconds * SAMPLE_RATE) * 32767).astype("<i2").tobytes())
    return tmp_path / "one.wav", tmp_path / "two.wav"


def test_play_and_export_agree_to_the_sample_wherever_playing_begins(session_of, files, tmp_path):
    session = session_of(s="# S\n\n1. [A](a.md)\n2. [B](b.md)\n", a=f"# A\n\n{REPS}", b=f"# B\n\n{REPS}")
    sound, cache = Sound(bed=files), tmp_path / "clips"
    made = prepare(session, Options(), ToneEngine(), cache, sound)
    assert [chapter.bed_start for chapter in made.timeline.chapters] == [start for start, _ in made.timeline.placed()]
    live = LiveSession(session, Options(), ClipCache(ToneEngine(), cache), sound)
    for number in (2, 0, 3, 1):
        whole = np.concatenate(list(made.mix(made.timeline.chapters[number])))
        played = np.concatenate([block for each in live.excerpts(number, 0) for block in live.sound(each)])
        assert np.array_equal(played, whole)
        [*_, part] = live.excerpts(number, 0, 2000)
        assert np.array_equal(np.concatenate(list(live.sound(part))), whole[-len(played) :][-_frames(part) :])


def test_a_bed_begins_where_playing_begins_and_nothing_is_spoken_before_that(session_of, files, tmp_path):
    session = session_of(s="# S\n\n1. [A](a.md)\n2. [B](b.md)\n", a=f"# A\n\n{REPS}", b=f"# B\n\n{REPS}")
    live = LiveSession(session, Options(), ClipCache(ToneEngine(), tmp_path / "clips"), Sound(bed=files))
    live.begin_bed(2)
    _ = live.chapter(2, 0)
    assert live.duration(0, 0) is live.duration(1, 0) is None
    for tempo in (0, 1):
        opening, _, second, closing = (live.chapter(number, tempo) for number in range(4))
        assert (opening.bed_start, second.bed_start, closing.bed_start) == (0, 0, second.duration)


def _frames(excerpt):
    return round((excerpt.until - excerpt.start) * SAMPLE_RATE / 1000)


def test_equal_chapters_at_other_places_are_cached_apart(session_of, files, tmp_path):
    session = session_of(s="# S\n\n1. [A](a.md)\n2. [A](a.md)\n3. [A](a.md)\n", a=f"# A\n\n{REPS}")
    made = prepare(session, Options(), ToneEngine(), tmp_path / "clips", Sound(bed=files))
    two, three = made.timeline.chapters[2:4]
    assert two.cues == three.cues
    assert made.cache.key(two, STANDARD) != made.cache.key(three, STANDARD)
    plain = prepare(session, Options(), ToneEngine(), tmp_path / "clips", Sound(bed="rain"))
    assert len({plain.cache.key(chapter, STANDARD) for chapter in plain.timeline.chapters[2:4]}) == 1


@pytest.fixture
def tone(tmp_path, files):
    """A steady tone, longer than the session."""
    with wave.open(str(tmp_path / "tone.wav"), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", "not compressed"))
        steady = 0.3 * np.sin(2 * np.pi * 300 * np.arange(120 * SAMPLE_RATE) / SAMPLE_RATE)
        file.writeframes((steady * 32767).astype("<i2").tobytes())
    return (tmp_path / "tone.wav",)


@pytest.fixture
def rendered(session_of, tone, tmp_path):
    session = session_of(s="# S\n\n1. [A](a.md)\n2. [B](b.md)\n", a=f"# A\n\n{REPS}", b=f"# B\n\n{REPS}")
    sound = Sound(bed=tone, bed_db=-10, guide="none", floor_db=None)
    return Rendering(session, Options(bells=False), sound, ToneEngine(), tmp_path / "clips")


def levels_db(sound, around_ms):
    """The levels of the left channel from 200 ms before a place to 200 ms after it, in steps of 10 ms."""
    begin = (around_ms - 200) * SAMPLE_RATE // 1000
    steps = sound[begin : begin + 40 * 441, 0].reshape(40, 441)
    return 20 * np.log10(np.sqrt((steps**2).mean(axis=1)) + 1e-9)


def joins_of(rendered):
    return [chapter.start_ms for chapter in rendered.timeline.chapters[1:]]


def test_where_two_chapters_join_the_bed_plays_on(rendered):
    sound = np.concatenate(list(rendered))
    for join in joins_of(rendered):
        assert np.ptp(levels_db(sound, join)) < 0.1
    assert levels_db(sound, 200)[:5].max() < -40
    assert levels_db(sound, rendered.timeline.duration_ms - 200)[-5:].max() < -170


def exported(rendered, target, *, split=False):
    form = form_of(Path("session.mp3")).encoding(None, mono=False)
    made = rendered.export(ExportRequest(target, ".mp3", form, split, (), "", False), lambda _: None)
    return [np.concatenate(list(decoded(each.path))) for each in made]


def test_in_an_mp3_the_encoder_leaves_a_dip_of_less_than_30_ms_there(rendered, tmp_path):
    [sound] = exported(rendered, tmp_path / "s.mp3")
    for join in joins_of(rendered):
        levels = levels_db(sound, join)
        usual = np.median(levels)
        assert np.count_nonzero(levels < usual - 1) <= 3
        assert levels.max() < usual + 0.5


def test_in_a_file_for_each_chapter_the_bed_fades_in_and_out(rendered, tmp_path):
    for sound in exported(rendered, tmp_path / "split", split=True):
        level = np.abs(sound[:, 0])
        assert level[:441].max() < 0.05 * level.max()
        assert level[-441:].max() < 0.05 * level.max()


def test_a_bed_that_is_begun_in_its_middle_does_not_click(rendered):
    live = rendered.live(lambda _: 1)
    speakers = RecordingSpeakers()
    Player(live, lambda: speakers, lambda _: "stop" if len(speakers.written) > SAMPLE_RATE else None).play(1)
    live.close()
    assert np.abs(speakers.written[:44]).max() < 0.1 * np.abs(speakers.written[:SAMPLE_RATE]).max()

"""A bed of files goes on from chapter to chapter, and sounds in play as in an export."""

import wave

import numpy as np
import pytest

from voiceguide.exporter.mp3 import STANDARD
from voiceguide.mix.playlist import playlist
from voiceguide.mix.sound import Sound
from voiceguide.playback.live import LiveSession
from voiceguide.session import prepare
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

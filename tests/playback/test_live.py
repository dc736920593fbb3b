"""A session that is made while it plays."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from voiceguide.errors import ChoiceError, SpeechError
from voiceguide.mix.sound import PLAIN, Sound
from voiceguide.playback.live import LiveSession
from voiceguide.playback.speakers import START_MS
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.timeline.model import Excerpt
from voiceguide.timeline.options import Options
from voiceguide.units import frames_from_ms

THREADS = 8


def live(folder, text, **options):
    (folder / "a.md").write_text(text, "utf-8")
    return LiveSession(
        load(folder / "a.md"), Options(bells=False, **options), ClipCache(ToneEngine(), folder / "clips"), Sound()
    )


def test_a_session_that_lasts_longer_than_a_day_is_refused_before_it_plays_and_nothing_is_spoken(tmp_path):
    half = "# {}\n\n## Breathe 800 min\n"
    (tmp_path / "b.md").write_text(half.format("B"), "utf-8")
    (tmp_path / "c.md").write_text(half.format("C"), "utf-8")
    with pytest.raises(ChoiceError, match="'Two' lasts more than 24 hours"):
        live(tmp_path, "# Two\n\n1. [B](b.md)\n2. [C](c.md)\n")
    assert not (tmp_path / "clips").exists()


def test_threads_that_ask_for_a_tempo_at_once_get_the_same_chapters(tmp_path):
    session = live(tmp_path, "# A\n\n## Repeat 2 times\n- Inhale\n- Exhale\n")
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            for tempo in (*range(1, 8), *range(-1, -4, -1)):
                barrier = threading.Barrier(THREADS)

                def ask(_: int, tempo: int = tempo, barrier: threading.Barrier = barrier) -> int:
                    barrier.wait(10)
                    return id(session.chapter(2, tempo))

                assert len(set(pool.map(ask, range(THREADS)))) == 1
    finally:
        sys.setswitchinterval(interval)


def test_a_session_of_a_wanted_length_is_what_is_compiled_and_tells_what_is_spoken_for_it(tmp_path):
    spoken: list[str] = []
    text = "# A\n\n## Repeat 2-9 times\n- Inhale: rise.\n- Exhale: sink.\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    options = Options(bells=False, minutes=2)
    clips = ClipCache(ToneEngine(), tmp_path / "clips")
    session = LiveSession(load(tmp_path / "a.md"), options, clips, Sound(), spoken.append)
    assert "Inhale, rise." in spoken
    assert abs(sum(session.chapter(n, 0).duration for n in range(len(session.titles))) - 120_000) <= 30_000
    assert session.exercises == (None, *["a"] * (len(session.titles) - 2), None)


GROWING = """\
# Two

Welcome to this session. Take all the time that you need, and more.

> [!CAUTION]
> Stop if it hurts.

1. [Breathe](breathe.md)
"""


class Counting(ToneEngine):
    """A voice that counts what it spoke, and refuses all after the first `most`."""

    def __init__(self, most=1_000):
        self.spoken, self.most = 0, most

    def synthesize(self, utterance):
        if self.spoken >= self.most:
            raise SpeechError("hoarse")
        self.spoken += 1
        return super().synthesize(utterance)


def growing(folder, engine, sound=PLAIN, **options):
    (folder / "two.md").write_text(GROWING, "utf-8")
    (folder / "breathe.md").write_text("# Breathe\n\n## Breathe 2 breaths\n", "utf-8")
    return LiveSession(load(folder / "two.md"), Options(**options), ClipCache(engine, folder / "clips"), sound)


def test_the_bell_sounds_before_any_words_are_spoken(tmp_path):
    session = growing(tmp_path, Counting(most=0))
    excerpt = next(session.excerpts(0, 0))
    assert [bell.name for bell in excerpt.chapter.bells] == ["start"]
    assert excerpt.chapter.cues == ()
    assert sum(map(len, session.sound(excerpt))) == frames_from_ms(excerpt.until) > frames_from_ms(START_MS)


def test_only_the_first_words_are_spoken_before_they_sound(tmp_path):
    engine = Counting(most=1)
    session = growing(tmp_path, engine, bells=False)
    assert engine.spoken == 0
    excerpt = next(session.excerpts(0, 0))
    assert [cue.utterance.text for cue in excerpt.chapter.cues] == ["Two."]
    assert sum(map(len, session.sound(excerpt))) == frames_from_ms(excerpt.until)
    assert engine.spoken == 1


def test_only_the_first_words_of_an_exercise_are_spoken_before_they_sound(tmp_path):
    engine = Counting(most=2)  # "Inhale." first: no breath that is counted may be too short for it
    excerpt = next(growing(tmp_path, engine).excerpts(1, 0))
    assert [cue.utterance.text for cue in excerpt.chapter.cues] == ["Breathe."]


@pytest.mark.parametrize("bells", [True, False])
@pytest.mark.parametrize(
    "sound", [PLAIN, Sound(guide="tones", bed="sea", bed_db=-6, floor_db=-40), Sound(bed="rain", loudness=-15)]
)
def test_an_opening_that_grows_sounds_as_the_whole_one_to_the_sample(tmp_path, bells, sound):
    session = growing(tmp_path, ToneEngine(), sound, bells=bells)
    excerpts = list(session.excerpts(0, 0))
    assert len(excerpts) == 4 + bells
    whole = session.chapter(0, 0)
    assert [(excerpt.start, excerpt.until) for excerpt in excerpts] == list(
        pairwise([0, *(excerpt.until for excerpt in excerpts[:-1]), whole.duration])
    )
    grown = np.concatenate([block for excerpt in excerpts for block in session.sound(excerpt)])
    assert np.array_equal(grown, np.concatenate(list(session.sound(Excerpt(whole)))))


@pytest.mark.parametrize(
    ("script", "sound"),
    [
        ("back-mobility", Sound(guide="breath", bed="sea", bed_db=-6)),
        ("desk-break", Sound(guide="tones", bed="rain", floor_db=None)),
        ("wind-down", Sound(guide="none", bed="drone", loudness=-15)),
    ],
)
def test_exercises_that_grow_sound_as_whole_ones_to_the_sample(tmp_path, script, sound):
    session = LiveSession(load(find_script(script)), Options(reps="low"), ClipCache(ToneEngine(), tmp_path), sound)
    for number in range(1, len(session.titles)):
        excerpts = list(session.excerpts(number, 0))
        [*growing, last] = excerpts
        assert len(growing) >= 2
        grown = np.concatenate([block for excerpt in growing for block in session.sound(excerpt)])
        whole = Excerpt(last.chapter, end=last.start)
        assert np.array_equal(grown, np.concatenate(list(session.sound(whole))))


def test_an_opening_that_grows_can_be_gone_on_with_anywhere(tmp_path):
    untils = [excerpt.until for excerpt in growing(tmp_path, ToneEngine()).excerpts(0, 0)]
    for start in (1, untils[0] - 1, untils[0], untils[0] + 1, untils[-2] + 1, untils[-1]):
        excerpts = list(growing(tmp_path, ToneEngine()).excerpts(0, 0, start))
        ends = [until for until in untils[:-1] if until > start] + untils[-1:]
        assert [(excerpt.start, excerpt.until) for excerpt in excerpts] == list(pairwise([start, *ends]))
        assert [excerpt.joins for excerpt in excerpts] == [True] * (len(excerpts) - 1) + [False]

"""A session that is made while it plays."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from voiceguide.errors import ChoiceError
from voiceguide.mix.sound import Sound
from voiceguide.pipeline.live import LiveSession
from voiceguide.speech.tone import ToneEngine
from voiceguide.timeline.options import Options

THREADS = 8


def live(folder, text, **options):
    (folder / "a.md").write_text(text, "utf-8")
    return LiveSession(str(folder / "a.md"), Options(bells=False, **options), ToneEngine(), folder / "clips", Sound())


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

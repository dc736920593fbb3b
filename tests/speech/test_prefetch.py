"""Prefetching through a whole session: the next chapter is spoken while this one is mixed, and it stops when told to."""

import tempfile
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from speaking import ListeningEngine

from voiceguide.clip import Clip
from voiceguide.mix.chapter import mix_chapter
from voiceguide.mix.sound import Sound
from voiceguide.speech.clips import ClipCache
from voiceguide.timeline.model import Chapter, Cue, Utterance
from voiceguide.units import CHAPTER_GRID_MS, frames_from_ms

UTTERANCES = 12
SLOW_S = 0.05


class SlowEngine(ListeningEngine):
    """Takes 50 ms for an utterance, and tells when it has spoken one."""

    def __init__(self) -> None:
        super().__init__()
        self.spoke = threading.Condition()

    def synthesize(self, utterance: Utterance) -> Clip:
        time.sleep(SLOW_S)
        clip = super().synthesize(utterance)
        with self.spoke:
            self.spoke.notify_all()
        return clip

    def wait_until_heard(self, utterance: Utterance) -> None:
        with self.spoke:
            assert self.spoke.wait_for(lambda: utterance in self.heard, timeout=60)


def said_in(chapter: int) -> list[Utterance]:
    return [Utterance(f"chapter {'abcd'[chapter]} sentence {letter}") for letter in "abcdefghijkl"[:UTTERANCES]]


def chapter_of(utterances: list[Utterance], cache: ClipCache) -> Chapter:
    cues, now = [], 0
    for utterance in utterances:
        cues.append(Cue("setup", utterance, now, cache.measure(utterance)))
        now = cues[-1].end + 100
    return Chapter("", None, -(-now // CHAPTER_GRID_MS) * CHAPTER_GRID_MS, cues=tuple(cues))


def prefetching() -> bool:
    return any(thread.name == "prefetch" for thread in threading.enumerate())


def test_the_next_chapter_is_spoken_while_this_one_is_mixed(tmp_path: Path) -> None:
    engine = SlowEngine()
    cache = ClipCache(engine, tmp_path)
    chapters = [said_in(number) for number in range(4)]
    with cache.prefetching(utterance for chapter in chapters for utterance in chapter):
        for this, following in pairwise(chapters):
            blocks = mix_chapter(chapter_of(this, cache), cache.clip, Sound())
            frames = len(next(blocks))
            engine.wait_until_heard(following[0])
            frames += sum(map(len, blocks))
            assert frames == frames_from_ms(chapter_of(this, cache).duration)
    assert len(engine.heard) == len(set(engine.heard))
    assert not prefetching()


@pytest.mark.parametrize("folder", ["cache", None])
def test_a_session_that_is_stopped_speaks_no_more_and_leaves_neither_threads_nor_files(
    tmp_path: Path, folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine = SlowEngine()
    cache = ClipCache(engine, folder and tmp_path / folder)
    everything = said_in(1) * 20 + [Utterance(f"later {number}") for number in range(500)]
    with suppress(KeyboardInterrupt), cache.prefetching(everything):
        cache.measure(everything[0])
        engine.wait_until_heard(everything[3])
        raise KeyboardInterrupt
    spoken = len(engine.heard)
    assert spoken < 250
    assert not prefetching()
    del cache
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == ({".kept"} if folder else set())
    assert {path.name for path in tmp_path.iterdir()} == ({folder} if folder else set())
    assert len(engine.heard) == spoken


def test_what_is_asked_for_now_does_not_wait_for_all_that_is_prefetched(tmp_path: Path) -> None:
    engine = SlowEngine()
    cache = ClipCache(engine, tmp_path)
    later = [Utterance(f"later {number}") for number in range(200)]
    with cache.prefetching(later):
        cache.measure(later[0])
        cache.measure(Utterance("now"))
        assert len(engine.heard) < 150

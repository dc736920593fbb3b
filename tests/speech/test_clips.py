import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from speaking import ListeningEngine

from voiceguide.clip import Clip, audible_span
from voiceguide.errors import SpeechError
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.level import SPEECH_LUFS
from voiceguide.speech.tone import ToneEngine, tone_ms
from voiceguide.timeline.model import Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms

INHALE = Utterance("Inhale, bend to the left.")


class SilentEngine(ListeningEngine):
    def synthesize(self, utterance: Utterance) -> Clip:
        return Clip(np.zeros((1000, 1), np.float32), SAMPLE_RATE)


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.mark.parametrize("text", ["Inhale", "Inhale, bend to the left.", "Turn 90°, 5-8 times"])
@pytest.mark.parametrize("rate", [1.0, 1.15, 0.83])
def test_an_utterance_is_measured_to_the_millisecond_and_its_clip_lasts_as_long(
    tmp_path: Path, text: str, rate: float
) -> None:
    cache = ClipCache(ToneEngine(), tmp_path)
    utterance = Utterance(text, rate=rate)
    assert cache.measure(utterance) == tone_ms(utterance)
    assert cache.clip(utterance).duration == tone_ms(utterance)


def test_a_clip_is_mono_at_the_programs_rate_levelled_and_heard_from_its_start(tmp_path: Path) -> None:
    clip = ClipCache(ToneEngine(), tmp_path).clip(INHALE)
    assert (clip.channels, clip.rate) == (1, SAMPLE_RATE)
    start, end = audible_span(clip.samples)
    assert start <= frames_from_ms(2)
    assert clip.frames - end <= frames_from_ms(2)
    assert 20 * np.log10(np.sqrt(np.square(clip.samples).mean())) == pytest.approx(SPEECH_LUFS, abs=0.2)


def test_words_are_spoken_once_and_never_again_from_the_same_folder(tmp_path: Path) -> None:
    engine = ListeningEngine()
    first = ClipCache(engine, tmp_path)
    length, clip = first.measure(INHALE), first.clip(INHALE)
    later = ClipCache(engine, tmp_path)
    assert later.measure(INHALE) == length
    assert later.clip(INHALE).samples.tobytes() == clip.samples.tobytes()
    assert first.clip(INHALE).samples.tobytes() == clip.samples.tobytes()
    assert len(engine.heard) == 1


def test_whatever_changes_the_sound_is_spoken_anew(tmp_path: Path) -> None:
    engine = ListeningEngine()
    cache = ClipCache(engine, tmp_path)
    for utterance in (INHALE, Utterance("Inhale"), Utterance("Inhale", rate=1.1), Utterance("Inhale", language="de")):
        cache.measure(utterance)
    assert len(engine.heard) == 4
    other = ListeningEngine("another voice")
    ClipCache(other, tmp_path).measure(INHALE)
    assert len(other.heard) == 1


def test_the_engine_hears_words_where_the_author_wrote_symbols(tmp_path: Path) -> None:
    engine = ListeningEngine()
    ClipCache(engine, tmp_path).measure(Utterance("Bend to **90°**", rate=1.1))
    assert engine.heard == [Utterance("Bend to 90 degrees", rate=1.1)]


def test_a_damaged_entry_is_made_anew_and_keeps_the_length_once_measured(tmp_path: Path) -> None:
    engine = ListeningEngine()
    cache = ClipCache(engine, tmp_path)
    length = cache.measure(INHALE)
    for drift in (0, 100):
        [entry] = entries(tmp_path)
        damaged = bytearray(entry.read_bytes())
        damaged[len(damaged) // 2] ^= 0xFF
        entry.write_bytes(damaged)
        engine.drift = drift
        assert cache.clip(INHALE).duration == length
    assert len(engine.heard) == 3
    assert len(entries(tmp_path)) == 1


def test_clips_are_kept_without_a_folder_and_with_one_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    for folder in (None, blocked / "below"):
        engine = ListeningEngine()
        cache = ClipCache(engine, folder)
        for _ in range(3):
            assert cache.measure(INHALE) == tone_ms(INHALE)
            assert cache.clip(INHALE).duration == tone_ms(INHALE)
            cache.measure(Utterance("Exhale"))
        assert len(engine.heard) == 2


def test_nothing_to_say_and_nothing_said_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="nothing to speak"):
        ClipCache(ToneEngine(), tmp_path).measure(Utterance("***"))
    with pytest.raises(SpeechError, match="spoke nothing"):
        ClipCache(SilentEngine(), tmp_path).clip(INHALE)
    assert entries(tmp_path) == []


def test_threads_get_the_same_clips_and_nothing_is_spoken_twice(tmp_path: Path) -> None:
    engine = ListeningEngine()
    cache = ClipCache(engine, tmp_path)
    utterances = [Utterance(" ".join(["word"] * words)) for words in range(1, 9)]

    def use(utterance: Utterance) -> bool:
        return cache.measure(utterance) == cache.clip(utterance).duration == tone_ms(utterance)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, utterances * 6))
    assert Counter(each.text for each in engine.heard) == Counter(each.text for each in utterances)


SPEAK_TO_A_FOLDER = """
import sys
from pathlib import Path
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.tone import ToneEngine, tone_ms
from voiceguide.timeline.model import Utterance
cache = ClipCache(ToneEngine(), Path(sys.argv[1]))
for words in range(1, 41):
    utterance = Utterance(" ".join(["word"] * words))
    assert cache.measure(utterance) == cache.clip(utterance).duration == tone_ms(utterance)
"""


def test_processes_may_share_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", SPEAK_TO_A_FOLDER, str(tmp_path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate(timeout=60)[1] for process in running] == ["", ""]
    assert [process.returncode for process in running] == [0, 0]
    assert len(entries(tmp_path)) == 40
    assert {entry.suffix for entry in entries(tmp_path)} == {".kept"}


def test_what_is_spoken_ahead_is_there_when_it_is_asked_for_and_is_spoken_once(tmp_path: Path) -> None:
    engine = ListeningEngine()
    cache = ClipCache(engine, tmp_path)
    utterances = [Utterance(" ".join(["word"] * words)) for words in range(1, 30)]
    with cache.prefetching([*utterances, *utterances]):
        lengths = [cache.measure(utterance) for utterance in utterances]
    assert lengths == [tone_ms(utterance) for utterance in utterances]
    assert len(engine.heard) == len(utterances)


class WaitingEngine(ListeningEngine):
    """Cannot finish a long text before it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.released = threading.Event(), threading.Event()

    def synthesize(self, utterance: Utterance) -> Clip:
        if len(utterance.text.split()) > 6:
            self.began.set()
            assert self.released.wait(20)
        return super().synthesize(utterance)


def test_while_the_next_words_are_spoken_the_clips_that_are_there_can_be_mixed(tmp_path: Path) -> None:
    engine = WaitingEngine()
    cache = ClipCache(engine, tmp_path)
    cache.measure(INHALE)
    with cache.prefetching([Utterance("a sentence of the chapter that comes next")]):
        cache.measure(Utterance("Exhale"))
        assert engine.began.wait(20)
        assert cache.clip(INHALE).duration == tone_ms(INHALE)
        assert not engine.released.is_set()
        engine.released.set()


class FailingEngine(ListeningEngine):
    def synthesize(self, utterance: Utterance) -> Clip:
        super().synthesize(utterance)
        raise SpeechError("out of breath")


def test_an_engine_that_fails_is_not_asked_ahead_again_and_the_error_is_for_who_measures(tmp_path: Path) -> None:
    engine = FailingEngine()
    cache = ClipCache(engine, tmp_path)
    sentences = [Utterance(f"sentence {number}") for number in range(100)]
    with cache.prefetching(sentences), pytest.raises(SpeechError, match="out of breath"):
        cache.measure(INHALE)
    assert len(engine.heard) < 10


def test_where_all_is_kept_nobody_thinks_ahead(tmp_path: Path) -> None:
    ClipCache(ToneEngine(), tmp_path).measure(INHALE)
    thought = iter([Utterance("Exhale")])
    cache = ClipCache(ToneEngine(), tmp_path)
    with cache.prefetching(thought):
        cache.measure(INHALE)
        cache.clip(INHALE)
    assert list(thought) == [Utterance("Exhale")]


def test_when_the_block_ends_nothing_is_spoken_any_more(tmp_path: Path) -> None:
    engine = ListeningEngine()
    cache = ClipCache(engine, tmp_path)
    with cache.prefetching(Utterance(f"sentence {number}") for number in range(500)):
        cache.measure(INHALE)
    spoken = len(engine.heard)
    assert spoken < 500
    assert not any(thread.name == "prefetch" for thread in threading.enumerate())

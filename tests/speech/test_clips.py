import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from speaking import ListeningEngine, RestlessEngine

from voiceguide.clip import Clip, audible_span
from voiceguide.errors import SpeechError
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.finish import SPEECH_LUFS, pcm_from_clip
from voiceguide.speech.voices.tone import ToneEngine, tone_ms
from voiceguide.timeline.model import Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms

INHALE = Utterance("Inhale, bend to the left.")
SEVERAL = [INHALE, Utterance("Exhale"), Utterance("Come back to the middle and rest.")]


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
    assert engine.heard == [Utterance("Bend to ninety degrees", rate=1.1)]


def damage(folder: Path) -> None:
    for entry in entries(folder):
        damaged = bytearray(entry.read_bytes())
        damaged[len(damaged) // 2] ^= 0xFF
        entry.write_bytes(damaged)


def cut_short(folder: Path) -> None:
    for entry in entries(folder):
        entry.write_bytes(entry.read_bytes()[:100])


def take_another(folder: Path) -> None:
    for entry in entries(folder):
        entry.unlink()
    other = ClipCache(RestlessEngine(), folder)
    for utterance in SEVERAL:
        other.measure(utterance)


def evict(folder: Path) -> None:
    ClipCache(ToneEngine(), folder, limit=1000).measure(Utterance("Exhale"))


def put_a_file_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.touch()


@pytest.mark.parametrize(
    "what_happens", [damage, cut_short, take_another, evict, shutil.rmtree, put_a_file_in_its_place]
)
@pytest.mark.parametrize("kept_before", [False, True])
def test_what_was_measured_is_what_is_mixed_whatever_happens_to_the_folder(
    tmp_path: Path, what_happens: Callable[[Path], None], kept_before: bool
) -> None:
    engine = RestlessEngine()
    folder = tmp_path / "clips"
    for _ in range(1 + kept_before):
        cache = ClipCache(engine, folder)
        lengths = [cache.measure(utterance) for utterance in SEVERAL]
    what_happens(folder)
    clips = [cache.clip(utterance) for utterance in SEVERAL]
    assert [clip.duration for clip in clips] == lengths
    assert [pcm_from_clip(clip) for clip in clips] == engine.takes
    assert len(engine.heard) == len(SEVERAL)


@pytest.mark.parametrize("what_happens", [damage, cut_short])
def test_a_damaged_clip_is_spoken_anew_and_measured_anew(tmp_path: Path, what_happens: Callable[[Path], None]) -> None:
    engine = RestlessEngine()
    ClipCache(engine, tmp_path).measure(INHALE)
    what_happens(tmp_path)
    cache = ClipCache(engine, tmp_path)
    length = cache.measure(INHALE)
    assert pcm_from_clip(cache.clip(INHALE)) == engine.takes[1]
    assert ClipCache(engine, tmp_path).measure(INHALE) == length
    assert len(engine.heard) == 2


def test_a_folder_that_holds_less_than_a_session_speaks_no_words_twice(tmp_path: Path) -> None:
    engine = RestlessEngine()
    cache = ClipCache(engine, tmp_path, limit=300_000)
    utterances = [Utterance(" ".join(["word"] * words)) for words in range(1, 30)]
    lengths = [cache.measure(utterance) for utterance in utterances]
    assert [cache.clip(utterance).duration for utterance in utterances] == lengths
    assert len(engine.heard) == len(utterances)
    assert sum(entry.stat().st_size for entry in entries(tmp_path)) < 400_000


def test_threads_speak_no_words_twice_where_no_folder_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(tempfile, "tempdir", str(blocked / "below"))
    engine = RestlessEngine()
    cache = ClipCache(engine, blocked / "below")
    utterances = [Utterance(f"sentence {number}") for number in range(40)]

    def use(utterance: Utterance) -> bool:
        return cache.measure(utterance) == cache.clip(utterance).duration

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, utterances * 3))
    assert len(engine.heard) == len(utterances)


def test_clips_are_cached_without_a_folder_and_with_one_that_cannot_be_written(tmp_path: Path) -> None:
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


def test_an_utterance_without_words_and_a_silent_engine_are_errors(tmp_path: Path) -> None:
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
from voiceguide.speech.voices.tone import ToneEngine, tone_ms
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


SPEAK_AT_THE_SAME_TIME = """
import sys
import threading
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from speaking import RestlessEngine
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.finish import pcm_from_clip
from voiceguide.timeline.model import Utterance
engine = RestlessEngine()
cache = ClipCache(engine, Path(sys.argv[1]))
utterances = [Utterance(" ".join(["word"] * words)) for words in range(3, 20)]
for utterance in utterances:
    print("ready", flush=True)
    sys.stdin.readline()
    before = len(engine.takes)
    length = cache.measure(utterance)
    print("measured", flush=True)
    sys.stdin.readline()
    clip = cache.clip(utterance)
    assert clip.duration == length
    if len(engine.takes) > before:  # else the other one was so quick that its take was cached already
        assert pcm_from_clip(clip) == engine.takes[-1]
"""


def test_two_exports_at_once_on_an_empty_cache_cut_no_word(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SPEAK_AT_THE_SAME_TIME, str(tmp_path), str(Path(__file__).parent)]
    running = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for step in ["ready\n", "measured\n"] * 17:  # both speak at the same time, then both mix
        assert [process.stdout.readline() for process in running] == [step, step]
        for process in running:
            process.stdin.write("go on\n")
            process.stdin.flush()
    for process in running:
        process.communicate(timeout=60)
    assert [process.returncode for process in running] == [0, 0]


def test_what_is_prefetched_is_there_when_it_is_asked_for_and_is_spoken_once(tmp_path: Path) -> None:
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


def test_prefetching_stops_when_the_engine_fails_and_whoever_measures_gets_the_error(tmp_path: Path) -> None:
    engine = FailingEngine()
    cache = ClipCache(engine, tmp_path)
    sentences = [Utterance(f"sentence {number}") for number in range(100)]
    with cache.prefetching(sentences), pytest.raises(SpeechError, match="out of breath"):
        cache.measure(INHALE)
    assert len(engine.heard) < 10


def test_where_all_clips_are_cached_nothing_is_prefetched(tmp_path: Path) -> None:
    ClipCache(ToneEngine(), tmp_path).measure(INHALE)
    thought = iter([Utterance("Exhale")])
    cache = ClipCache(ToneEngine(), tmp_path)
    with cache.prefetching(thought):
        cache.measure(INHALE)
        cache.clip(INHALE)
    assert list(thought) == [Utterance("Exhale")]


def test_when_the_block_ends_prefetching_ends(tmp_path: Path) -> None:
    engine = ListeningEngine()
    cache = ClipCache(engine, tmp_path)
    with cache.prefetching(Utterance(f"sentence {number}") for number in range(500)):
        cache.measure(INHALE)
    spoken = len(engine.heard)
    assert spoken < 500
    assert not any(thread.name == "prefetch" for thread in threading.enumerate())

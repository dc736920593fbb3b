import shutil
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tone_session import chapter, session, tone

from voiceguide.exporter.file import export_session
from voiceguide.exporter.mp3 import STANDARD, Encoding
from voiceguide.exporter.mp3_file import ChapterCache, chapter_frames
from voiceguide.mix.chapter import mix_chapter
from voiceguide.problems import Place, Problem
from voiceguide.storage.cache import Store
from voiceguide.timeline.model import Bell, Phase, Utterance

LIMIT = 1 << 30


class CountingMix:
    """A mix that records the titles of the chapters that it is asked for."""

    def __init__(self):
        self.mixed = []

    def __call__(self, chapter):
        self.mixed.append(chapter.title)
        return mix_chapter(chapter, clip=tone, bell=lambda _: tone(Utterance("Bell")))


@pytest.fixture
def counting():
    return CountingMix()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "chapters"


@pytest.fixture
def cache(folder):
    return ChapterCache(Store(folder, LIMIT), lambda chapter: "a calm voice")


def exported(timeline, mix, path, cache, **options):
    return export_session(timeline, mix, path, cache=cache, **options).path.read_bytes()


def test_the_second_export_encodes_nothing_and_is_the_same(timeline, counting, cache, tmp_path):
    first = exported(timeline, counting, tmp_path / "1.mp3", cache)
    assert sorted(counting.mixed) == sorted(chapter.title for chapter in timeline.chapters)
    counting.mixed.clear()
    assert exported(timeline, counting, tmp_path / "2.mp3", cache) == first
    assert counting.mixed == []
    assert exported(timeline, counting, tmp_path / "3.mp3", None) == first


def test_one_edited_chapter_is_encoded_alone(timeline, counting, cache, tmp_path):
    exported(timeline, counting, tmp_path / "1.mp3", cache)
    counting.mixed.clear()
    edited = chapter("Edited", 9, 333, 1500)
    changed = replace(timeline, chapters=(timeline.chapters[0], edited, timeline.chapters[2]))
    assert exported(changed, counting, tmp_path / "2.mp3", cache) == exported(
        changed, CountingMix(), tmp_path / "3.mp3", None
    )
    assert counting.mixed == ["Edited"]


def test_another_session_that_shares_a_chapter_reuses_it(timeline, counting, cache, tmp_path):
    exported(timeline, counting, tmp_path / "1.mp3", cache)
    counting.mixed.clear()
    exported(session(timeline.chapters[1], chapter("New", 1), title="Other"), counting, tmp_path / "2.mp3", cache)
    assert counting.mixed == ["New"]


PHASE = Phase("inhale", 0, 1000, "repeat", 1, 1, 1, "left")
ONE = replace(chapter("One", 3, 0, 1001, bells=(Bell("end", 2000),)), phases=(PHASE,))


@pytest.mark.parametrize(
    "changed",
    [
        replace(ONE, title="Two"),
        replace(ONE, exercise="two"),
        replace(ONE, notes=(Problem("note", Place("two.md", 1, 1, ""), "a note"),)),
    ],
    ids=["title", "exercise", "notes"],
)
def test_what_is_not_heard_does_not_change_the_key(cache, changed):
    assert cache.key(changed, STANDARD) == cache.key(ONE, STANDARD)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ONE, duration=ONE.duration + 1280),
        replace(ONE, phases=(replace(PHASE, duration=1001),)),
        replace(ONE, phases=(replace(PHASE, side="right"),)),
        replace(ONE, bells=(Bell("start", 2000),)),
        replace(ONE, bells=(Bell("end", 2001),)),
        replace(ONE, cues=(replace(ONE.cues[0], start=1), ONE.cues[1])),
        replace(ONE, cues=(replace(ONE.cues[0], utterance=Utterance("Else")), ONE.cues[1])),
        replace(ONE, cues=(replace(ONE.cues[0], utterance=replace(ONE.cues[0].utterance, rate=1.1)), ONE.cues[1])),
    ],
    ids=["duration", "phase", "side", "bell", "bell's time", "cue's time", "words", "rate"],
)
def test_what_is_heard_changes_the_key(cache, changed):
    assert cache.key(changed, STANDARD) != cache.key(ONE, STANDARD)


@pytest.mark.parametrize("encoding", [Encoding(64), Encoding(128, mono=True)])
def test_the_encoding_changes_the_key(cache, encoding):
    assert cache.key(ONE, encoding) != cache.key(ONE, STANDARD)


def test_the_voice_changes_the_key(cache, folder):
    other = ChapterCache(Store(folder, LIMIT), lambda chapter: "another voice")
    assert other.key(ONE, STANDARD) != cache.key(ONE, STANDARD)


@pytest.mark.parametrize("damage", [lambda data: data[:-100], lambda data: data[:-100] + bytes(100), lambda data: b""])
def test_damaged_entries_are_encoded_again_from_their_first_byte(timeline, counting, cache, folder, tmp_path, damage):
    whole = exported(timeline, counting, tmp_path / "1.mp3", cache)
    for path in folder.iterdir():
        path.write_bytes(damage(path.read_bytes()))
    counting.mixed.clear()
    assert exported(timeline, counting, tmp_path / "2.mp3", cache) == whole
    assert len(counting.mixed) == 3
    counting.mixed.clear()
    assert exported(timeline, counting, tmp_path / "3.mp3", cache) == whole
    assert counting.mixed == []


@pytest.mark.parametrize("trouble", ["deleted", "emptied", "overwritten"])
def test_a_cache_in_trouble_while_an_export_runs_does_no_harm(timeline, counting, cache, folder, tmp_path, trouble):
    whole = exported(timeline, counting, tmp_path / "1.mp3", cache)
    shutil.rmtree(folder)

    def mix(chapter):
        for block in counting(chapter):
            if trouble == "deleted":
                shutil.rmtree(folder, ignore_errors=True)
            else:
                for path in list(folder.glob("*")):
                    path.write_bytes(b"" if trouble == "emptied" else b"x" * 1000)
            yield block

    assert exported(timeline, mix, tmp_path / "2.mp3", cache) == whole
    assert exported(timeline, counting, tmp_path / "3.mp3", cache) == whole


def test_a_cache_that_cannot_be_written_only_costs_time(timeline, counting, tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = ChapterCache(Store(tmp_path / "file", LIMIT), lambda chapter: "")
    whole = exported(timeline, counting, tmp_path / "1.mp3", None)
    assert exported(timeline, counting, tmp_path / "2.mp3", cache) == whole
    assert exported(timeline, counting, tmp_path / "3.mp3", cache) == whole


def test_an_export_that_stops_half_way_caches_only_whole_chapters(timeline, counting, cache, folder, tmp_path):
    def mix(chapter):
        for number, block in enumerate(counting(chapter)):
            if chapter.title == "Seated side stretch" and number:
                raise RuntimeError("no voice")
            yield block

    with pytest.raises(RuntimeError, match="no voice"):
        exported(timeline, mix, tmp_path / "1.mp3", cache)
    assert {path.suffix for path in folder.iterdir()} <= {".kept"}
    counting.mixed.clear()
    exported(timeline, counting, tmp_path / "2.mp3", cache)
    assert "Seated side stretch" in counting.mixed


def test_cached_frames_are_handed_over_piece_by_piece(cache):
    long = chapter("Long", 60, 0)
    mix = partial(mix_chapter, clip=tone)
    made = b"".join(piece for _, piece in chapter_frames(long, mix, STANDARD, cache))
    again = list(chapter_frames(long, lambda _: pytest.fail("mixed"), STANDARD, cache))
    assert max(len(piece) for _, piece in again) <= 1 << 18
    assert b"".join(piece for _, piece in again) == made


FOUR_AT_ONCE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from functools import partial
from tone_session import chapter, session, tone
from voiceguide.exporter.mp3_file import ChapterCache
from voiceguide.exporter.file import export_session
from voiceguide.mix.chapter import mix_chapter
from voiceguide.storage.cache import Store
timeline = session(*(chapter(f"Part {n}", 4 + n % 3, 100 * n) for n in range(5)))
cache = ChapterCache(Store(Path(sys.argv[1]), int(sys.argv[4])), lambda chapter: "")
for _ in range(2):
    export_session(timeline, partial(mix_chapter, clip=tone), Path(sys.argv[2]), cache=cache)
"""


@pytest.mark.slow
@pytest.mark.parametrize("limit", [LIMIT, 300_000], ids=["roomy", "too small"])
def test_four_exports_at_once_share_a_cache(tmp_path, folder, limit):
    here = str(Path(__file__).parent)
    exports = [
        subprocess.Popen(
            [sys.executable, "-c", FOUR_AT_ONCE, str(folder), str(tmp_path / f"{number}.mp3"), here, str(limit)]
        )
        for number in range(4)
    ]
    assert [export.wait(60) for export in exports] == [0] * 4
    assert len({(tmp_path / f"{number}.mp3").read_bytes() for number in range(4)}) == 1
    assert {path.suffix for path in folder.iterdir()} <= {".kept"}

"""Chapters that are encoded while later ones are spoken."""

import threading
import time

import pytest
from tone_session import tone

from voiceguide.errors import SpeechError
from voiceguide.exporter.file import export_session
from voiceguide.exporter.mp3 import STANDARD, Encoding
from voiceguide.exporter.mp3_file import ChapterCache, encoding_ahead
from voiceguide.exporter.request import ExportRequest
from voiceguide.library import render
from voiceguide.mix.chapter import mix_chapter
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.storage.cache import Store
from voiceguide.timeline.model import Utterance

PATIENCE_S = 30
FILES = {
    "s": "# S\n\n1. [A](a.md)\n2. [B](b.md)\n",
    "a": "# A\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n",
    "b": "# B\n\n## Repeat 2 times\n- Inhale: turn.\n- Exhale: come back.\n",
}


class Patient(ToneEngine):
    """A voice that says "turn" once two chapters are kept, and counts how many are when it does."""

    def __init__(self, folder):
        self.folder, self.kept = folder, None

    def synthesize(self, utterance):
        until = time.monotonic() + PATIENCE_S
        while "turn" in utterance.text and (self.kept or 0) < 2 and time.monotonic() < until:
            self.kept = len([*self.folder.glob("*.kept")])
            threading.Event().wait(0.01)
        return super().synthesize(utterance)


def exported(session, engine, folder, encoding=STANDARD, **choices):
    sound = render(session, voice=engine, cache=folder / "clips", **choices)
    sound.export(ExportRequest(folder / "made.mp3", ".mp3", encoding), lambda _: None)
    return (folder / "made.mp3").read_bytes()


@pytest.fixture
def chapters(tmp_path, monkeypatch):
    """The folder of encoded chapters, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "voiceguide" / "chapters"


def test_earlier_chapters_are_encoded_before_the_words_of_later_ones_are_spoken(session_of, chapters, tmp_path):
    engine = Patient(chapters)
    made = exported(session_of(**FILES), engine, tmp_path)
    assert engine.kept == 2
    assert exported(session_of(**FILES), ToneEngine(), tmp_path) == made


class Mixing:
    """Mixes chapters, and knows which."""

    def __init__(self):
        self.mixed, self.block = [], threading.Event()

    def __call__(self, chapter):
        self.mixed.append(chapter.title)
        for block in mix_chapter(chapter, clip=tone, bell=lambda _: tone(Utterance("Bell"))):
            self.block.set()
            yield block


def cache_in(folder):
    return ChapterCache(Store(folder, 1 << 30), lambda chapter: "")


def test_a_chapter_is_encoded_once_and_the_file_is_the_same(timeline, tmp_path):
    cache, mix = cache_in(tmp_path / "chapters"), Mixing()
    with encoding_ahead(cache, mix, STANDARD) as encode:
        for chapter in timeline.chapters:
            encode(chapter).result(PATIENCE_S)
    assert mix.mixed == [chapter.title for chapter in timeline.chapters]
    made = export_session(timeline, mix, tmp_path / "1.mp3", cache=cache).path.read_bytes()
    assert mix.mixed == [chapter.title for chapter in timeline.chapters]
    assert export_session(timeline, mix, tmp_path / "2.mp3").path.read_bytes() == made


def test_no_more_is_encoded_than_can_be_kept(timeline, tmp_path):
    (tmp_path / "chapters").write_text("no folder", "utf-8")
    mix = Mixing()
    with encoding_ahead(cache_in(tmp_path / "chapters"), mix, STANDARD) as encode:
        for chapter in timeline.chapters:
            encode(chapter).result(PATIENCE_S)
    assert mix.mixed == [timeline.chapters[0].title]


def test_no_more_is_encoded_than_half_of_the_cache_holds(timeline, tmp_path, monkeypatch):
    first, second, _ = timeline.chapters
    size = (first.duration + second.duration) * STANDARD.bytes_per_ms
    monkeypatch.setattr("voiceguide.exporter.mp3_file.LIMIT_BYTES", 2 * size)
    mix = Mixing()
    with encoding_ahead(cache_in(tmp_path / "chapters"), mix, STANDARD) as encode:
        for chapter in timeline.chapters:
            encode(chapter).result(PATIENCE_S)
    assert mix.mixed == [first.title, second.title]


def test_what_fails_meanwhile_ends_it_in_the_middle_of_a_chapter(timeline, tmp_path):
    cache, mix = cache_in(tmp_path / "chapters"), Mixing()

    def endless(chapter):
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            yield from mix(chapter)

    def fail():
        with encoding_ahead(cache, endless, STANDARD) as encode:
            for chapter in timeline.chapters:
                encode(chapter)
            assert mix.block.wait(PATIENCE_S)
            raise SpeechError("hoarse")

    begin = time.monotonic()
    with pytest.raises(SpeechError):
        fail()
    assert time.monotonic() < begin + PATIENCE_S
    assert {*mix.mixed} == {timeline.chapters[0].title}
    assert [*(tmp_path / "chapters").iterdir()] == []


def test_nothing_is_waited_for_once_what_was_begun_is_done(timeline, tmp_path, monkeypatch):
    monkeypatch.setattr("voiceguide.exporter.mp3_file.HAND_OVER_S", PATIENCE_S)
    cache, mix, goes_on = cache_in(tmp_path / "chapters"), Mixing(), threading.Event()

    def held(chapter):
        goes_on.wait(PATIENCE_S)
        yield from mix(chapter)

    begin = time.monotonic()
    with encoding_ahead(cache, held, STANDARD) as encode:
        for chapter in timeline.chapters:
            encode(chapter)
        threading.Timer(0.05, goes_on.set).start()
    assert time.monotonic() < begin + PATIENCE_S / 2
    assert len(mix.mixed) < len(timeline.chapters)


def test_a_chapter_that_takes_long_is_left_to_all_cores_once_all_is_spoken(timeline, tmp_path, monkeypatch):
    monkeypatch.setattr("voiceguide.exporter.mp3_file.HAND_OVER_S", 0.01)
    mix = Mixing()

    def endless(chapter):
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            yield from mix(chapter)

    begin = time.monotonic()
    with encoding_ahead(cache_in(tmp_path / "chapters"), endless, STANDARD) as encode:
        for chapter in timeline.chapters:
            encode(chapter)
        assert mix.block.wait(PATIENCE_S)
    assert time.monotonic() < begin + PATIENCE_S
    assert {*mix.mixed} == {timeline.chapters[0].title}


@pytest.mark.parametrize(
    ("suffix", "encoding", "by_chapter"),
    [
        (".mp3", STANDARD, True),
        (".MP3", Encoding(64, mono=True), True),
        (".mp3", Encoding(rate=48_000), False),
        (".wav", STANDARD, False),
        (".m4b", Encoding(96), False),
    ],
)
def test_only_an_mp3_is_encoded_chapter_by_chapter(tmp_path, suffix, encoding, by_chapter):
    request = ExportRequest(tmp_path / f"made{suffix}", suffix, encoding)
    assert request.chapter_encoding == (encoding if by_chapter else None)

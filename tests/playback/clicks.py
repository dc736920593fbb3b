"""Sessions of known sounds, which need no voice."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from voiceguide.clip import Samples
from voiceguide.problems import Problem
from voiceguide.timeline.model import Chapter, Excerpt
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms

CLICKS_MS = {"one": (0, 400, 1200), "two": (60, 700)}
CHAPTERS = tuple(Chapter(title, None, 1280) for title in CLICKS_MS)
BLOCK = 4096


def tone(ms: int, hz: int = 1000) -> Samples:
    wave = np.cos(np.arange(frames_from_ms(ms)) * 2 * np.pi * hz / SAMPLE_RATE) * 0.5
    return np.repeat(wave.astype(np.float32)[:, None], CHANNELS, axis=1)


def clicks(chapter: Chapter) -> Samples:
    sound = np.zeros((frames_from_ms(chapter.duration), CHANNELS), np.float32)
    for at in map(frames_from_ms, CLICKS_MS[chapter.title]):
        click = tone(30)
        sound[at : at + len(click)] = click
    return sound


def one_tone(chapter: Chapter) -> Samples:
    return tone(chapter.duration)


class KnownSession:
    """See `Playable`: chapters as they are given, all at one tempo."""

    title = "Known"
    language = "en"
    problems: tuple[Problem, ...] = ()
    tick: Samples = np.zeros((0, CHANNELS), np.float32)
    noise: Samples = np.zeros((441, CHANNELS), np.float32)

    @property
    def announcer(self) -> "KnownSession":
        return self

    def __init__(self, chapters: tuple[Chapter, ...], sound_of: Callable[[Chapter], Samples]) -> None:
        self._chapters = chapters
        self._sound_of = sound_of
        self.titles = tuple(chapter.title for chapter in chapters)

    def chapter(self, number: int, tempo: int) -> Chapter:
        return self._chapters[number]

    def excerpts(self, number: int, tempo: int, start: Ms = 0) -> Iterator[Excerpt]:
        yield Excerpt(self.chapter(number, tempo), start, number=number, tempo=tempo)

    def duration(self, number: int, tempo: int) -> Ms | None:
        return self._chapters[number].duration

    def sound(self, excerpt: Excerpt) -> Iterator[Samples]:
        sound = self._sound_of(excerpt.chapter)[frames_from_ms(excerpt.start) : frames_from_ms(excerpt.until)]
        yield from (sound[start : start + BLOCK] for start in range(0, len(sound), BLOCK))

    def can_go(self, tempo: int) -> bool:
        return tempo == 0

    def said(self, phrase: str) -> Excerpt:
        return Excerpt(Chapter("", None, 0))

    def help(self, keys: Mapping[str, str]) -> Excerpt:
        return Excerpt(Chapter("", None, 0))

    def where(self, chapter: Chapter, elapsed: Ms) -> Excerpt:
        return Excerpt(Chapter("", None, 0))

    def countdown(self, seconds: int, number: int) -> Excerpt:
        return Excerpt(Chapter("", None, 0))

    def make_ahead(self, number: int, tempo: int) -> None:
        """Does nothing: all sound is known."""

    def timeline(self) -> None:
        """None: nothing shows it."""

    def notes(self) -> tuple[Problem, ...]:
        return ()

    def close(self) -> None:
        """Does nothing: no thread runs."""

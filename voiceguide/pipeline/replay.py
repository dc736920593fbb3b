"""An export played with the cue sheet inside it."""

from collections.abc import Iterator
from pathlib import Path

from voiceguide.clip import Samples
from voiceguide.errors import SheetError, SoundError
from voiceguide.export.entries import entries
from voiceguide.mix.sound import Sound
from voiceguide.pipeline.announcer import Announcer
from voiceguide.pipeline.decoder import Decoder
from voiceguide.problems import Problem
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.engine import Engine
from voiceguide.timeline.model import Chapter, Part
from voiceguide.units import Ms, frames_from_ms
from voiceguide.verify.sheet import read_sheet


class ReplayedSession:
    """See `Playable`: sound and cues are the file's; only answers to the listener are spoken.

    Args:
        file: an MP3 or WAV that `export` made.
        engine: who speaks.
        cache: the folder in which spoken clips are kept.

    Raises:
        SoundError: there is no cue sheet in it that can be read.
    """

    problems: tuple[Problem, ...] = ()

    def __init__(self, file: Path, engine: Engine, cache: Path) -> None:
        if not file.is_file():
            raise SoundError(f"There is no file '{file}': expected an MP3 or WAV from `voiceguide export`.")
        try:
            timeline = read_sheet(file)
        except SheetError as error:
            raise SoundError(
                f"'{file}' has no cue sheet inside that can be used: {error}. Expected an MP3 or WAV from "
                "`voiceguide export`. Sound without a cue sheet is for other players."
            ) from error
        self._placed = tuple(timeline.placed())
        bytes_of = entries(file, [start for start, _ in self._placed], timeline.duration)
        self._decoder = Decoder(file, {frames_from_ms(start): byte for start, byte in bytes_of.items()})
        self._announcer = Announcer(ClipCache(engine, cache), timeline.language, Sound(guide="none"))
        self.title = timeline.title
        self.titles = tuple(chapter.title for chapter in timeline.chapters)
        self.tick = self._announcer.tick

    def chapter(self, number: int, tempo: int) -> Chapter:  # noqa: ARG002 - a file has one tempo
        return self._placed[number][1]

    def parts(self, number: int, tempo: int, start: Ms = 0) -> Iterator[Part]:
        yield Part(self.chapter(number, tempo), start, number=number, tempo=tempo)

    def duration(self, number: int, tempo: int) -> Ms | None:  # noqa: ARG002
        return self._placed[number][1].duration

    def sound(self, part: Part) -> Iterator[Samples]:
        if part.number is None:
            return self._announcer.sound(part)
        begin = self._placed[part.number][0]
        return self._decoder.read(frames_from_ms(begin + part.start), frames_from_ms(begin + part.until))

    def can_go(self, tempo: int) -> bool:
        return tempo == 0

    def said(self, phrase: str) -> Part:
        return self._announcer.said(phrase)

    def where(self, chapter: Chapter, elapsed: Ms) -> Part:
        return self._announcer.where(chapter, elapsed)

    def countdown(self, seconds: int, number: int) -> Part:  # noqa: ARG002 - what is needed is not in a cue sheet
        return self._announcer.countdown(seconds)

    def notes(self) -> tuple[Problem, ...]:
        """What was noted was said when the file was made."""
        return ()

    def make_ahead(self, number: int, tempo: int) -> None:
        """It is all there."""

    def close(self) -> None:
        """Nothing is made ahead."""

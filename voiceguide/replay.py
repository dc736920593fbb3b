"""Plays an exported file, by the cue sheet inside it."""

# mypy: untyped-calls-exclude=mutagen

import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SheetError, SoundError
from voiceguide.exporter.mp3 import ENCODER_DELAY, MP3_KBPS, Encoding, info_frame
from voiceguide.mix.sound import Sound
from voiceguide.playback.announcer import Announcer
from voiceguide.problems import Problem
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.engine import Engine
from voiceguide.timeline.model import Chapter, Excerpt, Timeline
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms
from voiceguide.verify.embedded import read_sheet


class ReplayedSession:
    """A `Playable` whose sound and cues are an exported file's; only announcements are spoken.

    Args:
        file: an MP3 or WAV that `export` made.
        engine: what speaks the announcements.
        cache: the folder of the clip cache.

    Raises:
        SoundError: the file does not exist, or has no cue sheet that can be read.
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
                "`voiceguide export`. Use another player for sound without a cue sheet."
            ) from error
        self._timeline = timeline
        self._placed = tuple(timeline.placed())
        bytes_of = seek_points(file, [start for start, _ in self._placed], timeline.duration)
        self._decoder = Decoder(file, {frames_from_ms(start): byte for start, byte in bytes_of.items()})
        self.announcer = Announcer(ClipCache(engine, cache), timeline.language, Sound(guide="none"))
        self.title = timeline.title
        self.language = timeline.language
        self.titles = tuple(chapter.title for chapter in timeline.chapters)
        self.exercises = tuple(chapter.exercise for chapter in timeline.chapters)

    def chapter(self, number: int, tempo: int) -> Chapter:  # noqa: ARG002 - a file has one tempo
        return self._placed[number][1]

    def excerpts(self, number: int, tempo: int, start: Ms = 0) -> Iterator[Excerpt]:
        yield Excerpt(self.chapter(number, tempo), start, number=number, tempo=tempo)

    def duration(self, number: int, tempo: int) -> Ms | None:  # noqa: ARG002
        return self._placed[number][1].duration

    def sound(self, excerpt: Excerpt) -> Iterator[Samples]:
        if excerpt.number is None:
            return self.announcer.sound(excerpt)
        begin = self._placed[excerpt.number][0]
        return self._decoder.read(frames_from_ms(begin + excerpt.start), frames_from_ms(begin + excerpt.until))

    def can_go(self, tempo: int) -> bool:
        return tempo == 0

    def countdown(self, seconds: int, number: int) -> Excerpt:  # noqa: ARG002 - a cue sheet does not say what is needed
        return self.announcer.countdown(seconds)

    def timeline(self) -> Timeline:
        return self._timeline

    def notes(self) -> tuple[Problem, ...]:
        """None: notes were shown when the file was made."""
        return ()

    def make_ahead(self, number: int, tempo: int) -> None:
        """Does nothing: all sound is in the file."""

    def close(self) -> None:
        """Does nothing: no thread runs."""


BLOCK_FRAMES = SAMPLE_RATE

CODEC_DELAY = ENCODER_DELAY + 529
"""Frames that an MP3's encoder and decoder add before the sound. They are cut where a file is decoded from its start."""


class Decoder:
    """Decodes a file, a second at a time. Reading on from the last read is fast; any other place is a seek.

    Several threads may use it.

    Args:
        file: an MP3 or WAV.
        seek_points: the bytes from which an MP3 can be decoded, by the frame of sound that begins there. A seek decodes
            from the last of them before its frame, instead of from the start of the file.
    """

    def __init__(self, file: Path, seek_points: Mapping[int, int] | None = None) -> None:
        self._file = file
        self._seek_points = {frame: byte for frame, byte in (seek_points or {}).items() if frame}
        self._lock = threading.Lock()
        self._next = -1
        self._blocks: Iterator[Samples] = iter(())

    def read(self, start: int, end: int) -> Iterator[Samples]:
        """The frames from `start` to before `end`, as blocks of float32, shape (frames, 2); silence past the file's end.

        Raises:
            SoundError: the file cannot be read or decoded.
        """
        while start < end:
            block = self._block(start)[: end - start]
            if not len(block):
                block = np.zeros((min(end - start, BLOCK_FRAMES), CHANNELS), np.float32)
            yield block
            start += len(block)

    def _block(self, start: int) -> Samples:
        with self._lock:
            if start != self._next:
                self._blocks = self._decoded(start)
            block = next(self._blocks, np.zeros((0, CHANNELS), np.float32))
            self._next = start + len(block)
            return block

    def _decoded(self, start: int) -> Iterator[Samples]:
        from miniaudio import DecodeError

        try:
            for block in self._stream(start):
                yield np.frombuffer(block, np.float32).reshape(-1, CHANNELS)
        except (DecodeError, OSError) as error:
            raise SoundError(f"'{self._file}' cannot be decoded: expected an MP3 or WAV that is whole.") from error

    def _stream(self, start: int) -> "Iterator[array[float]]":
        from miniaudio import FileFormat, SampleFormat, stream_any

        from voiceguide.mix.source import RestOfFile

        form = (SampleFormat.FLOAT32, CHANNELS, SAMPLE_RATE, BLOCK_FRAMES)
        seek_point = max((frame for frame in self._seek_points if frame <= start), default=None)
        if seek_point is None:
            with RestOfFile(self._file) as whole:
                yield from stream_any(whole, FileFormat.UNKNOWN, *form, seek_frame=start)
            return
        with RestOfFile(self._file, self._seek_points[seek_point]) as rest:
            yield from stream_any(rest, FileFormat.MP3, *form, seek_frame=start - seek_point + CODEC_DELAY)


_FRAME_HEADER = 4
_MONO = 3


def seek_points(file: Path, starts: Iterable[Ms], duration: Ms) -> dict[Ms, int]:
    """The byte at which each chapter of an exported MP3 begins, by its start; empty if the file is not as it was written.

    Args:
        starts: where the chapters in its cue sheet start, in milliseconds.
        duration: of all chapters together, in milliseconds.
    """
    try:
        tag = _tag_size(file)
        with file.open("rb") as opened:
            opened.seek(tag)
            encoding = _encoding_of(opened.read(_FRAME_HEADER))
            if encoding is None:
                return {}
            expected = info_frame(duration, encoding)
            opened.seek(tag)
            if opened.read(len(expected)) != expected:
                return {}
    except Exception:  # noqa: BLE001 - mutagen lets anything escape from a damaged file
        return {}
    first = tag + len(expected)
    return {start: first + start * encoding.bytes_per_ms for start in starts}


def _tag_size(file: Path) -> int:
    """The size in bytes of the ID3 tag at the start of a file; 0 without one."""
    from mutagen.id3 import ID3, TIT2, ID3NoHeaderError

    try:
        return int(ID3(file, known_frames={"TIT2": TIT2}, translate=False).size)
    except ID3NoHeaderError:
        return 0


def _encoding_of(header: bytes) -> Encoding | None:
    """The bit rate and channels in the header of an MP3 frame; None if its chapters do not begin with frames of their own."""
    if len(header) < _FRAME_HEADER or header[:2] != b"\xff\xfb":
        return None
    rate, at_44100 = header[2] >> 4, header[2] >> 2 & 3 == 0
    known = at_44100 and 0 < rate <= len(MP3_KBPS)
    return Encoding(MP3_KBPS[rate - 1], header[3] >> 6 == _MONO) if known else None

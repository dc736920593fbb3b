"""A chapter's sound, block by block."""

import wave
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeAlias

import numpy as np

from voiceguide.clip import Clip, Samples
from voiceguide.guide import AudibleGuide
from voiceguide.mix.beds import bed_track
from voiceguide.mix.control import control_blocks
from voiceguide.mix.guides import BreathGuide, TonesGuide
from voiceguide.mix.limiter import limited
from voiceguide.mix.noise import ComfortNoise
from voiceguide.mix.sound import CEILING_DBTP, PLAIN, Sound
from voiceguide.mix.tracks import Track, bell_track, voice_track
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import BellName, Chapter, Utterance
from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, Ms, frames_from_ms, gain


@cache
def bundled_bell(name: BellName) -> Clip:
    """A bundled bell: mono, at the program's own rate."""
    with wave.open(str(bundled("audio/bells") / f"{name}.wav"), "rb") as file:
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return Clip((pcm.astype(np.float32) / np.float32(32768))[:, np.newaxis], file.getframerate())


Mix: TypeAlias = Callable[[Chapter], Iterator[Samples]]
"""The sound of a chapter as blocks: `mix_chapter` with its sounds filled in."""

BLOCK_MS: Ms = 3 * CHAPTER_GRID_MS
"""Long enough that numpy's overhead does not count, short enough that a few blocks weigh nothing."""

SHAPED_MS: Ms = 60 * BLOCK_MS
"""For so long tracks are laid out at once: most chapters whole, and of a long one no more than there is memory for."""


def mix_chapter(
    chapter: Chapter,
    clip: Callable[[Utterance], Clip],
    sound: Sound = PLAIN,
    bell: Callable[[BellName], Clip] = bundled_bell,
    start: Ms = 0,
    end: Ms | None = None,
) -> Iterator[Samples]:
    """Mix one chapter: its cues, its bells, and what sounds beside them. Without guide, bed and floor the rest is silence.

    Args:
        clip: an utterance's clip, mono or stereo at the program's own rate, trimmed to what is heard. Asked for once
            for each block that the cue touches, and by several threads when chapters are mixed side by side.
        bell: a bell's clip, likewise.
        start, end: of what part of the chapter, if not of all; what is heard there is the same, to the sample.

    Returns:
        Blocks of float32, shape (frames, 2), no true peak above `CEILING_DBTP`; together the chapter's frames from
        `frames_from_ms(start)` to `frames_from_ms(end)`.
    """
    end = chapter.duration if end is None else end
    # The limiter looks back and ahead, by less than a step of the grid.
    begin = frames_from_ms(max(0, start // CHAPTER_GRID_MS - 1) * CHAPTER_GRID_MS)
    stop = frames_from_ms(min(chapter.duration, (-(-end // CHAPTER_GRID_MS) + 1) * CHAPTER_GRID_MS))

    def tracks(controls: range) -> Iterator[Track]:
        return tracks_of(chapter, controls, clip, sound, bell)

    blocks = limited(_sums(tracks, begin, stop), gain(CEILING_DBTP))
    return _part(blocks, frames_from_ms(start) - begin, frames_from_ms(end) - begin)


def _sums(tracks_of: Callable[[range], Iterable[Track]], begin: int, end: int) -> Iterator[Samples]:
    """The sum of all tracks from one frame to another, block by block."""
    shaped, block_length = (frames_from_ms(span) for span in (SHAPED_MS, BLOCK_MS))
    for first in range(begin, end, shaped):
        last = min(first + shaped, end)
        tracks = list(tracks_of(control_blocks(first, last - first)))
        for start in range(first, last, block_length):
            block = np.zeros((min(block_length, last - start), CHANNELS), np.float32)
            for track in tracks:
                track.add_to(block, start)
            yield block


def _part(blocks: Iterable[Samples], first: int, last: int) -> Iterator[Samples]:
    """The frames from `first` to `last` of all that some blocks hold."""
    for block in blocks:
        if len(part := block[max(first, 0) : last]):
            yield part
        first, last = first - len(block), last - len(block)
        if last <= 0:
            return


def guide_track(chapter: Chapter, controls: range, guide: AudibleGuide, peak_db: float, *, pan: bool) -> Track:
    """A breath guide by itself, for some grains of a chapter; `peak_db` as in the guides."""
    return (BreathGuide if guide == "breath" else TonesGuide)(chapter, controls, peak_db, pan=pan)


def tracks_of(
    chapter: Chapter,
    controls: range,
    clip: Callable[[Utterance], Clip],
    sound: Sound,
    bell: Callable[[BellName], Clip],
) -> Iterator[Track]:
    """The tracks of a chapter, laid out for some of its grains."""
    yield voice_track(chapter, clip, gain(sound.voice_db))
    yield bell_track(chapter, bell, gain(sound.voice_db), pan=sound.pan)
    if sound.guide != "none":
        yield guide_track(chapter, controls, sound.guide, sound.guide_peak_db, pan=sound.pan)
    if sound.bed is not None:
        yield bed_track(chapter, controls, sound)
    if sound.floor_db is not None:
        yield ComfortNoise(sound.floor_db)

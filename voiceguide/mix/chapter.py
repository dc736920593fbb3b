"""A chapter's sound, block by block."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import numpy as np

from voiceguide.clip import Clip, Samples
from voiceguide.mix.bed_track import BedTrack
from voiceguide.mix.bells import bundled_bell
from voiceguide.mix.breath_guide import BreathGuide
from voiceguide.mix.floor import FloorTrack
from voiceguide.mix.limit import limited
from voiceguide.mix.sound import CEILING_DBTP, PLAIN, Sound, gain
from voiceguide.mix.tones_guide import TonesGuide
from voiceguide.mix.tracks import Track, bell_track, voice_track
from voiceguide.timeline.model import BellName, Chapter, Utterance
from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, Ms, frames_from_ms

Mix: TypeAlias = Callable[[Chapter], Iterator[Samples]]
"""A chapter's whole sound as blocks, one after the other: `mix_chapter` with its sounds filled in."""

BLOCK_MS: Ms = 3 * CHAPTER_GRID_MS
"""Long enough that numpy's overhead does not count, short enough that a few blocks weigh nothing."""


def mix_chapter(
    chapter: Chapter,
    clip: Callable[[Utterance], Clip],
    sound: Sound = PLAIN,
    bell: Callable[[BellName], Clip] = bundled_bell,
    start: Ms = 0,
) -> Iterator[Samples]:
    """Mix one chapter: its cues, its bells, and what sounds beside them. Without guide, bed and floor the rest is silence.

    Args:
        clip: an utterance's clip, mono or stereo at the program's own rate, trimmed to what is heard. Asked for once
            for each block that the cue touches, and by several threads when chapters are mixed side by side.
        bell: a bell's clip, likewise.
        start: where in the chapter to begin; what is heard from there on is the same, to the sample.

    Returns:
        Blocks of float32, shape (frames, 2), no true peak above `CEILING_DBTP`; together all of the chapter's
        `frames_from_ms(chapter.duration)` frames from `start` on.
    """
    tracks = list(tracks_of(chapter, clip, sound, bell))
    begin = frames_from_ms(max(0, start // CHAPTER_GRID_MS - 1) * CHAPTER_GRID_MS)  # the limiter looks back a little
    blocks = limited(_sums(tracks, begin, frames_from_ms(chapter.duration)), gain(CEILING_DBTP))
    return _without(frames_from_ms(start) - begin, blocks)


def _without(frames: int, blocks: Iterable[Samples]) -> Iterator[Samples]:
    """The blocks but for so many frames at their beginning."""
    for block in blocks:
        if frames < len(block):
            yield block[frames:]
        frames = max(0, frames - len(block))


def _sums(tracks: list[Track], begin: int, length: int) -> Iterator[Samples]:
    block_length = frames_from_ms(BLOCK_MS)
    for start in range(begin, length, block_length):
        block = np.zeros((min(block_length, length - start), CHANNELS), np.float32)
        for track in tracks:
            track.add_to(block, start)
        yield block


def tracks_of(
    chapter: Chapter, clip: Callable[[Utterance], Clip], sound: Sound, bell: Callable[[BellName], Clip]
) -> Iterator[Track]:
    yield voice_track(chapter, clip, gain(sound.voice_db))
    yield bell_track(chapter, bell, gain(sound.voice_db), pan=sound.pan)
    if sound.guide != "none":
        guide = BreathGuide if sound.guide == "breath" else TonesGuide
        yield guide(chapter, sound.guide_peak_db, pan=sound.pan)
    if sound.bed is not None:
        yield BedTrack(chapter, sound)
    if sound.floor_db is not None:
        yield FloorTrack(sound.floor_db)

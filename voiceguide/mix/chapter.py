"""A chapter's sound, block by block."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import numpy as np

from voiceguide.clip import Clip, Samples
from voiceguide.mix.beds import bed_track
from voiceguide.mix.bells import bells_of
from voiceguide.mix.control import control_blocks
from voiceguide.mix.guides import guide_track
from voiceguide.mix.limiter import limited
from voiceguide.mix.noise import ComfortNoise
from voiceguide.mix.sound import CEILING_DBTP, PLAIN, Sound
from voiceguide.mix.tracks import Track, bell_track, voice_track
from voiceguide.timeline.model import BellName, Chapter, Utterance
from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, Ms, frames_from_ms, gain

Mix: TypeAlias = Callable[[Chapter], Iterator[Samples]]
"""Gives a chapter's sound as blocks: `mix_chapter` with clips, sound and bells filled in."""

BLOCK_MS: Ms = 3 * CHAPTER_GRID_MS
"""The length of a block: long enough that numpy's overhead does not count, short enough that a few blocks need little memory."""

SHAPED_MS: Ms = 60 * BLOCK_MS
"""Curves are worked out for so long at a time: for most chapters at once, for long ones in parts, to bound the memory."""


def mix_chapter(
    chapter: Chapter,
    clip: Callable[[Utterance], Clip],
    sound: Sound = PLAIN,
    bell: Callable[[BellName], Clip] | None = None,
    start: Ms = 0,
    end: Ms | None = None,
) -> Iterator[Samples]:
    """Mix one chapter: its cues, bells, guide, bed and comfort noise. Without the last three the rest is silence.

    Args:
        clip: gives an utterance's clip: mono or stereo at 44 100 Hz, trimmed to its audible part. Called once for each
            block that the cue touches, from several threads when chapters are mixed in parallel.
        bell: gives a bell's clip, likewise; by default the sound's own or a bundled one.
        start, end: the part of the chapter to mix, in milliseconds; all of it by default. A part has the same samples as
            the whole has there.

    Returns:
        Blocks of float32, shape (frames, 2), with no true peak above `CEILING_DBTP`. Together they are the chapter's
        frames from `frames_from_ms(start)` to `frames_from_ms(end)`.
    """
    end = chapter.duration if end is None else end
    # The limiter depends on what is before and after, within one step of the grid.
    begin = frames_from_ms(max(0, start // CHAPTER_GRID_MS - 1) * CHAPTER_GRID_MS)
    stop = frames_from_ms(min(chapter.duration, (-(-end // CHAPTER_GRID_MS) + 1) * CHAPTER_GRID_MS))

    def tracks(controls: range) -> Iterator[Track]:
        return tracks_of(chapter, controls, clip, sound, bell or bells_of(sound))

    blocks = limited(_sums(tracks, begin, stop), gain(CEILING_DBTP))
    return _excerpt(blocks, frames_from_ms(start) - begin, frames_from_ms(end) - begin)


def _sums(tracks_of: Callable[[range], Iterable[Track]], begin: int, end: int) -> Iterator[Samples]:
    """The sum of all tracks from frame `begin` to frame `end`, block by block."""
    shaped, block_length = frames_from_ms(SHAPED_MS), frames_from_ms(BLOCK_MS)
    for first in range(begin, end, shaped):
        last = min(first + shaped, end)
        tracks = list(tracks_of(control_blocks(first, last - first)))
        for start in range(first, last, block_length):
            block = np.zeros((min(block_length, last - start), CHANNELS), np.float32)
            for track in tracks:
                track.add_to(block, start)
            yield block


def _excerpt(blocks: Iterable[Samples], first: int, last: int) -> Iterator[Samples]:
    """The frames from `first` to `last`, counted over all blocks."""
    for block in blocks:
        if len(part := block[max(first, 0) : last]):
            yield part
        first, last = first - len(block), last - len(block)
        if last <= 0:
            return


def tracks_of(
    chapter: Chapter,
    controls: range,
    clip: Callable[[Utterance], Clip],
    sound: Sound,
    bell: Callable[[BellName], Clip],
) -> Iterator[Track]:
    """The tracks of a chapter, ready for the given control blocks."""
    yield voice_track(chapter, clip, gain(sound.voice_db))
    yield bell_track(chapter, bell, gain(sound.voice_db + sound.bells_db), pan=sound.pan)
    if sound.guide != "none":
        yield guide_track(chapter, controls, sound.guide, sound.guide_peak_db, pan=sound.pan)
    if sound.bed is not None:
        yield bed_track(chapter, controls, sound)
    if sound.floor_db is not None:
        yield ComfortNoise(sound.floor_db)

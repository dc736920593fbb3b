"""A chapter's sound, block by block."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from voiceguide.clip import Clip, Samples
from voiceguide.mix.bells import bundled_bell
from voiceguide.mix.tracks import bell_track, voice_track
from voiceguide.timeline.model import BellName, Chapter, Utterance
from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, Ms, frames_from_ms

Mix: TypeAlias = Callable[[Chapter], Iterator[Samples]]
"""A chapter's whole sound as blocks, one after the other: `mix_chapter` with its sounds filled in."""

BLOCK_MS: Ms = 6 * CHAPTER_GRID_MS
"""Long enough that numpy's overhead does not count, short enough that a few blocks weigh nothing."""


def mix_chapter(
    chapter: Chapter, clip: Callable[[Utterance], Clip], bell: Callable[[BellName], Clip] = bundled_bell
) -> Iterator[Samples]:
    """Mix one chapter: its cues in the middle, its bells, and exact silence elsewhere.

    Args:
        clip: an utterance's clip, mono or stereo at the program's own rate, trimmed to what is heard. Asked for once
            for each block that the cue touches, and by several threads when chapters are mixed side by side.
        bell: a bell's clip, likewise.

    Returns:
        Blocks of float32, shape (frames, 2), range [-1, 1]; together `frames_from_ms(chapter.duration)` frames.
    """
    tracks = (voice_track(chapter, clip), bell_track(chapter, bell))
    length = frames_from_ms(chapter.duration)
    block_length = frames_from_ms(BLOCK_MS)
    for start in range(0, length, block_length):
        block = np.zeros((min(block_length, length - start), CHANNELS), np.float32)
        for track in tracks:
            track.add_to(block, start)
        yield np.clip(block, -1, 1, out=block)

"""Tracks: each adds one layer of a chapter's sound to a block. Blocks may come in any order: tracks keep no position."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Protocol

import numpy as np

from voiceguide.clip import Clip, Samples
from voiceguide.mix.automation import PAN_OF_SIDE, pan_gains, side_at
from voiceguide.timeline.model import Bell, BellName, Chapter, Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms


class Track(Protocol):
    """One layer of a chapter's sound: voice, bells, guide, bed or comfort noise."""

    def add_to(self, block: Samples, start: int) -> None:
        """Add the sound from frame `start` of the chapter on to `block`, float32 of shape (frames, 2)."""
        ...


@dataclass(frozen=True, slots=True)
class PlacedClip:
    """A clip of at most `frames` frames that starts at frame `start` of the chapter, with gains for left and right.

    It is loaded when a block needs it.
    """

    start: int
    frames: int
    load: Callable[[], Clip]
    gains: tuple[float, float] = (1.0, 1.0)

    def add_to(self, block: Samples, start: int) -> None:
        """Add the part of the clip that falls into a block. A mono clip goes to both channels."""
        clip = self.load()
        first = max(self.start, start)
        last = min(self.start + clip.frames, start + len(block))
        if first < last:
            samples = clip.samples[first - self.start : last - self.start]
            part = block[first - start : last - start]
            if clip.channels == 1:  # numpy is quicker with a stereo frame as one complex number
                part.view(np.complex64)[...] += samples * np.complex64(complex(*self.gains))
            else:
                part += samples * np.array(self.gains, np.float32)


_START = attrgetter("start")


class ClipTrack:
    """A track of placed clips."""

    def __init__(self, clips: Iterable[PlacedClip]) -> None:
        self._clips = sorted(clips, key=_START)
        self._longest = max((placed.frames for placed in self._clips), default=0)

    def add_to(self, block: Samples, start: int) -> None:
        first = bisect_left(self._clips, start - self._longest, key=_START)
        last = bisect_left(self._clips, start + len(block), key=_START)
        for placed in self._clips[first:last]:
            if placed.start + placed.frames > start:
                placed.add_to(block, start)


def voice_track(chapter: Chapter, clip: Callable[[Utterance], Clip], gain: float = 1.0) -> ClipTrack:
    """The spoken cues of a chapter, panned to the middle."""
    return ClipTrack(
        PlacedClip(frames_from_ms(cue.start), frames_from_ms(cue.duration), partial(clip, cue.utterance), (gain, gain))
        for cue in chapter.cues
    )


CUT_FADE = SAMPLE_RATE
"""Frames over which a bell fades out that would ring on after its chapter's end."""


def _cut(load: Callable[[], Clip], frames: int) -> Clip:
    """A clip, faded out at its end if it has more frames than there is room for."""
    clip = load()
    if clip.frames <= frames:
        return clip
    fade = np.minimum(1, np.arange(frames, 0, -1, dtype=np.float32) / np.float32(min(CUT_FADE, frames)))
    return Clip(clip.samples[:frames] * fade[:, np.newaxis], clip.rate)


SOFT_BELLS: Mapping[BellName, float] = {"interval": 0.4}
"""Gains of bells that are rung into a silence that somebody sits in: 8 dB."""


def bell_track(
    chapter: Chapter, bell: Callable[[BellName], Clip], gain: float = 1.0, *, pan: bool = False
) -> ClipTrack:
    """The bells of a chapter. With `pan`, each is panned towards the side that works or comes next."""

    def placed(rung: Bell) -> PlacedClip:
        level = gain * SOFT_BELLS.get(rung.name, 1.0)
        left, right = pan_gains(PAN_OF_SIDE[side_at(chapter, rung.start)] if pan else 0.0)
        start = frames_from_ms(rung.start)
        left_over = frames_from_ms(chapter.duration) - start
        load = partial(_cut, partial(bell, rung.name), left_over)
        return PlacedClip(start, load().frames, load, (level * float(left), level * float(right)))

    return ClipTrack(map(placed, chapter.bells))

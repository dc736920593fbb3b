"""A track adds its part of a chapter's sound to a block of it.

Tracks hold no place of their own: any block of a chapter can be asked for, in any order.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from voiceguide.clip import Clip, Samples
from voiceguide.mix.automation import PAN_OF_SIDE, pan_gains, side_at
from voiceguide.timeline.model import Bell, BellName, Chapter, Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms


class Track(Protocol):
    """One part of a chapter's sound: the voice, the bells."""

    def add_to(self, block: Samples, start: int) -> None:
        """Add what sounds from frame `start` of the chapter on to `block`, float32 of shape (frames, 2)."""
        ...


@dataclass(frozen=True, slots=True)
class PlacedClip:
    """A clip in its place: at most `frames` long, from frame `start` of the chapter on, loaded when it is heard.

    `gains` are for left and right.
    """

    start: int
    frames: int
    load: Callable[[], Clip]
    gains: tuple[float, float] = (1.0, 1.0)

    def add_to(self, block: Samples, start: int) -> None:
        """Add the part of the clip that falls into a block; a mono clip goes to both channels.

        Raises:
            ValueError: the clip is longer than its place, or not at the program's own rate.
        """
        clip = self.load()
        if clip.rate != SAMPLE_RATE or clip.frames > self.frames:
            raise ValueError(
                f"Expected at most {self.frames} frames at {SAMPLE_RATE} Hz, got {clip.frames} at {clip.rate} Hz"
            )
        first = max(self.start, start)
        last = min(self.start + clip.frames, start + len(block))
        if first < last:
            heard = clip.samples[first - self.start : last - self.start]
            part = block[first - start : last - start]
            if clip.channels == 1:  # a frame of two floats is one complex number, and numpy is quicker with those
                part.view(np.complex64)[...] += heard * np.complex64(complex(*self.gains))
            else:
                part += heard * np.array(self.gains, np.float32)


class ClipTrack:
    """Clips, each in its place."""

    def __init__(self, clips: Iterable[PlacedClip]) -> None:
        self._clips = sorted(clips, key=_start)
        self._longest = max((placed.frames for placed in self._clips), default=0)

    def add_to(self, block: Samples, start: int) -> None:
        first = bisect_left(self._clips, start - self._longest, key=_start)
        last = bisect_left(self._clips, start + len(block), key=_start)
        for placed in self._clips[first:last]:
            if placed.start + placed.frames > start:
                placed.add_to(block, start)


def _start(placed: PlacedClip) -> int:
    return placed.start


def voice_track(chapter: Chapter, clip: Callable[[Utterance], Clip], gain: float = 1.0) -> ClipTrack:
    """Every cue of a chapter, spoken, in the middle."""
    return ClipTrack(
        PlacedClip(frames_from_ms(cue.start), frames_from_ms(cue.duration), partial(clip, cue.utterance), (gain, gain))
        for cue in chapter.cues
    )


def bell_track(
    chapter: Chapter, bell: Callable[[BellName], Clip], gain: float = 1.0, *, pan: bool = False
) -> ClipTrack:
    """Every bell of a chapter; with `pan` it leans towards the side that works or comes next."""

    def placed(rung: Bell) -> PlacedClip:
        left, right = pan_gains(PAN_OF_SIDE[side_at(chapter, rung.start)] if pan else 0.0)
        load = partial(bell, rung.name)
        return PlacedClip(frames_from_ms(rung.start), load().frames, load, (gain * float(left), gain * float(right)))

    return ClipTrack(map(placed, chapter.bells))

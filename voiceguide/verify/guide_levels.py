"""Measures the level of the breath guide in a file: between words, where it is heard alone, and under words.

Between words its loudness is measured directly. Under words this is impossible, but the cue sheet tells how the guide moves. So
the guide is mixed again by itself, and its level is computed from the correlation of the two sounds.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

import numpy as np

from voiceguide.breath import PhaseKind
from voiceguide.clip import Samples
from voiceguide.guide import AudibleGuide
from voiceguide.mix.automation import RELEASE_MS, speech_spans
from voiceguide.mix.control import CONTROL_FRAMES, CONTROL_MS
from voiceguide.mix.guides import guide_track
from voiceguide.timeline.model import Chapter, Phase, Timeline
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, power_ratio
from voiceguide.verify.loudness import BLOCK_MS, STEP_MS, Blocks
from voiceguide.verify.windows import Window
from voiceguide.weighting import lufs, weighted_powers

BREATHING: tuple[PhaseKind, ...] = ("inhale", "exhale")

LOOKED_FOR_MS: Ms = 60_000
"""After so much sound between words it is decided which guide a file has."""

LIKE = 0.05
"""A sound has a guide if it shares at least this part of its power with it."""

WINDOW = SAMPLE_RATE // 20
"""Frames in a window of the K-weighted power: 50 ms."""


class GuideLevels(NamedTuple):
    """The guide in a file, in LUFS: in inhales and exhales without words, and under words; None if there are none."""

    name: AudibleGuide
    between: float | None
    under: float | None


def levels_by_phase(timeline: Timeline, blocks: Blocks) -> Iterator[tuple[Phase, float]]:
    """Each phase without words in it or just before it, with its loudness in LUFS. `blocks` are those of the whole session."""
    for begin, chapter in timeline.placed():
        clear = list(_clear(chapter))
        for phase in chapter.phases:
            last = bisect_right(clear, phase.start, key=lambda span: span[0]) - 1
            inside = blocks[-(-(begin + phase.start) // STEP_MS) : (begin + phase.end - BLOCK_MS) // STEP_MS + 1]
            if last >= 0 and phase.end <= clear[last][1] and inside.size:
                yield phase, _mean(inside)


def _mean(levels: Sequence[float] | Blocks) -> float:
    """The mean of levels in dB, taken over their powers."""
    return float(10 * np.log10(np.mean(power_ratio(np.asarray(levels))) + 1e-12))


def _clear(chapter: Chapter) -> Iterator[tuple[Ms, Ms]]:
    """Start and end of each span of a chapter without words, from when the guide is back at its full level."""
    words = list(speech_spans(chapter))
    starts = [0, *(end + RELEASE_MS for _, end in words)]
    ends = [*(start for start, _ in words), chapter.duration]
    return ((start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _guided(chapter: Chapter, spans: Iterable[tuple[Ms, Ms]]) -> Iterator[tuple[Ms, Ms]]:
    """The parts of some spans that are in phases."""
    for start, end in spans:
        first = bisect_right(chapter.phases, start, key=lambda phase: phase.end)
        for phase in chapter.phases[first : bisect_left(chapter.phases, end, key=lambda phase: phase.start)]:
            yield max(start, phase.start), min(end, phase.end)


@dataclass(slots=True)
class _Correlation:
    """The energy that a sound and a guide have in common. `weighted` is the guide's own K-weighted energy."""

    common: float = 0.0
    sound: float = 0.0
    guide: float = 0.0
    weighted: float = 0.0
    frames: int = 0

    def add(self, sound: Samples, guide: Samples) -> None:
        self.common += float(np.vdot(sound, guide))
        self.sound += float(np.vdot(sound, sound))
        self.guide += float(np.vdot(guide, guide))
        self.weighted += WINDOW * sum(float(weighted_powers(channel, SAMPLE_RATE, WINDOW).sum()) for channel in guide.T)
        self.frames += len(guide)

    @property
    def share(self) -> float:
        """The share of the sound's power that is the guide's, from 0 to 1."""
        return self.common**2 / (self.sound * self.guide) if self.sound and self.guide else 0.0

    @property
    def level(self) -> float | None:
        """The guide's loudness in the sound, in LUFS; None if the two have nothing in common."""
        if self.common <= 0:
            return None
        return lufs(self.weighted / self.frames * (self.common / self.guide) ** 2)


class GuideSearch:
    """Looks for the guides in a session's sound, given window by window, in order."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._names: tuple[AudibleGuide, ...] = get_args(AudibleGuide)
        self._between, self._under = ({name: _Correlation() for name in self._names} for _ in range(2))
        self._waiting = deque(
            (begin, chapter, list(_guided(chapter, _clear(chapter))), list(_guided(chapter, speech_spans(chapter))))
            for begin, chapter in timeline.placed()
        )

    def listen(self, window: Window) -> None:
        """Compare a window with each guide that may be in it."""
        while self._waiting and self._waiting[0][0] < window.end:
            begin, chapter, clear, words = self._waiting[0]
            start, end = max(window.start - begin, 0), min(window.end - begin, chapter.duration)
            for spans, found in ((clear, self._between), (words, self._under)):
                self._compare(window, begin, chapter, _inside(spans, start, end), found)
            if begin + chapter.duration > window.end:
                break
            self._waiting.popleft()
        if self._between[self._names[0]].frames > frames_from_ms(LOOKED_FOR_MS):
            self._names = (self._likeliest,)

    def levels(self, blocks: Blocks) -> GuideLevels | None:
        """The guide that was found and its levels, given the session's blocks; None if there is no guide."""
        if self._between[self._likeliest].share < LIKE:
            return None
        breathing = [level for phase, level in levels_by_phase(self._timeline, blocks) if phase.kind in BREATHING]
        under = self._under[self._likeliest].level
        return GuideLevels(self._likeliest, _mean(breathing) if breathing else None, under)

    @property
    def _likeliest(self) -> AudibleGuide:
        return max(self._names, key=lambda name: self._between[name].share)

    def _compare(
        self,
        window: Window,
        begin: Ms,
        chapter: Chapter,
        spans: list[tuple[Ms, Ms]],
        found: dict[AudibleGuide, _Correlation],
    ) -> None:
        """Compare some spans of a chapter that begins at `begin` with the same part of a window."""
        if not spans:
            return
        controls = range(int(spans[0][0] / CONTROL_MS), int(spans[-1][1] / CONTROL_MS))
        offset = controls.start * CONTROL_FRAMES
        for name in self._names:
            guide = np.zeros((len(controls) * CONTROL_FRAMES, CHANNELS), np.float32)
            guide_track(chapter, controls, name, 0.0, pan=True).add_to(guide, offset)
            for start, end in spans:
                alone = guide[max(frames_from_ms(start) - offset, 0) : frames_from_ms(end) - offset]
                sound = window.part(begin + start, begin + end)
                frames = min(len(alone), len(sound))
                found[name].add(sound[:frames], alone[:frames])


def _inside(spans: list[tuple[Ms, Ms]], start: Ms, end: Ms) -> list[tuple[Ms, Ms]]:
    """The parts of sorted spans that are between two times."""
    near = spans[
        bisect_right(spans, start, key=lambda span: span[1]) : bisect_left(spans, end, key=lambda span: span[0])
    ]
    return [(max(first, start), min(last, end)) for first, last in near]

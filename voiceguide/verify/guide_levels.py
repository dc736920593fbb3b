"""How far the breath guide in a file is under its words: between them, where it is the cue, and under them.

Between words it is measured as it is heard. Under words it cannot be; but the cue sheet tells how it moves. So it is mixed
again by itself, and how much of that is found in the sound is its level.
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
from voiceguide.mix.automation import RELEASE_MS, spoken
from voiceguide.mix.chapter import guide_track
from voiceguide.mix.control import CONTROL_FRAMES, CONTROL_MS
from voiceguide.timeline.model import Chapter, Phase, Timeline
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, frames_from_ms, power_ratio
from voiceguide.verify.loudness import BLOCK_MS, STEP_MS, Blocks
from voiceguide.verify.windows import Window
from voiceguide.weighting import lufs, weighted_powers

BREATHING: tuple[PhaseKind, ...] = ("inhale", "exhale")

ONSET_MS: Ms = 250
"""The guide is heard to begin in the block so long after a phase does."""

LOOKED_FOR_MS: Ms = 60_000
"""So much of what is between words tells which guide a file has."""

LIKE = 0.05
"""A sound that has this share of its power in common with a guide has that guide."""

WINDOW = SAMPLE_RATE // 20


class PhaseLevel(NamedTuple):
    """How loud it is in a phase in which nothing is said, in LUFS: all through it, and as it begins."""

    phase: Phase
    level: float
    onset: float


class GuideLevels(NamedTuple):
    """The guide in a file, in LUFS: over the inhales and exhales without words, and under words; None where there are none."""

    name: AudibleGuide
    between: float | None
    under: float | None


def levels_by_phase(timeline: Timeline, blocks: Blocks) -> Iterator[PhaseLevel]:
    """The levels of each phase in which nothing is said, nor was just before. `blocks` are the session's."""
    for begin, chapter in timeline.placed():
        clear = list(_clear(chapter))
        for phase in chapter.phases:
            last = bisect_right(clear, phase.start, key=lambda span: span[0]) - 1
            inside = blocks[-(-(begin + phase.start) // STEP_MS) : (begin + phase.end - BLOCK_MS) // STEP_MS + 1]
            onset = blocks[-(-(begin + phase.start + ONSET_MS) // STEP_MS) :][:1]
            if last >= 0 and phase.end <= clear[last][1] and inside.size and onset.size:
                yield PhaseLevel(phase, _mean(inside), float(onset[0]))


def _mean(levels: Sequence[float] | Blocks) -> float:
    return float(10 * np.log10(np.mean(power_ratio(np.asarray(levels))) + 1e-12))


def _clear(chapter: Chapter) -> Iterator[tuple[Ms, Ms]]:
    """Start and end of each stretch of a chapter in which nothing is said, and the guide has come up again."""
    words = list(spoken(chapter))
    starts = [0, *(end + RELEASE_MS for _, end in words)]
    ends = [*(start for start, _ in words), chapter.duration]
    return ((start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _guided(chapter: Chapter, spans: Iterable[tuple[Ms, Ms]]) -> Iterator[tuple[Ms, Ms]]:
    """What of some spans lies in breaths."""
    for start, end in spans:
        first = bisect_right(chapter.phases, start, key=lambda phase: phase.end)
        for phase in chapter.phases[first : bisect_left(chapter.phases, end, key=lambda phase: phase.start)]:
            yield max(start, phase.start), min(end, phase.end)


@dataclass(slots=True)
class _Likeness:
    """What a sound and a guide have in common, in energy; `weighted` is the guide's own as the ear weighs it."""

    common: float = 0.0
    sound: float = 0.0
    guide: float = 0.0
    weighted: float = 0.0
    frames: int = 0

    def add(self, sound: Samples, guide: Samples) -> None:
        self.common += float(np.vdot(sound, guide))
        self.sound += float(np.vdot(sound, sound))
        self.guide += float(np.vdot(guide, guide))
        self.weighted += WINDOW * sum(float(weighted_powers(ear, SAMPLE_RATE, WINDOW).sum()) for ear in guide.T)
        self.frames += len(guide)

    @property
    def share(self) -> float:
        """Of the sound's power, how much is the guide's."""
        return self.common**2 / (self.sound * self.guide) if self.sound and self.guide else 0.0

    @property
    def level(self) -> float | None:
        """The guide's loudness in the sound, in LUFS."""
        if self.common <= 0:
            return None
        return lufs(self.weighted / self.frames * (self.common / self.guide) ** 2)


class GuideSearch:
    """Looks for the guides in a session's sound, which it is given stretch by stretch, in order."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._names: tuple[AudibleGuide, ...] = get_args(AudibleGuide)
        self._between, self._under = ({name: _Likeness() for name in self._names} for _ in range(2))
        self._waiting = deque(
            (begin, chapter, list(_guided(chapter, _clear(chapter))), list(_guided(chapter, spoken(chapter))))
            for begin, chapter in timeline.placed()
        )

    def listen(self, window: Window) -> None:
        """Compare a stretch with each guide that may be in it."""
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
        """What was found, given the session's blocks; None where no guide was."""
        if self._between[self._likeliest].share < LIKE:
            return None
        breathing = [each.level for each in levels_by_phase(self._timeline, blocks) if each.phase.kind in BREATHING]
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
        found: dict[AudibleGuide, _Likeness],
    ) -> None:
        """Compare some spans of a chapter that begins at `begin` with that part of a stretch."""
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
    """What of some spans in order lies between two times."""
    near = spans[
        bisect_right(spans, start, key=lambda span: span[1]) : bisect_left(spans, end, key=lambda span: span[0])
    ]
    return [(max(first, start), min(last, end)) for first, last in near]

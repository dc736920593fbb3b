"""Measures a file's sound in one pass: loudness, peaks, silence, onsets of words, and the guide."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy as np

from voiceguide.timeline.model import BellName
from voiceguide.units import CHANNELS, Ms, gain
from voiceguide.verify.embedded import Sheet, SheetSpan
from voiceguide.verify.guide_levels import GuideLevels, GuideSearch
from voiceguide.verify.loudness import Blocks, block_loudness, true_peak
from voiceguide.verify.onsets import AFTER_MS, BEFORE_MS, Onset, onset
from voiceguide.verify.windows import Window, windows

RINGING_MS: Ms = 2_500
"""How long a bell is heard."""

ENDING_MS: Ms = 40
"""How long an utterance may still ring after its end, in an MP3."""

DEAD = gain(-80)
"""Sound whose samples stay below this is dead silence."""


@dataclass(slots=True)
class Measured:
    """The results. `peak` is 1 at full scale; `clipped` counts samples; `onsets` has one for each utterance, None if not heard."""

    duration: Ms = 0
    peak: float = 0.0
    clipped: int = 0
    dead_ms: Ms = 0
    blocks: Blocks = field(default_factory=lambda: np.zeros(0))
    onsets: list[Onset | None] = field(default_factory=list)
    guide: GuideLevels | None = None


def measure(path: Path, sheet: Sheet | None, loudness: float) -> Measured:
    """Decode a file once and measure it.

    Args:
        sheet: has the utterances and the guide to look for; None for none.
        loudness: the loudness that the words should have, in LUFS.

    Raises:
        SoundError: the file cannot be decoded.
    """
    measured = Measured()
    blocks: list[Blocks] = []
    waiting = _with_end_before(sheet) if sheet else iter(())
    next_up = next(waiting, None)
    dead = 0
    guide = GuideSearch(sheet.timeline) if sheet else None
    for window in windows(path):
        inside = window.part(window.start, window.end)
        measured.duration = window.end
        measured.peak = max(measured.peak, true_peak(window))
        measured.clipped += int(np.count_nonzero(np.abs(inside) >= 1))
        for alive in np.abs(inside[: len(inside) // 441 * 441]).reshape(-1, 441 * CHANNELS).max(axis=1) > DEAD:
            dead = 0 if alive else dead + 10
            measured.dead_ms = max(measured.dead_ms, dead)
        blocks.append(block_loudness(window))
        if guide:
            guide.listen(window)
        while next_up and next_up[0].start < window.end and sheet:
            measured.onsets.append(_onset(window, *next_up, sheet, loudness))
            next_up = next(waiting, None)
    measured.blocks = np.concatenate(blocks) if blocks else measured.blocks
    measured.guide = guide.levels(measured.blocks) if guide else None
    measured.onsets += [None] * (len(sheet.utterances) - len(measured.onsets) if sheet else 0)
    return measured


def _with_end_before(sheet: Sheet) -> Iterator[tuple[SheetSpan, Ms]]:
    """Each utterance, and the end of the one before it."""
    ended = -BEFORE_MS
    for utterance in sheet.utterances:
        yield utterance, ended
        ended = utterance.end


def _onset(window: Window, utterance: SheetSpan, ended: Ms, sheet: Sheet, loudness: float) -> Onset | None:
    place = utterance.start
    bells = tuple(
        (cast(BellName, bell.text), bell.start - place)
        for bell in sheet.bells
        if -RINGING_MS < bell.start - place < AFTER_MS
    )
    return onset(window.part(place - BEFORE_MS, place + AFTER_MS), ended + ENDING_MS - place, bells, loudness)

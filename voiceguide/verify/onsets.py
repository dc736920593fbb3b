"""When a voice begins to be heard, though other sounds go on under it.

A voice rises steeply somewhere between low and high, many times over what sounded there just before. What else the
session holds does not: guide and bed move slowly and make way before the voice, and bells are known.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.automation import ATTACK_MS
from voiceguide.mix.chapter import bundled_bell
from voiceguide.mix.sound import BED_DUCK_DB, GUIDE_DUCK_DB
from voiceguide.timeline.model import BellName
from voiceguide.units import LOUDNESS_LUFS, SAMPLE_RATE, Ms, gain

BEFORE_MS: Ms = 300
AFTER_MS: Ms = 500
"""How far around its place an utterance is looked for."""

DUCKED_MS: Ms = 15
"""So long before its place all else has made way; what is heard from then on is what goes on under a voice."""

DUCKED = gain(-max(GUIDE_DUCK_DB, BED_DUCK_DB)) ** 2
"""What is left, at least, of the power of what made way."""

WINDOW = 256
STEP_MS: Ms = 1
BANDS_HZ = (200, 400, 700, 1000, 1500, 2200, 3200, 4500, 6500, 9000, 12_000)
RISE = 8.0
"""Times the power before it: 9 dB."""

LASTING = 12
"""Steps for which it stays: a click is no voice."""

SILENT = 1e-9
"""Mean square in one band that nobody hears: -90 dBFS."""

BELL_GAIN = 16.0
"""A bell in a session has up to so many times the power of its file."""

EARLY = 1e-3
"""What comes before its place must reach this share of a voice's power to be the voice: at low bit rates encoders leave traces
of noise that rise as steeply."""

FAINT_DB = 14.0
"""What stays so far below the words is no voice: so loud a guide may be that begins while they should be said."""

Powers = NDArray[np.float32]
"""Mean square in each band at each millisecond, shape (steps, bands)."""


@dataclass(frozen=True, slots=True)
class Onset:
    """When a voice begins, in milliseconds against its place, and how far it stands out from what goes on under it, in dB."""

    late: Ms
    contrast_db: float


def onset(
    sound: Samples, from_ms: Ms, bells: tuple[tuple[BellName, Ms], ...] = (), loudness: float = LOUDNESS_LUFS
) -> Onset | None:
    """Find where a voice begins; None when there is none.

    Args:
        sound: from `BEFORE_MS` before its place to `AFTER_MS` after.
        from_ms: where to begin to look, against its place: where the words before it have ended.
        bells: those that ring meanwhile, and when they begin, against its place.
        loudness: of the words, in LUFS.
    """
    powers = _powers(sound.mean(axis=1))
    first = max(from_ms + BEFORE_MS, 0)
    settled = BEFORE_MS - DUCKED_MS
    before = np.median(powers[first : max(settled - ATTACK_MS, first + 1)], axis=0)
    under = np.clip(np.median(powers[settled:BEFORE_MS], axis=0), DUCKED * before, before)
    wanted = np.empty_like(powers)
    wanted[:settled] = np.maximum(RISE * before + SILENT, EARLY * powers[settled:].sum(axis=1).max())
    wanted[settled:] = RISE * under + SILENT
    for name, start in bells:
        ringing = BELL_GAIN * _bell(name)
        begin = start + BEFORE_MS
        at, skipped = max(begin, 0), max(-begin, 0)
        part = ringing[skipped : skipped + len(wanted) - at]
        wanted[at : at + len(part)] += part
    risen = np.any(powers[first:] > wanted[first:], axis=1)
    lasting = np.flatnonzero(sliding_window_view(risen, LASTING).all(axis=1)) + first
    loudest = powers[lasting[0] :].sum(axis=1).max() if lasting.size else 0.0
    if loudest < gain(loudness - FAINT_DB) ** 2:
        return None
    contrast = (loudest + SILENT) / (under.sum() + SILENT)
    return Onset(int(lasting[0]) - BEFORE_MS, float(10 * np.log10(contrast)))


def _powers(mono: NDArray[np.float32]) -> Powers:
    """A step's power is that of the window which ends two steps after it: so long a voice takes to fill a part of it."""
    step = SAMPLE_RATE * STEP_MS / 1000
    lead = WINDOW - 2 * round(step)
    padded = np.pad(mono, (lead, WINDOW))
    starts = (np.arange(int(len(mono) / step)) * step).astype(int)
    spectrum = np.fft.rfft(padded[starts[:, np.newaxis] + np.arange(WINDOW)] * np.hanning(WINDOW).astype(np.float32))
    power = (spectrum.real**2 + spectrum.imag**2) * (2 / (WINDOW * np.sum(np.hanning(WINDOW) ** 2)))
    edges = [round(hz * WINDOW / SAMPLE_RATE) for hz in BANDS_HZ]
    bands: Powers = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1).astype(np.float32)
    return bands


@cache
def _bell(name: BellName) -> Powers:
    return _powers(bundled_bell(name).samples[:, 0])

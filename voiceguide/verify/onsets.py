"""Finds when a voice begins, even over other sounds.

In some band of frequencies a voice rises steeply, to many times the power just before. The other sounds of a session do not:
guide and bed move slowly and duck before the voice, and bells are known.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.mix.automation import ATTACK_MS
from voiceguide.mix.bells import bundled_bell
from voiceguide.mix.sound import BED_DUCK_DB, GUIDE_DUCK_DB
from voiceguide.timeline.model import BellName
from voiceguide.units import LOUDNESS_LUFS, SAMPLE_RATE, Ms, gain

BEFORE_MS: Ms = 300
AFTER_MS: Ms = 500
"""An utterance is looked for from so long before its place to so long after it."""

DUCKED_MS: Ms = 15
"""So long before the voice the ducking is complete; sound from then on is what goes on under the voice."""

DUCKED = gain(-max(GUIDE_DUCK_DB, BED_DUCK_DB)) ** 2
"""The least share of power that ducking leaves."""

WINDOW = 256
"""Frames in a window of the spectrum."""

STEP_MS: Ms = 1
BANDS_HZ = (200, 400, 700, 1000, 1500, 2200, 3200, 4500, 6500, 9000, 12_000)
RISE = 8.0
"""How many times the power before it a voice has in some band: 9 dB."""

LASTING = 12
"""How many steps a rise must last: a click is shorter."""

SILENT = 1e-9
"""An inaudible mean square in one band: -90 dBFS."""

BELL_GAIN = 16.0
"""How many times the power of its file a bell may have in a session."""

EARLY = 1e-3
"""Sound before an utterance's place counts as the voice only from this share of the voice's power on: at low bit rates encoders
leave traces of noise that rise as steeply."""

FAINT_DB = 14.0
"""Sound that stays this far below the loudness of the words is no voice: a guide that begins in their place may be as loud."""

Powers = NDArray[np.float32]
"""Mean square in each band at each millisecond, shape (steps, bands)."""


@dataclass(frozen=True, slots=True)
class Onset:
    """How many milliseconds after its place a voice begins, and its power relative to the sound under it, in dB."""

    late: Ms
    contrast_db: float


def onset(
    sound: Samples, from_ms: Ms, bells: tuple[tuple[BellName, Ms], ...] = (), loudness: float = LOUDNESS_LUFS
) -> Onset | None:
    """Find where a voice begins; None if there is no voice.

    Args:
        sound: from `BEFORE_MS` before the voice's place to `AFTER_MS` after it; float32 of shape (frames, 2).
        from_ms: where to begin to look, relative to the place: where the words before it end.
        bells: the bells that ring meanwhile, and when they begin, relative to the place.
        loudness: the loudness of the words, in LUFS.
    """
    powers = _powers(sound.mean(axis=1))
    first = max(from_ms + BEFORE_MS, 0)
    ducked = BEFORE_MS - DUCKED_MS
    before = np.median(powers[first : max(ducked - ATTACK_MS, first + 1)], axis=0)
    under = np.clip(np.median(powers[ducked:BEFORE_MS], axis=0), DUCKED * before, before)
    wanted = np.empty_like(powers)
    wanted[:ducked] = np.maximum(RISE * before + SILENT, EARLY * powers[ducked:].sum(axis=1).max())
    wanted[ducked:] = RISE * under + SILENT
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
    """The powers of mono samples. A step has the power of the window that ends two steps after it, when a voice fills part of it."""
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

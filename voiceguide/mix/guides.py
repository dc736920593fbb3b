"""The breath guides: `breath`, noise that swells like a wave, and `tones`, a soft chord whose pitch follows the breath."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from voiceguide.clip import Samples
from voiceguide.guide import GUIDES, SILENT_DB, AudibleGuide, Shapes, amplitude, waypoints
from voiceguide.mix.automation import Curve, Pchip, Times, Values, ducking, pan_gains, panning
from voiceguide.mix.control import Envelope, Ramps, ShapedLoop, edge_times
from voiceguide.mix.noise import band
from voiceguide.mix.sound import GUIDE_DUCK_DB
from voiceguide.mix.tracks import Track
from voiceguide.timeline.model import Chapter
from voiceguide.units import gain


@dataclass(frozen=True, slots=True)
class Breathing:
    """Two curves over a chapter: the level in dB below the loudest point, and the tone from 0 (dark) to 1 (bright)."""

    db: Pchip
    tone: Curve


def breathing(chapter: Chapter, shapes: Shapes, resting_db: float = SILENT_DB) -> Breathing:
    """The curves of a chapter. Before, between and after breaths the level is `resting_db`."""
    passed = waypoints(chapter, shapes, resting_db)
    return Breathing(
        Pchip.through((at.time, at.point.db) for at in passed),
        Curve.through((at.time, at.point.tone) for at in passed),
    )


def shaped(chapter: Chapter, db: Pchip, times: Times, *, pan: bool) -> Values:
    """Gains for left and right at some times of a chapter, shape (times, 2), ducked for the chapter's cues.

    Args:
        db: the guide's own level, in dB, as in `guide.py`.
        pan: whether to pan towards the side that works.
    """
    ducked = amplitude(db.at(times)) * 10 ** (-GUIDE_DUCK_DB / 20 * ducking(chapter).at(times))
    pans = panning(chapter).at(times) if pan else np.zeros_like(times)
    gains: Values = np.maximum(ducked, 0)[:, np.newaxis] * pan_gains(pans)
    return gains


BANDS_HZ = (570.0, 1250.0, 2750.0)
"""Centres of the dark, the middle and the bright band of noise."""

BANDS_DB = (0.0, -1.6, -3.5)
"""Gains that make the three bands equally loud to the ear."""

BAND_OCTAVES = 0.55
OVERLAP = 1 / 3
"""The correlation of neighbouring bands, which makes their sum louder than that of two independent noises."""


class BreathGuide:
    """A track over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest, with the darkest tone."""

    def __init__(self, chapter: Chapter, controls: range, shapes: Shapes, peak_db: float, *, pan: bool) -> None:
        curves = breathing(chapter, shapes)
        times = edge_times(controls)
        gains = shaped(chapter, curves.db, times, pan=pan)
        levels = [gain(peak_db + db) for db in BANDS_DB]
        self._bands = [
            ShapedLoop(partial(band, hz, BAND_OCTAVES), Envelope(controls, gains * (level * share)[:, np.newaxis]))
            for hz, level, share in zip(BANDS_HZ, levels, _shares(curves.tone.at(times)), strict=True)
        ]

    def add_to(self, block: Samples, start: int) -> None:
        for each in self._bands:
            each.add_to(block, start)


def _shares(tone: Values) -> Values:
    """The gain of each band for each tone, shape (3, tones); the loudness is the same for every tone."""
    angle = np.pi * tone
    shares: Values = np.maximum([np.cos(angle), np.sin(angle), -np.cos(angle)], 0)
    shares /= np.sqrt(1 + OVERLAP * np.abs(np.sin(2 * angle)))
    return shares


ROOT_HZ = 220.0
TOP_RATIO = 1.5
"""The root at tone 1 against tone 0: a fifth."""

BRIGHTER_DB = 0.6
"""How much louder the chord is to the ear at tone 1 than at tone 0 (BS.1770)."""

PARTIALS = np.array([0, 0, 0.8, 1, 0.6, 0.3])
"""Amplitudes of the multiples of the root, from 0 on: a major chord from 440 to 1100 Hz at its lowest, up to 1650 Hz at its
highest. Most of it lies where a small speaker plays, and below where the ear is most sensitive. All partials share one root,
so nothing beats."""


class TonesGuide:
    """A track over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest, with the lowest pitch."""

    def __init__(self, chapter: Chapter, controls: range, shapes: Shapes, peak_db: float, *, pan: bool) -> None:
        curves = breathing(chapter, shapes)
        times = edge_times(controls)
        even = gain(peak_db) * 10 ** (-BRIGHTER_DB / 20 * curves.tone.at(times))
        gains = shaped(chapter, curves.db, times, pan=pan) * even[:, np.newaxis]
        pitch = Curve(curves.tone.times, ROOT_HZ * TOP_RATIO**curves.tone.values)
        self._envelope = Envelope(controls, gains)
        self._angles = _angles(controls, pitch.integral(times) / 1000)

    def add_to(self, block: Samples, start: int) -> None:
        for part, gains, controls in self._envelope.audible_in(block, start):
            chord = _chord(self._angles.at(controls)[:, 0])
            for channel in gains.T:
                channel *= chord
            part += gains


def _angles(controls: range, cycles: Values) -> Ramps:
    """The phase angle of the root in radians, given its count of cycles at the edges of the control blocks."""
    return Ramps(controls, 2 * np.pi * (cycles[:-1, np.newaxis] % 1), 2 * np.pi * np.diff(cycles)[:, np.newaxis])


def _chord(angles: Samples) -> Samples:
    """The chord at RMS 1, given the phase angles of its root, which are overwritten; both have shape (frames,).

    The cosine of a multiple is a polynomial of the cosine (Chebyshev), so one cosine makes the whole chord.
    """
    root = np.cos(angles, out=angles)
    chord: Samples = _POLYNOMIAL[-1] * root
    for coefficient in _POLYNOMIAL[-2:0:-1]:
        chord += coefficient
        chord *= root
    chord += _POLYNOMIAL[0]
    return chord


_POLYNOMIAL = np.polynomial.chebyshev.cheb2poly(PARTIALS / np.sqrt(np.sum(PARTIALS**2) / 2)).astype(np.float32)


TRACKS: Mapping[AudibleGuide, Callable[..., Track]] = {"breath": BreathGuide, "tones": TonesGuide}
"""What sounds as each guide; its shapes are in `guide.GUIDES`."""


def guide_track(chapter: Chapter, controls: range, guide: AudibleGuide, peak_db: float, *, pan: bool) -> Track:
    """A breath guide alone, over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest."""
    return TRACKS[guide](chapter, controls, GUIDES[guide], peak_db, pan=pan)

"""The breath guides: `breath`, noise that swells like a wave, and `tones`, a soft chord whose pitch follows the breath."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

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


BANDS = ((570.0, 0.0), (1250.0, -1.6), (2750.0, -3.5))
"""The dark, the middle and the bright band of the noise: its centre in Hz, and the gain in dB that makes all equally loud."""

OCTAVES = 0.55
"""The width of each band."""

OVERLAP = 1 / 3
"""The correlation of neighbours, which makes their sum louder than that of two independent noises."""


class NoiseGuide:
    """A track over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest, with the darkest tone."""

    def __init__(self, chapter: Chapter, controls: range, shapes: Shapes, peak_db: float, *, pan: bool) -> None:
        curves = breathing(chapter, shapes)
        times = edge_times(controls)
        gains = shaped(chapter, curves.db, times, pan=pan)
        self._bands = [
            ShapedLoop(
                partial(band, hz, OCTAVES), Envelope(controls, gains * (gain(peak_db + db) * share)[:, np.newaxis])
            )
            for (hz, db), share in zip(BANDS, _shares(curves.tone.at(times)), strict=True)
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
"""The root of the chord at tone 0. From 440 to 1100 Hz at its lowest, up to 1650 Hz a fifth above, most of it lies where a small
speaker plays, and below where the ear is most sensitive."""

TOP_RATIO = 1.5
"""The root at tone 1 against that."""

BRIGHTER_DB = 0.6
"""How much louder the chord is to the ear at tone 1 than at tone 0 (BS.1770)."""

PARTIALS = (0, 0, 0.8, 1, 0.6, 0.3)
"""Amplitudes of the multiples of the root, from 0 on. All share one root, so nothing beats."""


def chord(angles: Samples) -> Samples:
    """The chord at RMS 1, given the phase angles of its root, which are overwritten; both have shape (frames,).

    The cosine of a multiple is a polynomial of the cosine (Chebyshev), so one cosine makes the whole chord.
    """
    polynomial = _polynomial()
    root = np.cos(angles, out=angles)
    sound: Samples = polynomial[-1] * root
    for coefficient in polynomial[-2:0:-1]:
        sound += coefficient
        sound *= root
    sound += polynomial[0]
    return sound


@cache
def _polynomial() -> Samples:
    amplitudes = np.array(PARTIALS)
    polynomial: Samples = np.polynomial.chebyshev.cheb2poly(amplitudes / np.sqrt(np.sum(amplitudes**2) / 2))
    return polynomial.astype(np.float32)


class ChordGuide:
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
            sound = chord(self._angles.at(controls)[:, 0])
            for channel in gains.T:
                channel *= sound
            part += gains


def _angles(controls: range, cycles: Values) -> Ramps:
    """The phase angle of the root in radians, given its count of cycles at the edges of the control blocks."""
    return Ramps(controls, 2 * np.pi * (cycles[:-1, np.newaxis] % 1), 2 * np.pi * np.diff(cycles)[:, np.newaxis])


TRACKS: Mapping[AudibleGuide, Callable[..., Track]] = {"breath": NoiseGuide, "tones": ChordGuide}
"""What sounds as each guide; its shapes are in `guide.GUIDES`."""


def guide_track(chapter: Chapter, controls: range, guide: AudibleGuide, peak_db: float, *, pan: bool) -> Track:
    """A breath guide alone, over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest."""
    return TRACKS[guide](chapter, controls, GUIDES[guide], peak_db, pan=pan)

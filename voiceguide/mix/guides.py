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


@dataclass(frozen=True, slots=True)
class Bands:
    """Noise in three bands: the dark, the middle and the bright one.

    Attributes:
        hz: their centres.
        db: gains that make them equally loud to the ear.
        octaves: the width of each.
        overlap: the correlation of neighbours, which makes their sum louder than that of two independent noises.
    """

    hz: tuple[float, float, float]
    db: tuple[float, float, float]
    octaves: float
    overlap: float


WAVE = Bands(hz=(570.0, 1250.0, 2750.0), db=(0.0, -1.6, -3.5), octaves=0.55, overlap=1 / 3)


class NoiseGuide:
    """A track over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest, with the darkest tone."""

    def __init__(
        self, bands: Bands, chapter: Chapter, controls: range, shapes: Shapes, peak_db: float, *, pan: bool
    ) -> None:
        curves = breathing(chapter, shapes)
        times = edge_times(controls)
        gains = shaped(chapter, curves.db, times, pan=pan)
        levels = [gain(peak_db + db) for db in bands.db]
        self._bands = [
            ShapedLoop(partial(band, hz, bands.octaves), Envelope(controls, gains * (level * share)[:, np.newaxis]))
            for hz, level, share in zip(bands.hz, levels, _shares(curves.tone.at(times), bands.overlap), strict=True)
        ]

    def add_to(self, block: Samples, start: int) -> None:
        for each in self._bands:
            each.add_to(block, start)


def _shares(tone: Values, overlap: float) -> Values:
    """The gain of each band for each tone, shape (3, tones); the loudness is the same for every tone."""
    angle = np.pi * tone
    shares: Values = np.maximum([np.cos(angle), np.sin(angle), -np.cos(angle)], 0)
    shares /= np.sqrt(1 + overlap * np.abs(np.sin(2 * angle)))
    return shares


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord whose pitch follows the breath. All partials share one root, so nothing beats.

    Attributes:
        root_hz: the root at tone 0.
        top_ratio: the root at tone 1 against that.
        brighter_db: how much louder the chord is to the ear at tone 1 than at tone 0 (BS.1770).
        partials: amplitudes of the multiples of the root, from 0 on.
    """

    root_hz: float
    top_ratio: float
    brighter_db: float
    partials: tuple[float, ...]

    def at(self, angles: Samples) -> Samples:
        """The chord at RMS 1, given the phase angles of its root, which are overwritten; both have shape (frames,).

        The cosine of a multiple is a polynomial of the cosine (Chebyshev), so one cosine makes the whole chord.
        """
        polynomial = _polynomial(self.partials)
        root = np.cos(angles, out=angles)
        chord: Samples = polynomial[-1] * root
        for coefficient in polynomial[-2:0:-1]:
            chord += coefficient
            chord *= root
        chord += polynomial[0]
        return chord


@cache
def _polynomial(partials: tuple[float, ...]) -> Samples:
    amplitudes = np.array(partials)
    polynomial: Samples = np.polynomial.chebyshev.cheb2poly(amplitudes / np.sqrt(np.sum(amplitudes**2) / 2))
    return polynomial.astype(np.float32)


MAJOR = Chord(root_hz=220.0, top_ratio=1.5, brighter_db=0.6, partials=(0, 0, 0.8, 1, 0.6, 0.3))
"""From 440 to 1100 Hz at its lowest, up to 1650 Hz a fifth above. Most of it lies where a small speaker plays, and below where
the ear is most sensitive."""


class ChordGuide:
    """A track over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest, with the lowest pitch."""

    def __init__(
        self, chord: Chord, chapter: Chapter, controls: range, shapes: Shapes, peak_db: float, *, pan: bool
    ) -> None:
        curves = breathing(chapter, shapes)
        times = edge_times(controls)
        even = gain(peak_db) * 10 ** (-chord.brighter_db / 20 * curves.tone.at(times))
        gains = shaped(chapter, curves.db, times, pan=pan) * even[:, np.newaxis]
        pitch = Curve(curves.tone.times, chord.root_hz * chord.top_ratio**curves.tone.values)
        self._chord = chord
        self._envelope = Envelope(controls, gains)
        self._angles = _angles(controls, pitch.integral(times) / 1000)

    def add_to(self, block: Samples, start: int) -> None:
        for part, gains, controls in self._envelope.audible_in(block, start):
            sound = self._chord.at(self._angles.at(controls)[:, 0])
            for channel in gains.T:
                channel *= sound
            part += gains


def _angles(controls: range, cycles: Values) -> Ramps:
    """The phase angle of the root in radians, given its count of cycles at the edges of the control blocks."""
    return Ramps(controls, 2 * np.pi * (cycles[:-1, np.newaxis] % 1), 2 * np.pi * np.diff(cycles)[:, np.newaxis])


TRACKS: Mapping[AudibleGuide, Callable[..., Track]] = {
    "breath": partial(NoiseGuide, WAVE),
    "tones": partial(ChordGuide, MAJOR),
}
"""What sounds as each guide; its shapes are in `guide.GUIDES`."""


def guide_track(chapter: Chapter, controls: range, guide: AudibleGuide, peak_db: float, *, pan: bool) -> Track:
    """A breath guide alone, over some control blocks of a chapter. `peak_db` is its RMS in dBFS at its loudest."""
    return TRACKS[guide](chapter, controls, GUIDES[guide], peak_db, pan=pan)

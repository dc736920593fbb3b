"""Make the bells and beds in audio: `python tools/make_sounds.py [FOLDER]` makes the same sounds each time.

Each bell is one or two strikes on a small bowl. A bowl's partials are not harmonic: their frequencies are roughly as the squares
of their order, and the higher ones decay sooner. This, and an attack without a knock, makes the bell soft.

Beds are noise and tones of whole cycles, so each file repeats without a seam.
"""

import sys
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
PEAK_DB = -14.0
ATTACK_S = 0.012
FADE_S = 0.25
PARTIALS = ((1.0, 1.0), (2.76, 0.42), (5.18, 0.16), (8.16, 0.05))
"""Each partial's frequency as a multiple of the strike's pitch, and its amplitude relative to the first partial."""


@dataclass(frozen=True, slots=True)
class Strike:
    """One strike: seconds from the bell's start, pitch in Hz, seconds to decay by 60 dB, amplitude (1 is full)."""

    at: float
    pitch: float
    ring: float
    loudness: float = 1.0


BELLS: dict[str, tuple[float, tuple[Strike, ...]]] = {
    "start": (2.4, (Strike(0.0, 392.0, 3.6),)),
    "switch": (1.4, (Strike(0.0, 523.3, 1.1, 0.8), Strike(0.24, 784.0, 1.7))),
    "last": (1.0, (Strike(0.0, 1046.5, 1.2),)),
    "end": (2.5, (Strike(0.0, 523.3, 1.6, 0.8), Strike(0.45, 349.2, 3.6))),
    "interval": (2.5, (Strike(0.0, 293.7, 3.4),)),
    "ready": (1.2, (Strike(0.0, 880.0, 1.4),)),
    "tick": (0.1, (Strike(0.0, 659.3, 0.16),)),
}
"""Each bell's length in seconds, and its strikes. `tick` is a short tap that confirms a key."""


def struck(strike: Strike, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """One strike as float64 samples at the given times in seconds from the bell's start."""
    since = np.maximum(times - strike.at, 0.0)
    attack = np.sin(0.5 * np.pi * np.minimum(since / ATTACK_S, 1.0)) ** 2
    tone = np.zeros_like(times)
    for multiple, share in PARTIALS:
        fall = np.exp(-np.log(1000.0) * since * np.sqrt(multiple) / strike.ring)
        tone += share * fall * np.sin(2 * np.pi * multiple * strike.pitch * since)
    return strike.loudness * attack * tone


def bell(seconds: float, strikes: tuple[Strike, ...]) -> bytes:
    """A whole bell as 16-bit mono PCM, fading to nothing at its end."""
    times = np.arange(round(seconds * RATE)) / RATE
    sound: NDArray[np.float64] = np.sum([struck(strike, times) for strike in strikes], axis=0)
    sound *= np.sin(0.5 * np.pi * np.minimum((times[-1] - times) / min(FADE_S, seconds / 2), 1.0)) ** 2
    sound *= 10 ** (PEAK_DB / 20) / np.abs(sound).max()
    return np.rint(sound * 32767).astype("<i2").tobytes()


BED_RATE = 22_050
BED_S = 10
BED_RMS_DB = -20.0
SEED = 7
DROPS_PER_S = 160
DRONE_HZ = ((110.0, 0.5), (165.0, 0.4), (220.0, 0.5), (330.0, 0.35), (440.0, 0.2), (660.0, 0.08))
"""The drone's frequencies in Hz, a root with fifths and octaves, and the amplitude of each."""

Wave = NDArray[np.float64]


def noise(seed: int, loudness_at: Callable[[Wave], Wave]) -> Wave:
    """Noise with a given amplitude at each frequency in Hz."""
    white = np.random.default_rng(seed).standard_normal(BED_S * BED_RATE)
    return np.fft.irfft(np.fft.rfft(white) * loudness_at(np.fft.rfftfreq(len(white), 1 / BED_RATE)))


def between(low: float, high: float, tilt: float) -> Callable[[Wave], Wave]:
    """Amplitudes that fall by `tilt` times 6 dB an octave between two frequencies, and steeply beyond them."""

    def loudness_at(hz: Wave) -> Wave:
        at = np.maximum(hz, 1.0)
        return at**-tilt / (1 + (low / at) ** 4) / (1 + (at / high) ** 4)

    return loudness_at


def rain() -> Wave:
    """Steady noise, and drops near by."""
    rng = np.random.default_rng(SEED)
    drops = np.zeros(BED_S * BED_RATE)
    drops[rng.integers(0, len(drops), BED_S * DROPS_PER_S)] = rng.uniform(0.2, 1.0, BED_S * DROPS_PER_S) ** 2
    since = np.arange(len(drops)) / BED_RATE
    drop = np.exp(-since / 0.0025) * np.sin(2 * np.pi * 2600 * since)
    near = np.fft.irfft(np.fft.rfft(drops) * np.fft.rfft(drop))
    rush = noise(SEED, between(500, 7000, 0.4))
    return rush / rush.std() + 0.5 * near / near.std()


def sea() -> Wave:
    """Steady noise of water; the mix adds the waves."""
    return noise(SEED + 1, between(150, 3500, 0.75))


def drone() -> Wave:
    """A held chord whose tones swell and fade slowly."""
    times = np.arange(BED_S * BED_RATE) / BED_RATE
    chord = np.zeros_like(times)
    for index, (hz, loudness) in enumerate(DRONE_HZ):
        swell = 1 + 0.35 * np.sin(2 * np.pi * (times * (1 + index % 2) / BED_S + index / len(DRONE_HZ)))
        chord += loudness * swell * np.sin(2 * np.pi * hz * times)
    return chord


BEDS: dict[str, Callable[[], Wave]] = {"rain": rain, "sea": sea, "drone": drone}


def bed(made: Wave) -> bytes:
    """A bed as 16-bit mono PCM at its own loudness."""
    return np.rint(made * (10 ** (BED_RMS_DB / 20) * 32767 / made.std())).clip(-32767, 32767).astype("<i2").tobytes()


def write(path: Path, rate: int, pcm: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(pcm)


def main(folder: Path) -> None:
    for name, (seconds, strikes) in BELLS.items():
        write(folder / "bells" / f"{name}.wav", RATE, bell(seconds, strikes))
    for name, make in BEDS.items():
        write(folder / "beds" / f"{name}.wav", BED_RATE, bed(make()))


if __name__ == "__main__":
    default = Path(__file__).parent.parent / "audio"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)

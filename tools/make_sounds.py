"""Make the bells in audio/bells: `python tools/make_sounds.py [FOLDER]` writes the same bytes each time.

Each bell is one or two strikes on a small bowl. A bowl's partials are not harmonic: they stand roughly as the squares
of their order, and the higher ones die sooner. That, and an attack without a knock, makes it soft.
"""

import sys
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
PEAK_DB = -14.0
ATTACK_S = 0.012
FADE_S = 0.25
PARTIALS = ((1.0, 1.0), (2.76, 0.42), (5.18, 0.16), (8.16, 0.05))
"""Frequency as a multiple of the strike's pitch, and amplitude as a share of the first partial's."""


@dataclass(frozen=True, slots=True)
class Strike:
    """One strike: seconds from the bell's start, pitch in Hz, seconds until 60 dB down, loudness (1 is full)."""

    at: float
    pitch: float
    ring: float
    loudness: float = 1.0


BELLS: dict[str, tuple[float, tuple[Strike, ...]]] = {
    "start": (2.4, (Strike(0.0, 392.0, 3.6),)),
    "switch": (1.4, (Strike(0.0, 523.3, 1.1, 0.8), Strike(0.24, 784.0, 1.7))),
    "last": (1.0, (Strike(0.0, 1046.5, 1.2),)),
    "end": (2.5, (Strike(0.0, 523.3, 1.6, 0.8), Strike(0.45, 349.2, 3.6))),
}
"""Each bell's length in seconds, and its strikes."""


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
    sound *= np.sin(0.5 * np.pi * np.minimum((times[-1] - times) / FADE_S, 1.0)) ** 2
    sound *= 10 ** (PEAK_DB / 20) / np.abs(sound).max()
    return np.rint(sound * 32767).astype("<i2").tobytes()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (seconds, strikes) in BELLS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
            file.writeframes(bell(seconds, strikes))


if __name__ == "__main__":
    default = Path(__file__).parent.parent / "audio" / "bells"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)

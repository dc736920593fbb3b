"""Bells: bundled ones, and a listener's own sounds in their places."""

import wave
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path

import numpy as np

from voiceguide.clip import Clip, audible_span, trim
from voiceguide.errors import SoundError, blaming
from voiceguide.mix.playlist import decoded
from voiceguide.mix.sound import Sound
from voiceguide.storage.folders import bundled
from voiceguide.timeline.model import BellName
from voiceguide.units import SAMPLE_RATE, Ms, gain
from voiceguide.weighting import lufs, weighted_powers

LONGEST_S = 10
"""How many seconds of a listener's own bell are heard, at most."""

FADE_S = 2
"""Seconds over which a longer one fades out."""

LOUDNESS_LUFS = -23.0
"""Loudness of the loudest 400 ms of a listener's own bell: 2 LU under that of the bundled ones, since it may ring on."""


@cache
def bundled_bell(name: BellName) -> Clip:
    """A bundled bell: mono, at 44 100 Hz."""
    with wave.open(str(bundled("audio/bells") / f"{name}.wav"), "rb") as file:
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return Clip((pcm.astype(np.float32) / np.float32(32768))[:, np.newaxis], file.getframerate())


@lru_cache(maxsize=8)
def own_bell(path: Path) -> Clip:
    """A sound file as a bell: its audible part, stereo at 44 100 Hz, about as loud as the bundled bells.

    Raises:
        SoundError: it cannot be decoded, or is silent.
    """
    most = LONGEST_S * SAMPLE_RATE
    blocks, frames = [], 0
    with blaming("bell"):
        for block in decoded(path):
            blocks.append(block)
            frames += len(block)
            if frames >= 2 * most:  # it may begin with silence
                break
        sound = np.concatenate(blocks) if blocks else np.zeros((0, 2), np.float32)
        first, last = audible_span(sound)
        sound = sound[first : min(last, first + most)]
        powers = sum(weighted_powers(channel, SAMPLE_RATE, SAMPLE_RATE * 2 // 5) for channel in sound.T)
        if not len(sound) or not (loudest := float(np.max(powers))):
            raise SoundError(f"{path} cannot be a bell: expected a sound that is not silent.")
    sound = sound * np.float32(gain(LOUDNESS_LUFS - lufs(loudest)))
    if last - first > most:
        sound[-FADE_S * SAMPLE_RATE :] *= np.linspace(1, 0, FADE_S * SAMPLE_RATE, dtype=np.float32)[:, np.newaxis] ** 2
    return trim(Clip(sound, SAMPLE_RATE))


def ringing(sound: Sound) -> Ms:
    """How much longer the last bell rings than the bundled one, in milliseconds; every own bell is loaded.

    Raises:
        SoundError: a sound file cannot be used as a bell.
    """
    own = {name: own_bell(path).duration for name, path in sound.own_bells}
    return max(0, own.get("end", 0) - bundled_bell("end").duration)


def bells_of(sound: Sound) -> Callable[[BellName], Clip]:
    """Gives each bell's clip: the listener's own where there is one, else the bundled one."""
    return partial(_bell, dict(sound.own_bells))


def _bell(own: dict[BellName, Path], name: BellName) -> Clip:
    return own_bell(own[name]) if name in own else bundled_bell(name)

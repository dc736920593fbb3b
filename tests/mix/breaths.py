"""Chapters of breaths alone, and measures of a sound."""

import numpy as np
from pyloudnorm import Meter

from voiceguide.clip import Clip
from voiceguide.mix.chapter import mix_chapter
from voiceguide.mix.sound import Sound
from voiceguide.timeline.model import Chapter, Phase
from voiceguide.units import CHAPTER_GRID_MS, SAMPLE_RATE, frames_from_ms

START_MS = 600
END_MS = 1200
BOX = (("inhale", 4000), ("hold_in", 4000), ("exhale", 4000), ("hold_out", 4000))
CALM = (("inhale", 4000), ("exhale", 6000))


def breaths(*pattern, reps=1, side=None):
    """A chapter of `reps` breaths, each of (kind, milliseconds) phases."""
    phases, now = [], START_MS
    for rep in range(1, reps + 1):
        for kind, duration in pattern:
            phases.append(Phase(kind, now, duration, "repeat", 1, rep, reps, side))
            now += duration
    return Chapter("", None, -(-(now + END_MS) // CHAPTER_GRID_MS) * CHAPTER_GRID_MS, phases=tuple(phases))


def unvoiced(_):
    """A silent clip of any length."""
    return Clip(np.zeros((1, 1), np.float32), SAMPLE_RATE)


def in_stereo(chapter, **sound):
    """A chapter's sound without its words, though everything still ducks for them."""
    return np.concatenate(list(mix_chapter(chapter, unvoiced, Sound(**{"floor_db": None, **sound}))))


def heard(chapter, **sound):
    """The sound as a small mono speaker plays it."""
    return in_stereo(chapter, **sound).mean(axis=1)


def part(sound, start, end):
    return sound[frames_from_ms(start) : frames_from_ms(end)]


def level_db(sound):
    """The loudness of a sound in LUFS, measured as one block of its whole length."""
    return Meter(SAMPLE_RATE, block_size=len(sound) / SAMPLE_RATE, overlap=0.0).integrated_loudness(sound)


def spectrum(sound):
    """Power at each frequency, and the frequencies in Hz."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    return power, np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)


def brightness_hz(sound):
    """The centroid of a sound's power, on a scale of octaves."""
    power, hz = spectrum(sound)
    within = (hz > 100) & (hz < 12_000)
    return 2 ** (np.sum(power[within] * np.log2(hz[within])) / power[within].sum())

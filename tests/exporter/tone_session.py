"""A session of tones, and measures of its sound."""

import numpy as np

from voiceguide.clip import Clip
from voiceguide.timeline.model import Chapter, Cue, Timeline, Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms

TONE_MS = 400
QUIET = 0.002
"""Samples below this, about -54 dBFS, count as silence."""


def tone(utterance):
    """A tone that begins at once: 700 Hz for the shortest words, higher for longer ones."""
    times = np.arange(frames_from_ms(TONE_MS)) / SAMPLE_RATE
    wave = 0.5 * np.cos(2 * np.pi * (700 + 20 * len(utterance.text)) * times)
    return Clip(wave.astype(np.float32)[:, np.newaxis], SAMPLE_RATE)


def chapter(title, grids, *starts, bells=()):
    cues = tuple(Cue("cue", Utterance("Inhale" + "." * at), start, TONE_MS) for at, start in enumerate(starts))
    return Chapter(title, None, grids * 1280, cues=cues, bells=bells)


def session(*chapters, title="Rücken beweglich", language="en"):
    return Timeline(title, language, "4-6", chapters)


def expected_onsets(timeline):
    """Where each tone of a session begins, in milliseconds."""
    return sorted(
        start + sound.start for start, chapter in timeline.placed() for sound in (*chapter.cues, *chapter.bells)
    )


def heard_onsets(samples):
    """Where each tone begins in mono samples, in milliseconds: where sound follows 100 ms of silence."""
    loud = np.flatnonzero(np.abs(samples) > 0.1)
    return [frame / SAMPLE_RATE * 1000 for frame in loud[np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 10]]


def loudest_between(samples, timeline, margin_ms):
    """The loudest sample further than `margin_ms` from every tone of a session."""
    quiet = np.ones(len(samples), bool)
    for onset in expected_onsets(timeline):
        quiet[max(0, frames_from_ms(onset - margin_ms)) : frames_from_ms(onset + TONE_MS + margin_ms)] = False
    return np.abs(samples[quiet]).max()

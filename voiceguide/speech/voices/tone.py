"""A voice for tests: every utterance is a steady tone whose length follows from its words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from voiceguide.clip import Clip
from voiceguide.errors import SpeechError
from voiceguide.speech.engine import Voice
from voiceguide.speech.text import spoken
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Utterance
from voiceguide.units import SAMPLE_RATE, Ms, frames_from_ms

TONE_HZ = 1000
TONE_PEAK = 0.1
"""-20 dBFS."""

LEAD_MS: Ms = 150
TAIL_MS: Ms = 350
"""The silence around the tone, for trimming to take away."""


def tone_ms(utterance: Utterance) -> Ms:
    """How long a `ToneEngine` is heard for an utterance, in milliseconds: by the words that an engine would get to speak."""
    return measure_by_words(replace(utterance, text=spoken(utterance.text, utterance.language)))


class ToneEngine:
    """Speaks each utterance as a 1 kHz tone that starts and ends at full strength and lasts `tone_ms`, silence around it."""

    @property
    def name(self) -> str:
        return "tone 1"

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - all utterances sound alike
        return self.name

    def voices(self) -> Sequence[Voice]:
        return (Voice("tone", description="A steady tone instead of words"),)

    def synthesize(self, utterance: Utterance) -> Clip:
        if not spoken(utterance.text, utterance.language):
            raise SpeechError("The tone has no words to sound for. Expected at least one.")
        # Rounded down, so that the frames rounded up to milliseconds are `tone_ms` again.
        length = tone_ms(utterance) * SAMPLE_RATE // 1000
        # A cosine begins at its peak: the first sample is heard, and so is the last.
        tone = TONE_PEAK * np.cos(2 * np.pi * TONE_HZ / SAMPLE_RATE * np.arange(length))
        padded = np.pad(tone, (frames_from_ms(LEAD_MS), frames_from_ms(TAIL_MS)))
        return Clip(padded.astype(np.float32)[:, np.newaxis], SAMPLE_RATE)

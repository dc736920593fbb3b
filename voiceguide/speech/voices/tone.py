"""A voice for tests: every utterance is a steady tone whose duration depends on its words."""

from dataclasses import replace

import numpy as np

from voiceguide.clip import Clip
from voiceguide.errors import SpeechError
from voiceguide.speech.text import spoken
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Utterance
from voiceguide.units import SAMPLE_RATE, Ms, frames_from_ms

TONE_HZ = 1000
TONE_PEAK = 0.1
"""The peak of the tone: -20 dBFS."""

LEAD_MS: Ms = 150
TAIL_MS: Ms = 350
"""The silence before and after the tone, which trimming removes."""


def tone_ms(utterance: Utterance) -> Ms:
    """The duration of a `ToneEngine`'s tone in milliseconds: `measure_by_words` of the words that an engine would get."""
    return measure_by_words(replace(utterance, text=spoken(utterance.text, utterance.language, utterance.say)))


class ToneEngine:
    """Speaks each utterance as a 1 kHz tone of `tone_ms`, which starts and ends at full level, with silence around it."""

    @property
    def name(self) -> str:
        return "tone 1"

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - all utterances sound alike
        return self.name

    def synthesize(self, utterance: Utterance) -> Clip:
        if not spoken(utterance.text, utterance.language, utterance.say):
            raise SpeechError("The tone has no words to sound for. Expected at least one.")
        # Rounded down, so that the frames rounded up to milliseconds are `tone_ms` again.
        length = tone_ms(utterance) * SAMPLE_RATE // 1000
        # A cosine begins at its peak, so that the first sample is audible.
        tone = TONE_PEAK * np.cos(2 * np.pi * TONE_HZ / SAMPLE_RATE * np.arange(length))
        padded = np.pad(tone, (frames_from_ms(LEAD_MS), frames_from_ms(TAIL_MS)))
        return Clip(padded.astype(np.float32)[:, np.newaxis], SAMPLE_RATE)

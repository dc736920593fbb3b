"""A measure that needs no voice, for exact and repeatable timelines."""

from voiceguide.timeline.model import Utterance
from voiceguide.units import Ms

WORD_MS: Ms = 400
UTTERANCE_MS: Ms = 200


def measure_by_words(utterance: Utterance) -> Ms:
    """The length of an utterance in milliseconds, from its number of words alone: about what a calm voice takes."""
    return round((len(utterance.text.split()) * WORD_MS + UTTERANCE_MS) / utterance.rate)

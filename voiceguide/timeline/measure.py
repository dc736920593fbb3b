"""A measure that needs no voice, so that timelines can be compiled and compared to the millisecond."""

from voiceguide.timeline.model import Utterance
from voiceguide.units import Ms

WORD_MS: Ms = 400
SENTENCE_MS: Ms = 200


def measure_by_words(utterance: Utterance) -> Ms:
    """So many words last exactly so long, about as a calm voice would take, in milliseconds."""
    return round((len(utterance.text.split()) * WORD_MS + SENTENCE_MS) / utterance.rate)

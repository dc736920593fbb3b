"""The level that a guide has at each moment: what it does of itself, making way for the voice, and where it stands."""

import numpy as np

from voiceguide.guide import amplitude
from voiceguide.mix.curve import Glide, Times, Values
from voiceguide.mix.duck import ducking
from voiceguide.mix.lean import ears, leaning
from voiceguide.mix.sound import GUIDE_DUCK_DB
from voiceguide.timeline.model import Chapter


def shaped(chapter: Chapter, db: Glide, times: Times, *, pan: bool) -> Values:
    """Factors for left and right at some times of a chapter, shape (times, 2).

    Args:
        db: the guide's own level, in dB, as in `guide.py`. It ducks for the chapter's cues.
        pan: whether it leans towards the side that works.
    """
    heard = amplitude(db.at(times)) * 10 ** (-GUIDE_DUCK_DB / 20 * ducking(chapter).at(times))
    place = leaning(chapter).at(times) if pan else np.zeros_like(times)
    gains: Values = np.maximum(heard, 0)[:, np.newaxis] * ears(place)
    return gains

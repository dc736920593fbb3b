"""The level that a guide has at each moment: what it does of itself, making way for the voice, and where it stands."""

from dataclasses import dataclass

import numpy as np

from voiceguide.mix.curve import Curve, Glide, Times, Values
from voiceguide.mix.duck import ducking
from voiceguide.mix.lean import ears, leaning
from voiceguide.timeline.guides import amplitude
from voiceguide.timeline.model import Chapter

NOWHERE = Curve.through([(0, 0)])


@dataclass(frozen=True, slots=True)
class Shaping:
    """Levels over a chapter.

    Attributes:
        db: the guide's own level, in dB, as in `timeline/guides.py`.
        duck: how far it makes way, from 0 to 1.
        duck_db: how much quieter it is then.
        place: where it stands, from -1 (left) to 1.
    """

    db: Glide
    duck: Curve
    duck_db: float
    place: Curve

    def gains(self, times: Times) -> Values:
        """Factors for left and right at some times, shape (times, 2)."""
        heard = amplitude(self.db.at(times))
        heard *= 10 ** (-self.duck_db / 20 * self.duck.at(times))
        gains: Values = np.maximum(heard, 0)[:, np.newaxis] * ears(self.place.at(times))
        return gains


def shaping(chapter: Chapter, db: Glide, duck_db: float, *, pan: bool) -> Shaping:
    """The shaping of a guide through a chapter that ducks for its cues and, with `pan`, leans towards its sides."""
    return Shaping(db, ducking(chapter), duck_db, leaning(chapter) if pan else NOWHERE)

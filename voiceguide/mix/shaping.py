"""The level that a sound has at each moment: what it does of itself, making way for the voice, and where it stands."""

from dataclasses import dataclass

import numpy as np

from voiceguide.mix.curve import Curve, Times, Values
from voiceguide.mix.duck import ducking
from voiceguide.mix.lean import ears, leaning
from voiceguide.timeline.model import Chapter

NOWHERE = Curve.through([(0, 0)])


@dataclass(frozen=True, slots=True)
class Shaping:
    """Levels over a chapter.

    Attributes:
        db: the sound's own level, in dB; at `silent_db` and below there is none.
        duck: how far it makes way, from 0 to 1.
        duck_db: how much quieter it is then.
        place: where it stands, from -1 (left) to 1.
        silent_db: see `db`.
    """

    db: Curve
    duck: Curve
    duck_db: float
    place: Curve
    silent_db: float

    def gains(self, times: Times) -> Values:
        """Factors for left and right at some times, shape (times, 2)."""
        db = self.db.at(times)
        heard = 10 ** (db / 20) - 10 ** (self.silent_db / 20)
        heard *= 10 ** (-self.duck_db / 20 * self.duck.at(times))
        gains: Values = np.maximum(heard, 0)[:, np.newaxis] * ears(self.place.at(times))
        return gains


def shaping(chapter: Chapter, db: Curve, duck_db: float, *, pan: bool, silent_db: float) -> Shaping:
    """The shaping of a sound of a chapter that ducks for its cues and, with `pan`, leans towards its sides."""
    return Shaping(db, ducking(chapter), duck_db, leaning(chapter) if pan else NOWHERE, silent_db)

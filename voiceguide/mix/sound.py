"""How a session is to sound: what a listener may choose about the mix."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

GuideName = Literal["breath", "tones", "none"]
BedName = Literal["rain", "sea", "drone"]

MIX_REVISION = 3
"""Goes up when the same chapter sounds different, so that what was encoded before is not used."""

VOICE_LUFS = -22.6
"""Integrated loudness of a session of clips levelled by `speech/level.py`, less what the limiter takes at -16: for all
bundled sessions and voices within half a LU, since gating leaves out what is not speech. So one gain serves every chapter."""

GUIDE_RMS_DB = -2.2
"""RMS of a guide in dBFS a channel when its loudness is 0 LUFS."""

CEILING_DBTP = -2.5
"""True peak that no mix goes above: MP3 adds up to half a decibel, at low bit rates up to 1.4, and -1 is what an export
may have."""

GUIDE_DUCK_DB = 8.0
BED_DUCK_DB = 10.0
"""How far each makes way for the voice: the guide is still followed under it."""

GUIDE_DB = -20.0
"""Quiet enough to stay outside the gate of the loudness measure while words fill a tenth of the time or more."""

BED_DB = -24.0
FLOOR_DB = -50.0
LOUDNESS = -16.0


@dataclass(frozen=True, slots=True)
class Sound:
    """What sounds beside the words, and how loud.

    Attributes:
        guide: the sound that follows the breath.
        guide_db: the guide at its loudest, in dB against the voice.
        bed: the background: one of ours, a sound file, or nothing.
        bed_db: the bed in dB against the voice.
        pan: whether guide and bells lean towards the side that works.
        floor_db: RMS in dBFS of a noise that never ends, so that nothing takes a rest for the end; None leaves it out.
        loudness: integrated loudness of voice and guide, in LUFS.
    """

    guide: GuideName = "breath"
    guide_db: float = GUIDE_DB
    bed: BedName | Path | None = None
    bed_db: float = BED_DB
    pan: bool = True
    floor_db: float | None = FLOOR_DB
    loudness: float = LOUDNESS

    @property
    def guide_peak_db(self) -> float:
        """RMS of the guide at its loudest, in dBFS."""
        return self.loudness + self.guide_db + GUIDE_RMS_DB

    @property
    def voice_db(self) -> float:
        """The gain that brings clips to the wanted loudness, in dB."""
        return self.loudness - VOICE_LUFS


PLAIN = Sound(guide="none", floor_db=None, loudness=VOICE_LUFS)
"""Voice and bells alone, the voice as loud as its clips come."""


def gain(db: float) -> float:
    """Decibels as a factor."""
    return float(10 ** (db / 20))

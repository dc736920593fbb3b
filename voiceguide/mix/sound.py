"""How a session is to sound: what a listener may choose about the mix."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from voiceguide.errors import ChoiceError
from voiceguide.guide import AudibleGuide
from voiceguide.timeline.model import BellName
from voiceguide.timeline.options import Options, check_choices
from voiceguide.units import LOUDNESS_LUFS

GuideName = Literal[AudibleGuide, "none"]
BedName = Literal["rain", "sea", "drone"]

MIX_REVISION = 6
"""Goes up when the same chapter sounds different, so that what was encoded before is not used."""

VOICE_LUFS = -22.2
"""Loudness of the words of a session of clips levelled by `speech/finish.py`, less what the limiter takes at -16: for the bundled
sessions and voices within half a LU. So one gain serves every chapter."""

GUIDE_RMS_DB = -2.5
"""RMS of a guide at its darkest in dBFS a channel when its loudness is 0 LUFS. Brighter tones are louder to the ear, and guides
take that back: so their loudness is that of their shape."""

CEILING_DBTP = -2.5
"""True peak that no mix goes above: MP3 adds up to half a decibel, at low bit rates up to 1.4, and -1 is what an export
may have."""

GUIDE_DUCK_DB = 12.0
BED_DUCK_DB = 10.0
"""How far each makes way for the voice: the guide is then 20 dB under the words or more, as WCAG 2.2 (1.4.7) wants of what
sounds behind speech, and can still be followed."""

GUIDE_DB = -8.5
"""At its loudest. So an inhale or an exhale without words is 11 to 12 LU under the words, and a hold 16 to 17: where words have
faded the guide is the cue, and must be heard in a room that is not quite silent."""

BED_DB = -24.0
"""7 to 8 LU under a breath that is held, 12 under one that moves."""

FLOOR_DB = -50.0

RANGES: Mapping[str, tuple[float, float]] = {
    "guide_db": (-60, 0),
    "bed_db": (-60, 0),
    "bells_db": (-40, 6),
    "floor_db": (-80, -30),
    "loudness": (-30, -15),
}
"""The least and the most of each level, in the units of `Sound`."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What sounds beside the words, and how loud.

    Attributes:
        guide: the sound that follows the breath.
        guide_db: the loudness of the guide at its loudest, in dB against the voice.
        bed: the background: one of ours, sound files one after the other, or nothing.
        bed_db: the loudness of the bed at its loudest, in dB against the voice.
        bells_db: how much louder the bells are than usual, in dB.
        own_bells: sound files that are rung in the place of bells.
        pan: whether guide and bells lean towards the side that works.
        floor_db: RMS in dBFS of a noise that never ends, so that nothing takes a rest for the end; None leaves it out.
        loudness: integrated loudness of the words, in LUFS.

    Raises:
        ChoiceError: a level is out of bounds, or a name is none that is known.
    """

    guide: GuideName = "breath"
    guide_db: float = GUIDE_DB
    bed: BedName | tuple[Path, ...] | None = None
    bed_db: float = BED_DB
    bells_db: float = 0.0
    own_bells: tuple[tuple[BellName, Path], ...] = ()
    pan: bool = True
    floor_db: float | None = FLOOR_DB
    loudness: float = LOUDNESS_LUFS

    def __post_init__(self) -> None:
        check_choices(self, RANGES, {"guide": get_args(GuideName)})
        if self.bed is not None and not isinstance(self.bed, tuple) and self.bed not in get_args(BedName):
            raise ChoiceError(f"bed is {self.bed!r}: expected {', '.join(get_args(BedName))}, paths, or None.")

    @property
    def files(self) -> tuple[Path, ...]:
        """The sound files of the bed."""
        return self.bed if isinstance(self.bed, tuple) else ()

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


def chosen_with(sound: Sound, options: Options) -> Options:
    """The options of a session that sounds so. Its bed and bells are opened: what cannot be used is known before words are spoken.

    Raises:
        SoundError: the bed or a bell cannot be used.
    """
    options = replace(options, guide=sound.guide != "none")
    if sound.own_bells:
        from voiceguide.mix.bells import ringing

        options = replace(options, ringing=ringing(sound))
    if sound.bed is not None:
        from voiceguide.mix.beds import opened_bed

        opened_bed(sound.bed)
    if sound.files and options.bed_from is None:
        options = replace(options, bed_from=0)
    return options

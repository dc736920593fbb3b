"""What a file says about itself: the words that players and libraries show."""

from dataclasses import dataclass
from typing import Self

from voiceguide.formats.sheet import SHEET_NAME
from voiceguide.timeline.model import Timeline

ARTIST = "voiceguide"
GENRE = "Exercise"

VORBIS_SHEET = "voiceguide_cue_sheet"
MP4_SHEET = f"----:voiceguide:{SHEET_NAME}"
"""How FLAC and Opus, and M4B, name the cue sheet that they carry."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a file's tags. `track` counts from 1, `tracks` is how many there are."""

    title: str
    album: str
    comment: str = ""
    track: int = 1
    tracks: int = 1

    @classmethod
    def of(cls, timeline: Timeline, comment: str = "") -> Self:
        """Those of a whole session in one file."""
        return cls(timeline.title, timeline.title, comment)

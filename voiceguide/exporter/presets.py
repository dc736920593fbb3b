"""What apps and cars need of a file. docs/phone.md has the source of each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from voiceguide.units import SAMPLE_RATE

Player = Literal["antennapod", "bookplayer", "insight-timer", "car"]


@dataclass(frozen=True, slots=True)
class PlayerPreset:
    """The form of file that suits a player.

    Attributes:
        form: the suffix of the file, without its dot.
        kbps: the bit rate in kbit/s; None is what is usual for the form.
        rate: the sample rate in hertz.
        split: a file for each exercise, where chapters in one file are not shown.
    """

    form: Literal["mp3", "m4b"] = "mp3"
    kbps: int | None = None
    rate: int = SAMPLE_RATE
    split: bool = False


PLAYERS: Mapping[Player, PlayerPreset] = {
    "antennapod": PlayerPreset(),
    "bookplayer": PlayerPreset("m4b"),
    "insight-timer": PlayerPreset(kbps=128, rate=48_000),
    "car": PlayerPreset(kbps=128, split=True),
}

"""How much sound a file is to hold, and in how many channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from voiceguide.units import CHANNELS

if TYPE_CHECKING:
    from voiceguide.clip import Samples

MP3_KBPS: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""The constant bit rates of MPEG-1 Layer III, in kbit/s."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A bit rate in kbit/s, and whether left and right are made one.

    One channel is heard as loud as two are: a phone plays it on both sides.
    """

    kbps: int = 128
    mono: bool = False

    @property
    def channels(self) -> int:
        return 1 if self.mono else CHANNELS

    @property
    def bytes_per_ms(self) -> int:
        """Bytes that a millisecond takes at a constant bit rate."""
        return self.kbps // 8

    def heard(self, block: Samples) -> Samples:
        """A block, float32 of shape (frames, 2), as it goes into the file: mono is the mean of both."""
        return block.mean(axis=1, keepdims=True, dtype=block.dtype) if self.mono else block


STANDARD = Encoding()
"""128 kbit/s leave speech bits to spare."""

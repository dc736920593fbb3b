"""The one place where seconds, milliseconds, frames and decibels are converted.

Scripts are written in seconds, the timeline is in whole milliseconds from its start (`Ms`), audio is in frames.
Convert absolute positions; never add up rounded durations.
"""

from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Ms: TypeAlias = int
"""Whole milliseconds."""

SAMPLE_RATE = 44_100
"""Frames per second of all audio inside the program."""

CHANNELS = 2
"""Channels of all mixed audio: left, right."""

LOUDNESS_LUFS = -16.0
"""Integrated loudness of the words of a session, unless another is asked for: what podcasts have (AES TD1008)."""

MP3_FRAME = 1152
"""Samples per channel in one MPEG-1 Layer III frame (ISO/IEC 11172-3)."""

CHAPTER_GRID_MS: Ms = 1280
"""Chapters last whole multiples of this: 49 MP3 frames at 44.1 kHz, the fewest that last whole milliseconds."""


def frames_from_ms(position: Ms) -> int:
    """The frame at a position in milliseconds, rounded to the nearest."""
    return (position * SAMPLE_RATE + 500) // 1000


def ms_at_frame(frame: int) -> Ms:
    """The position of a frame in milliseconds, rounded down: what has been heard when so many frames have."""
    return frame * 1000 // SAMPLE_RATE


def ms_from_frames(frames: int) -> Ms:
    """The length of so many frames in milliseconds, rounded up, so that all frames fit into it."""
    return -(-frames * 1000 // SAMPLE_RATE)


def ms_from_seconds(seconds: float) -> Ms:
    """Seconds in milliseconds, rounded to the nearest."""
    return round(seconds * 1000)


Real = TypeVar("Real", float, "NDArray[np.float64]")
"""One number, or an array of them."""


def gain(db: Real) -> Real:
    """Decibels as a factor of amplitude: 20 dB are 10."""
    return 10 ** (db / 20)


def power_ratio(db: Real) -> Real:
    """Decibels as a factor of power: 10 dB are 10."""
    return 10 ** (db / 10)


def seconds_text(duration: Ms) -> str:
    """A duration in seconds without trailing zeros: 4000 is `4`, 5500 is `5.5`."""
    return f"{duration / 1000:.3f}".rstrip("0").rstrip(".")


def clock_text(position: Ms) -> str:
    """A position in minutes and seconds, with hours if there are any: 754000 is `12:34`, 3754000 is `1:02:34`."""
    minutes, seconds = divmod(position // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


MOST_DIGITS = 9
"""The most digits that `whole_number` reads."""


def whole_number(text: str) -> int | None:
    """The number that a text of decimal digits stands for, in any writing system; None for other or longer texts."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None

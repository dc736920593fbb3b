"""The one place where seconds, milliseconds and frames meet.

Authors write seconds, the timeline holds whole milliseconds from its start (`Ms`), audio holds frames.
Absolute positions are converted; rounded durations are never added up.
"""

from typing import TypeAlias

Ms: TypeAlias = int
"""Whole milliseconds."""

SAMPLE_RATE = 44_100
"""Frames a second of every sound inside the program."""

CHANNELS = 2
"""Channels of every mixed sound: left, right."""

MP3_FRAME = 1152
"""Samples a channel in one MPEG-1 Layer III frame (ISO/IEC 11172-3)."""

CHAPTER_GRID_MS: Ms = 1280
"""Chapters last whole multiples of this: 49 MP3 frames at 44.1 kHz, the shortest span that is whole in both."""


MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """The whole number that a text of digits writes, in any script's; None where it is no such text, or a longer one."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def frames_from_ms(position: Ms) -> int:
    """The frame at a position in milliseconds, rounded to the nearest."""
    return (position * SAMPLE_RATE + 500) // 1000


def ms_from_frames(frames: int) -> Ms:
    """The milliseconds that this many frames need, rounded up: a span of that length holds them all."""
    return -(-frames * 1000 // SAMPLE_RATE)


def ms_from_seconds(seconds: float) -> Ms:
    """Seconds as an author writes them, to the nearest millisecond."""
    return round(seconds * 1000)


def seconds_text(duration: Ms) -> str:
    """A duration as a person writes it, in seconds: 4000 is `4`, 5500 is `5.5`."""
    return f"{duration / 1000:.3f}".rstrip("0").rstrip(".")


def clock_text(position: Ms) -> str:
    """A position as a clock shows it: 754000 is `12:34`, 3754000 is `1:02:34`."""
    minutes, seconds = divmod(position // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

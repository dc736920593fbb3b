"""A session as a 16-bit WAV."""

import wave
from collections.abc import Callable
from typing import BinaryIO

from voiceguide.errors import ExportError
from voiceguide.mix.chapter import Mix
from voiceguide.mix.pcm import pcm16
from voiceguide.timeline.model import Timeline
from voiceguide.units import CHANNELS, SAMPLE_RATE, Ms, clock_text, frames_from_ms

SAMPLE_BYTES = 2
LONGEST_MS: Ms = (2**32 - 100) // (SAMPLE_BYTES * CHANNELS) * 1000 // SAMPLE_RATE
"""A WAV counts its bytes, and the few of its header, in 32 bits."""


def write_wav(timeline: Timeline, mix: Mix, file: BinaryIO, on_progress: Callable[[Ms], None]) -> None:
    """Write a whole session, a block at a time.

    Raises:
        ExportError: the session is longer than a WAV can be.
    """
    if timeline.duration > LONGEST_MS:
        raise ExportError(
            f"This session lasts {clock_text(timeline.duration)}, and a WAV holds at most {clock_text(LONGEST_MS)}: "
            "choose a name that ends in .mp3."
        )
    with wave.open(file, "wb") as wav:
        wav.setparams(
            (CHANNELS, SAMPLE_BYTES, SAMPLE_RATE, frames_from_ms(timeline.duration), "NONE", "not compressed")
        )
        for _, chapter in timeline.placed():
            for block in mix(chapter):
                wav.writeframesraw(pcm16(block))
                on_progress(wav.tell() * 1000 // SAMPLE_RATE)

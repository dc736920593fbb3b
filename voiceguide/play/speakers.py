"""Where sound comes out: what any speakers can do."""

from collections.abc import Callable
from typing import Literal, Protocol, Self

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.units import Ms

SpeakersName = Literal["simpleaudio", "miniaudio"]
SpeakersChoice = Literal["auto", "simpleaudio", "miniaudio"]

START_MS: Ms = 500
"""This much sound is in hand before speakers start, or start again after running dry."""

FADE_MS: Ms = 20
"""Sound is faded over this long where it is cut and where it goes on, so that neither is heard as a click."""

LEAD_MS: Ms = 100
"""Silence before the first sound: PulseAudio drops up to 20 ms where a stream begins."""

TAIL_MS: Ms = 500
"""How long the system may still sound after it took the last frame."""


class Speakers(Protocol):
    """Open speakers. What is written is heard as one continuous stretch of sound: blocks join to the sample.

    Where sound comes too late or has ended there is silence, and nothing is skipped. One thread may write while another
    asks and rewrites. Leaving the context closes them.
    `position`, `unheard` and `done` raise SpeakersError when the device has stopped working.
    """

    @property
    def name(self) -> str: ...

    @property
    def position(self) -> Ms:
        """How much of the stretch has been heard, in milliseconds; a part of a second behind the ear at most."""
        ...

    @property
    def unheard(self) -> Ms:
        """How much was written and has not been heard yet, in milliseconds."""
        ...

    @property
    def done(self) -> bool:
        """Whether the stretch was finished and has been heard to its end."""
        ...

    def write(self, block: Samples) -> None:
        """Add sound to the stretch: float32 of shape (frames, 2) at 44.1 kHz, in [-1, 1]. Returns at once.

        It begins to be heard by itself.
        """
        ...

    def finish(self) -> None:
        """Say that the stretch is complete."""
        ...

    def rewrite(self, change: Callable[[Samples], Samples]) -> None:
        """Let `change` see what the system has not taken yet, and play what it returns in its place.

        The stretch is not finished then. Nothing is heard of the change: there is no gap and no seam.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...


def no_device(name: SpeakersName) -> SpeakersError:
    """What to raise when no device opens."""
    return SpeakersError(
        f"No sound device could be opened through {name}: connect one, or start PulseAudio or PipeWire; "
        "`voiceguide export` makes an MP3 without any."
    )


def device_lost(name: SpeakersName) -> SpeakersError:
    """What to raise when a device stops working."""
    return SpeakersError(f"The sound device stopped working under {name}: see that it is still connected.")

"""Where sound comes out: what any speakers can do."""

import ctypes
import sys
from collections.abc import Callable
from typing import Literal, Protocol, Self, TextIO

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError, blaming
from voiceguide.playback.keys import Keys, NoKeys
from voiceguide.playback.terminal import in_front
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


def _ignore(_file: bytes, _line: int, _function: bytes, _code: int, _format: bytes) -> None:
    """What failed is known from the call that failed."""


_handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)(
    _ignore
)


def hush_alsa() -> None:
    """Keep ALSA's own messages off the terminal, in this process, from now on."""
    if sys.platform != "linux":
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    alsa.snd_lib_error_set_handler(_handler)


def open_speakers(choice: SpeakersChoice = "auto", device: str | None = None) -> Speakers:
    """Open the speakers of that name.

    Args:
        choice: `auto` is simpleaudio where it is installed and finds a device, else miniaudio; with a device it is
            miniaudio, for simpleaudio knows the usual one alone.
        device: which of the devices, as `find_device` takes it; None is the one that the system uses.

    Raises:
        SpeakersError: no device opens, no device is called so, or simpleaudio was asked for and is not installed.
    """
    if device is not None:
        with blaming("device"):
            if choice == "simpleaudio":
                raise SpeakersError(
                    f"simpleaudio plays through the system's usual device, and cannot be sent to '{device[:60]}': "
                    "take `--speakers miniaudio`, or leave out --device."
                )
            return _open("miniaudio", device)
    if choice != "auto":
        with blaming("speakers"):
            return _open(choice)
    try:
        return _open("simpleaudio")
    except SpeakersError:
        return _open("miniaudio")


def _open(name: SpeakersName, device: str | None = None) -> Speakers:

    hush_alsa()
    if name == "simpleaudio":
        from voiceguide.playback.simpleaudio import SimpleaudioSpeakers

        return SimpleaudioSpeakers()
    from voiceguide.playback.devices import find_device, playback_devices
    from voiceguide.playback.miniaudio import MiniaudioSpeakers

    return MiniaudioSpeakers(device=None if device is None else find_device(device, playback_devices()))


def open_keys(source: TextIO | None) -> Keys:
    """The keys of the terminal behind `source` (`sys.stdin`): none where it is no terminal, or another program's now."""
    if not source or source.closed or not source.isatty():
        return NoKeys()
    if sys.platform == "win32":
        import msvcrt

        from voiceguide.playback.windows_console import ConsoleKeys

        return ConsoleKeys(msvcrt)
    else:  # noqa: RET505 - so that each platform is type-checked by its own branch
        from voiceguide.playback.terminal import TerminalKeys

        descriptor = source.fileno()
        return TerminalKeys(descriptor) if in_front(descriptor) else NoKeys()

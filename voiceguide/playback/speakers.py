"""The protocol of speakers; opening speakers by what the system has."""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError, blaming
from voiceguide.units import Ms

AnySound = TypeVar("AnySound", NDArray[np.float32], NDArray[np.int16])

SpeakersName = Literal["simpleaudio", "miniaudio"]
SpeakersChoice = Literal["auto", "simpleaudio", "miniaudio"]

START_MS: Ms = 500
"""Speakers wait for this much sound before they start, or start again after running dry."""

FADE_MS: Ms = 20
"""Sound is faded over this long where it is cut and where it goes on, so that it does not click."""

LEAD_MS: Ms = 100
"""Silence before the first sound: PulseAudio drops up to 20 ms where a stream begins."""

AWAKE_MS: Ms = 1500
"""Headphones that were asleep may swallow so much of what comes first."""

TAIL_MS: Ms = 500
"""How long the system may still play after it took the last frame."""


class Speakers(Protocol):
    """Open speakers. The blocks that are written play as one continuous sound, joined to the sample.

    Where sound is late or has ended there is silence, and nothing is skipped. One thread may write while another reads the
    properties and rewrites. Leaving the context closes the speakers.
    `done` raises SpeakersError when the device has stopped working; `position` then is what was surely heard.
    """

    @property
    def position(self) -> Ms:
        """How much sound has been heard, in milliseconds; at most a fraction of a second too little.

        It may go back where a device has stopped working, of which only then is known how much it played.
        """
        ...

    @property
    def unheard(self) -> Ms:
        """How much was written and has not been heard yet, in milliseconds."""
        ...

    @property
    def done(self) -> bool:
        """Whether `finish` was called and all sound has been heard."""
        ...

    def write(self, block: Samples) -> None:
        """Add sound: float32 of shape (frames, 2) at 44.1 kHz, in [-1, 1]. Returns at once; playing starts by itself."""
        ...

    def finish(self) -> None:
        """Say that no more sound follows."""
        ...

    def rewrite(self, change: Callable[[Samples], Samples]) -> None:
        """Replace the sound that the system has not taken yet by what `change` returns for it, without a gap.

        More sound may follow then, until `finish` is called again.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...


def faded(sound: AnySound, frames: int, *, out: bool) -> AnySound:
    """A copy of a sound of shape (frames, 2) that fades in over its first frames, or out over its last ones."""
    frames = min(frames, len(sound))
    where = slice(len(sound) - frames, None) if out else slice(frames)
    gains = np.linspace(out, not out, frames, dtype=np.float32)[:, np.newaxis]
    changed = sound.copy()
    changed[where] = changed[where] * gains
    return changed


def no_device(name: SpeakersName) -> SpeakersError:
    """The error to raise when no device opens."""
    return SpeakersError(
        f"No sound device could be opened through {name}: connect one, or start PulseAudio or PipeWire; "
        "`voiceguide export` makes an MP3 without any."
    )


def device_lost(name: SpeakersName) -> SpeakersError:
    """The error to raise when a device stops working."""
    return SpeakersError(f"The sound device stopped working under {name}: see that it is still connected.")


def _ignore(_file: bytes, _line: int, _function: bytes, _code: int, _format: bytes) -> None:
    """Drop the message: the call that failed reports its error, too."""


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


def open_speakers(choice: SpeakersChoice = "auto", device: str | None = None, lead: Samples | None = None) -> Speakers:
    """Open the speakers of that name.

    Args:
        choice: `auto` is miniaudio, which tells where the device is; where that opens no device, simpleaudio.
        device: a device, as `find_device` takes it; None is the system's default.
        lead: a sound that plays at once, before what is written, and is counted nowhere: it wakes headphones.

    Raises:
        SpeakersError: no device opens, none matches, or simpleaudio was asked for and is not installed.
    """
    if device is not None:
        with blaming("device"):
            if choice == "simpleaudio":
                raise SpeakersError(
                    f"simpleaudio plays only through the system's default device, not through '{device[:60]}': "
                    "use `--speakers miniaudio`, or leave out --device."
                )
            return _open("miniaudio", lead, device)
    if choice != "auto":
        with blaming("speakers"):
            return _open(choice, lead)
    try:
        return _open("miniaudio", lead)
    except SpeakersError:
        with suppress(SpeakersError):
            return _open("simpleaudio", lead)
        raise


def _open(name: SpeakersName, lead: Samples | None, device: str | None = None) -> Speakers:
    hush_alsa()
    if name == "simpleaudio":
        from voiceguide.playback.simpleaudio import SimpleaudioSpeakers

        return SimpleaudioSpeakers(lead=lead)
    from voiceguide.playback.devices import find_device, playback_devices
    from voiceguide.playback.miniaudio import MiniaudioSpeakers

    return MiniaudioSpeakers(device=None if device is None else find_device(device, playback_devices()), lead=lead)

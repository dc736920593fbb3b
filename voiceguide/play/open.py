"""Speakers and keys, opened by what is there."""

import sys
from typing import TextIO

from voiceguide.errors import SpeakersError, blaming
from voiceguide.play.front import in_front
from voiceguide.play.keys import Keys, NoKeys
from voiceguide.play.speakers import Speakers, SpeakersChoice, SpeakersName


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
    from voiceguide.play.alsa import hush_alsa

    hush_alsa()
    if name == "simpleaudio":
        from voiceguide.play.with_simpleaudio import SimpleaudioSpeakers

        return SimpleaudioSpeakers()
    from voiceguide.play.devices import find_device, playback_devices
    from voiceguide.play.with_miniaudio import MiniaudioSpeakers

    return MiniaudioSpeakers(device=None if device is None else find_device(device, playback_devices()))


def open_keys(source: TextIO | None) -> Keys:
    """The keys of the terminal behind `source` (`sys.stdin`): none where it is no terminal, or another program's now."""
    if not source or source.closed or not source.isatty():
        return NoKeys()
    if sys.platform == "win32":
        import msvcrt

        from voiceguide.play.console import ConsoleKeys

        return ConsoleKeys(msvcrt)
    else:  # noqa: RET505 - so that each platform is type-checked by its own branch
        from voiceguide.play.terminal import TerminalKeys

        descriptor = source.fileno()
        return TerminalKeys(descriptor) if in_front(descriptor) else NoKeys()

"""The sound devices, as miniaudio finds them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from voiceguide.errors import SpeakersError
from voiceguide.playback.speakers import hush_alsa
from voiceguide.problems import nearest

if TYPE_CHECKING:
    from miniaudio import Backend


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device. `number` counts from 1, `name` is the system's, `handle` is miniaudio's."""

    number: int
    name: str
    handle: Any = field(default=None, compare=False, repr=False)


def backends() -> "list[Backend]":
    """The sound systems that miniaudio tries, in its order."""
    from miniaudio import Backend

    # JACK complains on the terminal where it does not run; where it runs, ALSA and PipeWire lead to it.
    return [backend for backend in Backend if backend not in (Backend.NULL, Backend.JACK)]


def playback_devices() -> tuple[Device, ...]:
    """Every device that plays sound, in the system's order; none if there is no sound system."""
    from miniaudio import Devices, MiniaudioError

    class Named(Devices):  # type: ignore[misc]
        """Asks for no details: a busy device would raise an error, which would hide all other devices."""

        def _get_info(self, *_: object) -> dict[str, Any]:
            return {}

    hush_alsa()
    try:
        found = Named(backends()).get_playbacks()
    except MiniaudioError:
        return ()
    return tuple(Device(number, " ".join(each["name"].split()), each["id"]) for number, each in enumerate(found, 1))


def find_device(wanted: str, devices: Sequence[Device]) -> Device:
    """Find a device by its number, its name, or a part of it that no other has; case does not matter.

    Raises:
        SpeakersError: no device matches, or several do; the message lists them.
    """
    name = " ".join(wanted.lower().split())
    numbered = [device for device in devices if str(device.number) == name]
    named = [device for device in devices if device.name.lower() == name]
    alike = [device for device in devices if name and name in device.name.lower()]
    found = numbered or named or alike
    if len(found) == 1:
        return found[0]
    if not devices:
        raise SpeakersError(
            f"There is no sound device, so none is called '{wanted[:60]}': connect one, or start PulseAudio or PipeWire."
        )
    several = (
        f"'{wanted[:60]}' matches {len(found)} sound devices" if found else f"No sound device is called '{wanted[:60]}'"
    )
    hint = "" if found else nearest(wanted, [device.name for device in devices])
    listed = "\n".join(f"  {device.number}  {device.name}" for device in found or devices)
    raise SpeakersError(
        f"{several}{hint or '.'} Expected a number, a name, or a part of it that only one device has:\n{listed}"
    )

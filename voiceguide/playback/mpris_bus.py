"""The player on D-Bus: serves the two interfaces of MPRIS 2.2, the program's and the session's."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Annotated, TypeAlias, TypeVar

from dbus_fast import DBusError, ErrorType, NameFlag, PropertyAccess, RequestNameReply, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusDict, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.errors import DBusFastError
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from voiceguide.playback.keys import Command, Seek, SeekTo
from voiceguide.playback.mpris import NowPlaying
from voiceguide.playback.view import plain

assert sys.platform == "linux"

ROOT = "org.mpris.MediaPlayer2"
PLAYER = f"{ROOT}.Player"
NAME = f"{ROOT}.voiceguide"
PATH = "/org/mpris/MediaPlayer2"

TIMEOUT_S = 10.0
"""How long each step of joining a bus may take."""

POLL_S = 0.2
"""How often the bus is told what changed."""

BUS_ERRORS = (OSError, EOFError, DBusFastError)
"""The errors of a bus that is not there, does not reply, or went away."""

DBusStrings = Annotated[list[str], DBusSignature("as")]
Ask: TypeAlias = Callable[[Command], None]
"""Takes a command of the listener."""


def serve(address: str, latest: Callable[[], NowPlaying], ask: Ask, left: threading.Event) -> None:
    """Be a player on the bus until `left` is set or the bus is gone. Returns at once if there is none; never raises.

    Args:
        address: the bus's, as `DBUS_SESSION_BUS_ADDRESS` has it.
        latest: returns what plays now.
        ask: called with each command, on this thread.
    """
    logging.getLogger("dbus_fast").addHandler(logging.NullHandler())  # nothing may write over a session's screen
    with suppress(*BUS_ERRORS):
        asyncio.run(_serve(address, latest, ask, left))


async def _serve(address: str, latest: Callable[[], NowPlaying], ask: Ask, left: threading.Event) -> None:
    # asyncio may not write there either, about lost replies.
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
    player = PlayerInterface(latest, ask)
    stay = asyncio.create_task(_stay(address, Root(ask), player))
    while not stay.done() and not left.is_set():
        player.tell()
        await asyncio.sleep(POLL_S)
    stay.cancel()
    with suppress(asyncio.CancelledError):
        await stay


async def _stay(address: str, *interfaces: ServiceInterface) -> None:
    """Join the bus, and stay until it is gone."""
    bus = MessageBus(address)
    async with asyncio.timeout(TIMEOUT_S):
        await bus.connect()
    gone = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
    try:
        for interface in interfaces:
            bus.export(PATH, interface)
        async with asyncio.timeout(TIMEOUT_S):
            await _take_name(bus)
        await asyncio.shield(gone)
    finally:
        bus.disconnect()
        async with asyncio.timeout(TIMEOUT_S):
            await gone


async def _take_name(bus: MessageBus) -> None:
    """Take the player's name or, if another player has it, a name with the id of this process."""
    for name in (NAME, f"{NAME}.instance{os.getpid()}"):
        if await bus.request_name(name, NameFlag.DO_NOT_QUEUE) is RequestNameReply.PRIMARY_OWNER:
            return


def _changing(now: NowPlaying) -> dict[str, object]:
    """The properties that change while a session plays, except the position, which moves by itself."""
    return {"PlaybackStatus": now.status, "Metadata": _metadata(now), "CanGoNext": not now.is_last}


def _metadata(now: NowPlaying) -> dict[str, Variant]:
    playback = now.playback
    art = {"mpris:artUrl": Variant("s", now.art.as_uri())} if now.art else {}
    return art | {
        "mpris:trackid": Variant("o", now.track),
        "mpris:length": Variant("x", now.length),
        "xesam:title": Variant("s", plain(playback.chapter.title)),
        "xesam:artist": Variant("as", ["voiceguide"]),  # as in the tags of exports
        "xesam:album": Variant("s", plain(playback.title)),
        "xesam:trackNumber": Variant("i", playback.number + 1),
    }


Interface = TypeVar("Interface", bound=type[ServiceInterface])


def _buttons(**commands: Command) -> Callable[[Interface], Interface]:
    """Adds methods, by their names on the bus, which ask for a command."""

    def button(name: str, command: Command) -> Callable[..., None]:
        def press(self: "Root | PlayerInterface") -> None:
            self.ask(command)

        method: Callable[..., None] = dbus_method(name)(press)
        return method

    return _with({name: button(name, command) for name, command in commands.items()})


def _properties(kind: object, **values: object) -> Callable[[Interface], Interface]:
    """Adds properties of one kind, by their names on the bus: constants, and functions of what plays now."""

    def readable(name: str, value: object) -> property:
        def get(self: "PlayerInterface") -> object:
            return value(self.latest()) if callable(value) else value

        get.__name__ = name  # by which dbus_fast finds the property
        get.__annotations__["return"] = kind
        return dbus_property(PropertyAccess.READ, name)(get)

    return _with({name: readable(name, value) for name, value in values.items()})


def _with(members: Mapping[str, object]) -> Callable[[Interface], Interface]:
    def add(interface: Interface) -> Interface:
        for name, member in members.items():
            setattr(interface, name, member)
        return interface

    return add


@_buttons(Quit="stop")
@_properties(DBusBool, CanQuit=True, CanRaise=False, HasTrackList=False)
@_properties(DBusStr, Identity="voiceguide")
@_properties(DBusStrings, SupportedUriSchemes=[], SupportedMimeTypes=[])
class Root(ServiceInterface):
    """The interface of the program, which has no window to raise, and can be stopped. `ask` takes commands."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ROOT)
        self.ask = ask

    @dbus_method("Raise")
    def raise_window(self) -> None:
        """No effect: there is no window, and CanRaise is false."""


@_buttons(Next="next", Previous="previous", Pause="pause", PlayPause="toggle", Stop="stop", Play="play")
@_properties(DBusBool, CanGoPrevious=True, CanPlay=True, CanPause=True, CanSeek=True, CanControl=True)
@_properties(DBusBool, CanGoNext=lambda now: not now.is_last)
@_properties(DBusStr, PlaybackStatus=lambda now: now.status)
@_properties(DBusDict, Metadata=_metadata)
@_properties(DBusInt64, Position=lambda now: now.position)
@_properties(DBusDouble, MinimumRate=1.0, MaximumRate=1.0, Volume=1.0)
class PlayerInterface(ServiceInterface):
    """The interface of the session: a chapter is a track. `latest` returns where it is, `ask` takes commands."""

    def __init__(self, latest: Callable[[], NowPlaying], ask: Ask) -> None:
        super().__init__(PLAYER)
        self.latest = latest
        self.ask = ask
        self._told = latest()

    def tell(self) -> None:
        """Send signals for what changed since the last call."""
        before, now = self._told, self.latest()
        self._told = now
        known = _changing(before)
        if changed := {name: value for name, value in _changing(now).items() if value != known[name]}:
            self.emit_properties_changed(changed)
        if now.jumped_since(before):
            self.seeked()

    @dbus_method("Seek")
    def seek(self, Offset: DBusInt64) -> None:  # noqa: N803 - seen on the bus
        """Seek inside this chapter; past its end is the next one, as MPRIS has it."""
        now = self.latest()
        target = now.position + Offset
        if target > now.length:
            self.ask("next")
        else:
            self.ask(Seek(Offset // 1000) if target > 0 else SeekTo(now.playback.number, 0))

    @dbus_method("SetPosition")
    def set_position(self, TrackId: DBusObjectPath, Position: DBusInt64) -> None:  # noqa: N803
        """Go to a position of this chapter. As MPRIS has it, another chapter, or a position outside, has no effect."""
        now = self.latest()
        if TrackId == now.track and 0 <= Position <= now.length:
            self.ask(SeekTo(now.playback.number, Position // 1000))

    @dbus_method("OpenUri")
    def open_uri(self, Uri: DBusStr) -> None:  # noqa: ARG002, N803
        raise DBusError(ErrorType.NOT_SUPPORTED, "voiceguide plays what it was started with.")

    @dbus_signal("Seeked")
    def seeked(self) -> DBusInt64:
        return self.latest().position

    @dbus_property(PropertyAccess.READWRITE, "Rate")
    def rate(self) -> DBusDouble:
        return 1.0

    @rate.setter
    def set_rate(self, rate: DBusDouble) -> None:
        """No effect but for 0, which pauses, as MPRIS has it: the breath's tempo is no speed of playing."""
        if rate == 0:
            self.ask("pause")

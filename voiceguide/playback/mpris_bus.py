"""The player on D-Bus: serves the two interfaces of MPRIS 2.2, the program's and the session's."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, TypeAlias

from dbus_fast import DBusError, ErrorType, NameFlag, PropertyAccess, RequestNameReply, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusDict, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.errors import DBusFastError
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from voiceguide.playback.keys import Command, Seek, SeekTo
from voiceguide.playback.mpris import NowPlaying

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

READ = PropertyAccess.READ

ARTIST = "voiceguide"
"""As in the tags of exports."""

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


class Root(ServiceInterface):
    """The interface of the program, which has no window to raise, and can be stopped."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ROOT)
        self._ask = ask

    @dbus_method("Raise")
    def raise_window(self) -> None:
        """No effect: there is no window, and CanRaise is false."""

    @dbus_method("Quit")
    def quit(self) -> None:
        self._ask("stop")

    @dbus_property(READ, "CanQuit")
    def can_quit(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanRaise")
    def can_raise(self) -> DBusBool:
        return False

    @dbus_property(READ, "HasTrackList")
    def has_track_list(self) -> DBusBool:
        return False

    @dbus_property(READ, "Identity")
    def identity(self) -> DBusStr:
        return "voiceguide"

    @dbus_property(READ, "SupportedUriSchemes")
    def uri_schemes(self) -> DBusStrings:
        return []

    @dbus_property(READ, "SupportedMimeTypes")
    def mime_types(self) -> DBusStrings:
        return []


class PlayerInterface(ServiceInterface):
    """The interface of the session: a chapter is a track. `latest` returns where it is, `ask` takes commands."""

    def __init__(self, latest: Callable[[], NowPlaying], ask: Ask) -> None:
        super().__init__(PLAYER)
        self._latest = latest
        self._ask = ask
        self._told = latest()

    def tell(self) -> None:
        """Send signals for what changed since the last call."""
        before, now = self._told, self._latest()
        self._told = now
        if not now.looks_like(before):
            known, changed = _changing(before), _changing(now)
            if changed != known:
                self.emit_properties_changed({name: value for name, value in changed.items() if value != known[name]})
        if now.jumped_since(before):
            self.seeked()

    @dbus_method("Next")
    def next(self) -> None:
        self._ask("next")

    @dbus_method("Previous")
    def previous(self) -> None:
        self._ask("previous")

    @dbus_method("Pause")
    def pause(self) -> None:
        self._ask("pause")

    @dbus_method("PlayPause")
    def play_pause(self) -> None:
        self._ask("toggle")

    @dbus_method("Stop")
    def stop(self) -> None:
        self._ask("stop")

    @dbus_method("Play")
    def play(self) -> None:
        self._ask("play")

    @dbus_method("Seek")
    def seek(self, Offset: DBusInt64) -> None:  # noqa: N803 - seen on the bus
        """Seek inside this chapter; past its end is the next one, as MPRIS has it."""
        now = self._latest()
        target = now.position + Offset
        if target > now.length:
            self._ask("next")
        else:
            self._ask(Seek(Offset // 1000) if target > 0 else SeekTo(now.playback.number, 0))

    @dbus_method("SetPosition")
    def set_position(self, TrackId: DBusObjectPath, Position: DBusInt64) -> None:  # noqa: N803
        """Go to a position of this chapter. As MPRIS has it, another chapter, or a position outside, has no effect."""
        now = self._latest()
        if TrackId == now.track and 0 <= Position <= now.length:
            self._ask(SeekTo(now.playback.number, Position // 1000))

    @dbus_method("OpenUri")
    def open_uri(self, Uri: DBusStr) -> None:  # noqa: ARG002, N803
        raise DBusError(ErrorType.NOT_SUPPORTED, "voiceguide plays what it was started with.")

    @dbus_signal("Seeked")
    def seeked(self) -> DBusInt64:
        return self._latest().position

    @dbus_property(READ, "PlaybackStatus")
    def status(self) -> DBusStr:
        return self._latest().status

    @dbus_property(READ, "Metadata")
    def metadata(self) -> DBusDict:
        return _metadata(self._latest())

    @dbus_property(READ, "Position")
    def position(self) -> DBusInt64:
        return self._latest().position

    @dbus_property(READ, "CanGoNext")
    def can_go_next(self) -> DBusBool:
        return not self._latest().is_last

    @dbus_property(PropertyAccess.READWRITE, "Rate")
    def rate(self) -> DBusDouble:
        return 1.0

    @rate.setter
    def set_rate(self, rate: DBusDouble) -> None:
        """No effect but for 0, which pauses, as MPRIS has it: the breath's tempo is no speed of playing."""
        if rate == 0:
            self._ask("pause")

    @dbus_property(READ, "MinimumRate")
    def minimum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(READ, "MaximumRate")
    def maximum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(READ, "Volume")
    def volume(self) -> DBusDouble:
        return 1.0

    @dbus_property(READ, "CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanPlay")
    def can_play(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanPause")
    def can_pause(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanSeek")
    def can_seek(self) -> DBusBool:
        return True

    @dbus_property(READ, "CanControl")
    def can_control(self) -> DBusBool:
        return True


def _changing(now: NowPlaying) -> dict[str, object]:
    """The properties that change while a session plays, except the position, which moves by itself."""
    return {"PlaybackStatus": now.status, "Metadata": _metadata(now), "CanGoNext": not now.is_last}


def _metadata(now: NowPlaying) -> dict[str, Variant]:
    art = {"mpris:artUrl": Variant("s", now.art.as_uri())} if now.art else {}
    return art | {
        "mpris:trackid": Variant("o", now.track),
        "mpris:length": Variant("x", now.length),
        "xesam:title": Variant("s", now.title),
        "xesam:artist": Variant("as", [ARTIST]),
        "xesam:album": Variant("s", now.album),
        "xesam:trackNumber": Variant("i", now.number),
    }

"""The program, as MPRIS 2.2 shows it on D-Bus."""

import sys
from collections.abc import Callable
from typing import Annotated, TypeAlias

from dbus_fast import PropertyAccess
from dbus_fast.annotations import DBusBool, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from voiceguide.play.commands import Command

assert sys.platform == "linux"

ROOT = "org.mpris.MediaPlayer2"
READ = PropertyAccess.READ

DBusStrings = Annotated[list[str], DBusSignature("as")]
Ask: TypeAlias = Callable[[Command], None]
"""Where what is pressed is passed on to."""


class Root(ServiceInterface):
    """The program: it has no window to raise, and can be stopped."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ROOT)
        self._ask = ask

    @dbus_method("Raise")
    def raise_window(self) -> None:
        """There is none."""

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

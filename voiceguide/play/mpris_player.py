"""The session, as MPRIS 2.2 shows it on D-Bus."""

import sys
from collections.abc import Callable

from dbus_fast import DBusError, ErrorType, Variant
from dbus_fast.annotations import DBusBool, DBusDict, DBusDouble, DBusInt64, DBusObjectPath, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from voiceguide.play.mpris_root import READ, ROOT, Ask
from voiceguide.play.now_playing import NowPlaying

assert sys.platform == "linux"

PLAYER = f"{ROOT}.Player"


class Player(ServiceInterface):
    """The session: a chapter is a track. `latest` says where it is now, `ask` passes on what is pressed."""

    def __init__(self, latest: Callable[[], NowPlaying], ask: Ask) -> None:
        super().__init__(PLAYER)
        self._latest = latest
        self._ask = ask
        self._told = latest()

    def tell(self) -> None:
        """Send signals for what changed since the last time."""
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
        """A breath is not to be cut: CanSeek is false, and then this has no effect."""

    @dbus_method("SetPosition")
    def set_position(self, TrackId: DBusObjectPath, Position: DBusInt64) -> None:  # noqa: N803
        """See `seek`."""

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

    @dbus_property(READ, "Rate")
    def rate(self) -> DBusDouble:
        return 1.0

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
        return False

    @dbus_property(READ, "CanControl")
    def can_control(self) -> DBusBool:
        return True


def _changing(now: NowPlaying) -> dict[str, object]:
    """The properties that change while a session plays, but for the position, which moves by itself."""
    return {"PlaybackStatus": now.status, "Metadata": _metadata(now), "CanGoNext": not now.is_last}


def _metadata(now: NowPlaying) -> dict[str, Variant]:
    return {
        "mpris:trackid": Variant("o", now.track),
        "mpris:length": Variant("x", now.length),
        "xesam:title": Variant("s", now.title),
        "xesam:album": Variant("s", now.album),
        "xesam:trackNumber": Variant("i", now.number),
    }

"""Checks of where voiceguide runs: folders, the terminal, the session bus."""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from voiceguide.doctor.finding import Finding
from voiceguide.errors import LogError

BUS_PATIENCE_S = 5.0

ANEW = "Nothing is kept there, so everything is made anew."


def folder(place: Callable[[], Path], otherwise: str = ANEW) -> Finding:
    """Whether a folder can be written, how much is in it, and what happens `otherwise`."""
    path = place()
    fault = _not_writable(path)
    if fault:
        return Finding("broken", f"{path} cannot be written: {fault}", otherwise)
    return Finding("works", f"{path}: {_size(path) / 1_000_000:.1f} MB")


def _size(path: Path) -> int:
    """Bytes in a folder's files; other processes may be taking some away."""
    size = 0
    for file in path.glob("*"):
        with suppress(OSError):
            size += file.stat().st_size
    return size


def log() -> Finding:
    """Whether the log of sessions can be read and written."""
    from voiceguide.log.days import practised
    from voiceguide.log.store import SessionLog, log_path

    path = log_path()
    try:
        entries = practised(SessionLog(path).entries())
    except LogError as error:
        return Finding("broken", str(error))
    if fault := _not_writable(path.parent):
        return Finding("broken", f"{path.parent} cannot be written: {fault}", "Sessions play, and are not remembered.")
    return Finding("works", f"{path}: {len(entries)} sessions")


def _not_writable(path: Path) -> str:
    """Why nothing can be written to a folder, which may yet have to be made; empty when it can."""
    there = next(each for each in (path, *path.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def media_keys_here() -> Finding:
    """The same as `media_keys`, for the bus that a session would find."""
    from voiceguide.play.mpris import session_bus

    return media_keys(session_bus())


def media_keys(address: str | None) -> Finding:
    """Whether the session bus answers, through which media keys and headset buttons come.

    Args:
        address: of the bus if there is one, as `DBUS_SESSION_BUS_ADDRESS` has it
            (https://dbus.freedesktop.org/doc/dbus-specification.html#addresses).
    """
    if sys.platform != "linux":
        return Finding("absent", "media keys come through the session bus of Linux")
    if not address:
        return Finding(
            "absent", "no session bus: media keys and headset buttons do nothing", "A desktop session has one."
        )
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    try:
        with open_dbus_connection(address) as connection:
            connection.send_and_get_reply(new_method_call(bus, "GetId"), timeout=BUS_PATIENCE_S)
    except (OSError, ValueError, RuntimeError) as error:  # an address that leads nowhere, or is none
        return Finding("broken", f"the session bus cannot be reached: {error}", "Log in again.")
    return Finding("works", "the session bus answers")


def awake() -> Finding:
    """Whether the machine can be asked not to go to sleep while a session plays; it is, for a moment."""
    from wakepy import keep

    with keep.running(on_fail="pass") as asked:
        by = asked.active_method
    if by is None:
        remedy = "If it sleeps while a session plays, turn that off in its settings."
        return Finding("absent", "the system cannot be asked to stay awake", remedy)
    return Finding("works", f"stays awake while a session plays, by {by.name}")


def terminal() -> Finding:
    """Whether keys can be read, and what can be shown."""
    if not (sys.stdin and sys.stdin.isatty()):
        return Finding("absent", "no terminal: sessions play, and no key is read")
    from rich.console import Console

    console = Console(stderr=True)
    colour = console.color_system or "no"
    named = os.environ.get("TERM", "unknown")
    return Finding("works", f"{named}, {console.width} columns, {colour} colours, {console.encoding}")

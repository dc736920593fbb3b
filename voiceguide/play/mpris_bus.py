"""A player on D-Bus, from joining the bus until it is left."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from dbus_fast import NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError
from dbus_fast.service import ServiceInterface

from voiceguide.play.mpris_player import Player
from voiceguide.play.mpris_root import ROOT, Ask, Root
from voiceguide.play.now_playing import NowPlaying

assert sys.platform == "linux"

NAME = f"{ROOT}.voiceguide"
PATH = "/org/mpris/MediaPlayer2"

PATIENCE_S = 10.0
"""How long a bus may take for each step of letting a player join."""

POLL_S = 0.2
"""How often the bus is told what changed."""

BUS_ERRORS = (OSError, EOFError, DBusFastError)
"""What is raised when there is no bus, or one that does not answer, or one that went away."""


def serve(address: str, latest: Callable[[], NowPlaying], ask: Ask, left: threading.Event) -> None:
    """Be a player on the bus until `left` is set or the bus is gone; at once where there is none. Never fails.

    Args:
        address: the bus's, as `DBUS_SESSION_BUS_ADDRESS` has it.
        latest: what is played now.
        ask: told what is pressed, on this thread.
    """
    logging.getLogger("dbus_fast").addHandler(logging.NullHandler())  # nothing may write over a session's screen
    with suppress(*BUS_ERRORS):
        asyncio.run(_serve(address, latest, ask, left))


async def _serve(address: str, latest: Callable[[], NowPlaying], ask: Ask, left: threading.Event) -> None:
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)  # nor may asyncio, of lost replies
    player = Player(latest, ask)
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
    async with asyncio.timeout(PATIENCE_S):
        await bus.connect()
    gone = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
    try:
        for interface in interfaces:
            bus.export(PATH, interface)
        async with asyncio.timeout(PATIENCE_S):
            await _take_name(bus)
        await asyncio.shield(gone)
    finally:
        bus.disconnect()
        async with asyncio.timeout(PATIENCE_S):
            await gone


async def _take_name(bus: MessageBus) -> None:
    """Take the player's name, or, where another one plays already, a name of its own."""
    for name in (NAME, f"{NAME}.instance{os.getpid()}"):
        if await bus.request_name(name, NameFlag.DO_NOT_QUEUE) is RequestNameReply.PRIMARY_OWNER:
            return

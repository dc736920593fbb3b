"""Media keys and headset buttons: desktops pass them on to players on D-Bus that implement MPRIS 2.2.

https://specifications.freedesktop.org/mpris-spec/latest/
"""

import os
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

from voiceguide.playback.keys import Command
from voiceguide.playback.playable import PlaybackPosition

JUMP_US = 1_000_000
"""A position that is further than this from the expected one is a jump, in microseconds."""


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """A playback position, and when it was, in seconds of a monotonic clock. Lengths and positions are in microseconds.

    `art` is the file of the session's cover, once it is drawn.
    """

    playback: PlaybackPosition
    at: float
    art: Path | None = None

    @property
    def status(self) -> str:
        return "Paused" if self.playback.paused else "Playing"

    @property
    def track(self) -> str:
        """The chapter's name as a D-Bus object path."""
        return f"/voiceguide/chapter/{self.playback.number + 1}"

    @property
    def length(self) -> int:
        return self.playback.chapter.duration * 1000

    @property
    def position(self) -> int:
        return self.playback.elapsed * 1000

    @property
    def is_last(self) -> bool:
        return self.playback.number + 1 >= len(self.playback.titles)

    def jumped_since(self, before: "NowPlaying") -> bool:
        """Whether the position is not the expected one: a new chapter starts at 0, and a pause does not move it."""
        if self.track != before.track:
            return self.position > JUMP_US
        gone = 0.0 if before.playback.paused else (self.at - before.at) * 1_000_000
        return abs(self.position - before.position - gone) > JUMP_US


MOST_UNREAD = 32
"""How many commands wait to be read; of more, the oldest are dropped."""

CLOSING_S = 0.5
"""How long to wait at the end for the bus."""


ART_AFTER_S = 2.0
"""Seconds before the cover is drawn, so that the first words never wait for it."""


class MediaKeys:
    """Reads media keys and headset buttons, and tells the desktop what plays. A context.

    Nothing here fails or waits: without a bus, or with one that dies or hangs, there are no commands.

    Args:
        address: the bus's; None is the session bus.
        cover: draws the session's cover as a JPEG; None as long as it cannot be drawn yet. Called on a thread of its own.
    """

    def __init__(self, address: str | None = None, cover: Callable[[], bytes | None] = lambda: None) -> None:
        self._address = address or session_bus()
        self._cover = cover
        self._art: Path | None = None
        self._asked: deque[Command] = deque(maxlen=MOST_UNREAD)
        self._left = threading.Event()
        self._thread: threading.Thread | None = None
        self._now: NowPlaying

    def read(self) -> Command | None:
        """The oldest command that was not read yet; None if there is none. Returns at once."""
        return self._asked.popleft() if self._asked else None

    def show(self, playback: PlaybackPosition) -> None:
        """Tell the desktop where the session is. Only the first call joins the bus, so nothing waits for it before."""
        self._now = NowPlaying(playback, time.monotonic(), self._art)
        if self._address and not self._thread and not self._left.is_set():
            self._thread = threading.Thread(target=self._serve, args=(self._address,), name="media keys", daemon=True)
            self._thread.start()

    def _serve(self, address: str) -> None:
        if sys.platform != "linux":
            return
        from voiceguide.playback.mpris_bus import serve

        gone = threading.Event()
        drawing = threading.Thread(target=self._keep_art, args=(gone,), name="cover", daemon=True)
        drawing.start()
        serve(address, lambda: self._now, self._asked.append, self._left)
        gone.set()
        drawing.join()

    def _keep_art(self, gone: threading.Event) -> None:
        """Draw the cover, as soon as it can be drawn, into a file that is there until the bus is `gone` or left."""
        picture = None
        while not picture:
            if gone.wait(ART_AFTER_S):
                return
            try:
                picture = self._cover()
            except Exception:  # noqa: BLE001 - a session is heard without a picture too
                return
        with suppress(OSError), tempfile.NamedTemporaryFile(prefix="voiceguide-", suffix=".jpg") as file:
            file.write(picture)
            file.flush()
            self._art = Path(file.name)
            gone.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._left.set()
        if self._thread:
            self._thread.join(CLOSING_S)


def session_bus() -> str | None:
    """The address of the user's session bus; None if there is none, and on other systems than Linux."""
    if sys.platform != "linux":
        return None
    if address := os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    socket = Path(runtime or "/nowhere", "bus")
    return f"unix:path={quote(str(socket))}" if socket.is_socket() else None

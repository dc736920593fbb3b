"""A terminal that a program runs on, and what it shows."""

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path

import pyte

SHOWING = Path(__file__).with_name("showing.py")
OWNING = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Becomes another program, whose controlling terminal is this one, as a shell starts it."""

ALTERNATE, WRAPPING = 1049 << 5, 7 << 5


class Terminal:
    """`showing.py`, or another command, on a terminal of some size, played back by pyte.

    Attributes:
        sent: all that the program wrote to the terminal.
        came: the times of the monotonic clock at which so many bytes of it had come.
    """

    def __init__(self, scene: str | list[str], width: int = 80, height: int = 24, **environment: str) -> None:
        self.here, self.there = os.openpty()
        self._resize(width, height)
        self.modes_before = termios.tcgetattr(self.there)
        self.sent = b""
        self.came: list[tuple[float, int]] = []
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        command = [sys.executable, str(SHOWING), scene] if isinstance(scene, str) else scene
        inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWNING, *command],
            stdin=self.there,
            stdout=subprocess.PIPE,
            stderr=self.there,
            start_new_session=True,
            env=inherited | {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"} | environment,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while not self._closing.is_set():
            if select.select([self.here], [], [], 0.05)[0]:
                try:
                    some = os.read(self.here, 65536)
                except OSError:  # no program has the terminal
                    return
                with self._lock:
                    self.sent += some
                    self.came.append((time.monotonic(), len(self.sent)))
                    self._stream.feed(some)

    def _resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.here, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def resize(self, width: int, height: int) -> None:
        with self._lock:
            self._screen.resize(height, width)
            self._resize(width, height)

    @property
    def rows(self) -> list[str]:
        """What the screen shows, row by row."""
        with self._lock:
            return [row.rstrip() for row in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def colours(self) -> set[str]:
        with self._lock:
            return {cell.fg for row in self._screen.buffer.values() for cell in row.values()}

    @property
    def is_as_before(self) -> bool:
        """Whether the cursor is visible, lines wrap, and the earlier screen and the keyboard's modes are back."""
        with self._lock:
            cursor = not self._screen.cursor.hidden
            modes = self._screen.mode
        return (
            cursor
            and ALTERNATE not in modes
            and WRAPPING in modes
            and termios.tcgetattr(self.there) == self.modes_before
        )

    @property
    def is_taken(self) -> bool:
        with self._lock:
            return self._screen.cursor.hidden and ALTERNATE in self._screen.mode

    def type(self, keys: bytes) -> None:
        os.write(self.here, keys)

    def end(self) -> str:
        """Wait for the program to end; returns its stdout."""
        return self.process.communicate(timeout=20)[0].decode()

    def close_window(self) -> None:
        self._closing.set()
        self._reader.join()
        os.close(self.here)

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        os.close(self.there)
        if not self._closing.is_set():
            self.close_window()

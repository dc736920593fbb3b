"""Shows a playing session on the terminal."""

import os
import signal
import time
from collections.abc import Mapping
from contextlib import ExitStack
from types import FrameType
from typing import Self

from rich.console import Console

from voiceguide.letters import spelled
from voiceguide.playback.awake import handling_signals, signals_interrupt
from voiceguide.playback.canvas import Canvas
from voiceguide.playback.controls import USUAL
from voiceguide.playback.frame import draw
from voiceguide.playback.keys import Keys
from voiceguide.playback.lines import Lines
from voiceguide.playback.playable import PlaybackPosition
from voiceguide.playback.view import ASCII, UNICODE, view_of

FRAME_S = 0.1
"""Ten frames a second at most."""

LATE_S = 0.05
"""A frame may be this late without delaying the ones after it."""


class Screen:
    """Shows the session on the whole terminal behind `console`. A context, which restores the terminal when it is left.

    Without a terminal, or while another program has it, nothing is shown; a terminal that cannot move its cursor gets a line
    for what changes. While the context is open, SIGTERM and SIGHUP interrupt as Ctrl-C does, and Ctrl-Z restores the
    terminal until the program goes on.

    Args:
        keys: what reads its keys, so that hints for them are shown; None if nothing does.
        main: the key of every action.
        plain: whether to show lines for a screen reader, without any code that moves a cursor or colours.
    """

    def __init__(
        self, console: Console, keys: Keys | None = None, main: Mapping[str, str] = USUAL.main, *, plain: bool = False
    ) -> None:
        self._console = console
        self._canvas = Canvas(console, keys)
        self._marks = UNICODE if console.encoding.startswith("utf") else ASCII
        self._main = {name: spelled(key, console.encoding) for name, key in main.items()} if keys else None
        self._due = 0.0
        self._lines = Lines() if plain or console.is_dumb_terminal or console.legacy_windows else None
        self._stopping = False
        self._open = ExitStack()

    def show(self, playback: PlaybackPosition) -> None:
        """Show a playback position, unless there was a frame just now. Never waits for the terminal."""
        if self._stopping:
            self._stop()
        now = time.monotonic()
        if now < self._due or not self._canvas.is_ours:
            return
        self._due = max(self._due, now - LATE_S) + FRAME_S
        if self._lines:
            self._canvas.add(spelled(line, self._console.encoding) for line in self._lines.news(playback))
        else:
            size = self._canvas.size
            view = view_of(playback, self._console.encoding)
            self._canvas.paint(draw(view, size, self._marks, self._main), size)

    def _stop(self) -> None:
        """Restore the terminal and stop, as Ctrl-Z asks. Returns when the shell continues the program."""
        self._canvas.close()
        self._stopping = False
        os.kill(os.getpid(), signal.SIGSTOP)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _go_on(self, _number: int, _frame: FrameType | None) -> None:
        self._canvas.reopen()

    def __enter__(self) -> Self:
        self._open.enter_context(signals_interrupt())
        if self._canvas.works:
            self._open.callback(self._canvas.close)
            self._open.callback(self._canvas.close)  # twice: an interrupt may cut the first call short
            self._open.enter_context(handling_signals({"SIGTSTP": self._ask_to_stop, "SIGCONT": self._go_on}))
        return self

    def __exit__(self, *raised: object) -> None:
        self._open.close()

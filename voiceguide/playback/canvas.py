"""Paints the whole terminal line by line, and writes only the lines that changed."""

import os
import select
import sys
from collections.abc import Iterable
from io import StringIO
from typing import Literal, cast

from rich.console import Console
from rich.text import Text

from voiceguide.playback.frame import Size
from voiceguide.playback.keys import Keys, in_front

OPEN = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J"
"""Opens an empty alternate screen without cursor and without wrapping: a character that is drawn wider stays in its row."""

CLOSE = "\x1b[?7h\x1b[?25h\x1b[?1049l"
ASK = "\x1b[?2004h\x1b[?u"
"""Asks that pasted text be marked, and whether the terminal knows the keyboard protocol, which tells the positions of keys."""

TELL_LAYOUT = "\x1b[>13u"
"""Asks for every key as a sequence with its position (https://sw.kovidgoyal.net/kitty/keyboard-protocol/): 1 + 4 + 8."""

TELL_NO_LAYOUT = "\x1b[<u"
MARK_NO_PASTES = "\x1b[?2004l"
CLEAR = "\x1b[2J"
ROW = "\x1b[{};1H\x1b[2K{}"
ANY_SIZE = Size(80, 24)


class Canvas:
    """The terminal behind `console`: the first frame opens it, and closing restores it.

    Args:
        keys: what reads its keys; None if nothing does.

    Attributes:
        works: whether there is a terminal; False once it is gone.
    """

    def __init__(self, console: Console, keys: Keys | None = None) -> None:
        self._console = console
        self._keys = keys
        self._layout_told = False
        self._styling = _styling_for(console)
        self._open = False
        self._size = ANY_SIZE
        self._painted: list[Text] = []
        self.works = console.is_terminal and console.file.isatty()

    @property
    def is_ours(self) -> bool:
        """Whether there is a terminal that no other program has now; one has it if this one was started with `&`."""
        return self.works and (self._open or in_front(self._console.file.fileno()))

    @property
    def size(self) -> Size:
        """The terminal's size now; `ANY_SIZE` if it is unknown."""
        try:
            size = Size(*os.get_terminal_size(self._console.file.fileno()))
        except OSError:
            return ANY_SIZE
        return size if all(size) else ANY_SIZE

    def paint(self, lines: list[Text], size: Size) -> None:
        """Show lines, one in each row, on a terminal of that size. Skips the frame while the terminal takes no output."""
        if not self.is_ours or not self._takes():
            return
        opening = OPEN + ASK if self._keys else OPEN
        begin = opening if not self._open else CLEAR if size != self._size else ""
        before = [Text()] * len(lines) if begin else self._painted
        changed = [(row, line) for row, line in enumerate(lines, 1) if line != before[row - 1]]
        self._open, self._size, self._painted = True, size, lines
        layout = self._layout()
        if begin or layout or changed:
            self._write(begin + layout + "".join(ROW.format(row, self._styled(line)) for row, line in changed))

    def add(self, lines: Iterable[str]) -> None:
        """Write lines below those that were written, without any code. Asks for none while the terminal takes no output."""
        if self.is_ours and self._takes() and (text := "".join(f"{line}\n" for line in lines)):
            self._write(text)

    def close(self) -> None:
        if self._open:
            self._undo_ctrl_s()
            keys_as_before = MARK_NO_PASTES if self._keys else ""
            self._write((TELL_NO_LAYOUT if self._layout_told else "") + keys_as_before + CLOSE)
            self._open = self._layout_told = False

    def reopen(self) -> None:
        """Paint everything with the next frame, since another program may have had the terminal."""
        self._open = False

    def _layout(self) -> str:
        """What asks for the positions of keys, once the terminal has said that it can tell them.

        A terminal keeps this for each of its screens, so it is asked for on this one and given back before this one is left.
        """
        if self._layout_told or not (self._keys and self._keys.tells_layout):
            return ""
        self._layout_told = True
        return TELL_LAYOUT

    def _styled(self, line: Text) -> str:
        with self._styling.capture() as captured:
            self._styling.print(line, end="", no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
        return captured.get()

    def _takes(self) -> bool:
        """Whether the terminal takes output now; it does not after Ctrl-S, or over a connection that hangs."""
        if sys.platform == "win32":
            return True
        return bool(select.select([], [self._console.file.fileno()], [], 0)[1])

    def _undo_ctrl_s(self) -> None:
        """Let the terminal take output again after Ctrl-S, so that it takes the codes that restore it."""
        if sys.platform != "win32":
            import termios

            try:
                for action in (termios.TCOOFF, termios.TCOON):  # on restarts only output that off stopped
                    termios.tcflow(self._console.file.fileno(), action)
            except (termios.error, OSError):
                self.works = False

    def _write(self, codes: str) -> None:
        try:
            self._console.file.write(codes)
            self._console.file.flush()
        except OSError:  # the window was closed
            self.works = False


def _styling_for(console: Console) -> Console:
    """A console with the colours of another one that writes nowhere: on an interrupt, rich writes what it has so far, and
    the window may just have been closed."""
    colours = cast(Literal["standard", "256", "truecolor", "windows"] | None, console.color_system)
    return Console(
        file=StringIO(), force_terminal=True, color_system=colours, no_color=console.no_color, highlight=False
    )

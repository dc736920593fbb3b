import io

import pytest
from rich.console import Console
from rich.text import Text

from voiceguide.playback.canvas import Canvas
from voiceguide.playback.frame import Size


class ClosedWindow(io.StringIO):
    """A terminal whose window was closed."""

    def isatty(self):
        return True

    def write(self, text):
        raise OSError(5, "Input/output error")


class Interrupting:
    """A line that is drawn as the interrupt comes."""

    def __rich_console__(self, console, options):
        yield Text("half a ")
        raise KeyboardInterrupt


def test_an_interrupt_while_drawing_to_a_closed_window_stays_an_interrupt(monkeypatch):
    canvas = Canvas(Console(file=ClosedWindow(), force_terminal=True))
    monkeypatch.setattr(Canvas, "is_ours", True)
    monkeypatch.setattr(canvas, "_takes", lambda: True)
    with pytest.raises(KeyboardInterrupt):
        canvas.paint([Interrupting()], Size(20, 5))

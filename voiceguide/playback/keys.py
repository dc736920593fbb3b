"""Sources of keys, opened by what the system has, and what a listener can ask."""

import os
import sys
from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, Protocol, Self, TextIO, TypeAlias

from voiceguide.units import Ms


class Keys(Protocol):
    """A source of keys. A context, which restores the terminal when it is left."""

    @property
    def tells_layout(self) -> bool:
        """Whether its terminal has said that it can tell the positions of keys."""
        return False

    def read(self, seconds: float) -> str | None:
        """The next key, a character or an escape sequence. Waits `seconds` at most; None if there was none."""
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Nothing to restore."""


@dataclass(frozen=True, slots=True)
class Seek:
    """Go back or on by whole breaths, to the one that begins nearest to so many milliseconds from here; < 0 is back."""

    by: Ms


@dataclass(frozen=True, slots=True)
class SeekTo:
    """Go to the breath that begins nearest to a place: a chapter, from 0, and the milliseconds from its start."""

    number: int
    elapsed: Ms


@dataclass(frozen=True, slots=True)
class GoTo:
    """Go to an exercise, counted from 1."""

    number: int


Command: TypeAlias = (
    Literal[
        "toggle",
        "play",
        "pause",
        "next",
        "previous",
        "again",
        "slower",
        "faster",
        "help",
        "stop",
        "interrupt",
        "unknown",
    ]
    | Seek
    | SeekTo
    | GoTo
)
"""What a listener can ask, by key, headset button or media key. `toggle` pauses or resumes; `again` repeats the last cue;
`unknown` is a key that asks for nothing."""


def in_front(descriptor: int) -> bool:
    """Whether this program is in the foreground of a terminal. One in the background would be stopped if it read from the
    terminal or changed it, and would draw over another program."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:  # a terminal that controls no program
        return True


def open_keys(source: TextIO | None, bound: Container[str] = ()) -> Keys | None:
    """The keys of the terminal behind `source`, such as `sys.stdin`; None if it is no terminal or another program has it.

    `bound` holds the keys that have a meaning.
    """
    if not source or source.closed or not source.isatty():
        return None
    if sys.platform == "win32":
        import msvcrt

        from voiceguide.playback.windows_console import ConsoleKeys

        return ConsoleKeys(msvcrt)
    else:  # noqa: RET505 - so that each platform is type-checked by its own branch
        from voiceguide.playback.terminal import TerminalKeys

        descriptor = source.fileno()
        return TerminalKeys(descriptor, bound) if in_front(descriptor) else None

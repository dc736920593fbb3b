"""What a listener can ask of a playing session."""

from typing import Literal

Command = Literal[
    "toggle", "play", "pause", "next", "previous", "again", "slower", "faster", "help", "stop", "interrupt"
]
"""What a listener can ask, by key, by headset button or by media key. `toggle` pauses and goes on; `again` says the last cue again."""

COMMANDS: dict[str, Command] = {
    " ": "toggle",
    "\r": "toggle",
    "\n": "toggle",
    "\x1b[C": "next",
    "\x1bOC": "next",
    "\x1b[D": "previous",
    "\x1bOD": "previous",
    "r": "again",
    "R": "again",
    "+": "faster",
    "=": "faster",
    "-": "slower",
    "_": "slower",
    "?": "help",
    "h": "help",
    "q": "stop",
    "Q": "stop",
    "\x03": "interrupt",
}
"""The command of each key, as `Keys` gives it: a character, or the sequence that a terminal sends for an arrow."""

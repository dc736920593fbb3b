"""The table of commands. Each is imported only when it runs: importing all of them takes too long for help."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from voiceguide.cli.help import PlainCommand, write_flags, write_paragraphs, write_section


class Command(NamedTuple):
    """A command's module in this folder and its function there, and the first sentence of its help."""

    module: str
    function: str
    help: str


COMMANDS = {
    "list": Command("list", "list_scripts", "Show the scripts that can be played by name, and the named paces."),
    "new": Command("new", "new", "Write a script to start from, with every part explained."),
    "check": Command("check", "check", "Show every problem of scripts, where it is and what to do."),
    "plan": Command("plan", "plan", "Show when every cue will be said, without playing it."),
    "play": Command("play", "play", "Play a session through the speakers, hands free."),
    "export": Command("export", "export", "Make an MP3 with chapters for the phone."),
    "share": Command("share", "share", "Let phones of the local network hear sessions, with a QR code to scan."),
    "batch": Command(
        "batch", "batch", "Make many exports by a plan: scripts, paces and voices, on all cores or on a cluster."
    ),
    "feed": Command(
        "feed",
        "feed",
        "Make a podcast of a folder of exports: chapters, words and covers beside them, and an RSS feed.",
    ),
    "handout": Command(
        "handout", "handout", "Make a page to print: cautions first, one exercise a block, room for notes."
    ),
    "verify": Command("verify", "verify", "Listen to an exported file and compare it with the cue sheet inside it."),
    "draft": Command(
        "draft", "draft", "Turn an article or a handout into scripts: one for each exercise, and a session of them all."
    ),
    "voices": Command("voices", "voices", "Show the voices, hear one, install one, or record your own."),
    "log": Command(
        "log", "log", "Show when you practised: days and minutes as a calendar, days in a row, and which exercises."
    ),
    "doctor": Command("doctor", "doctor", "Show what works on this machine, and how to mend what does not."),
}
"""In the order in which help lists them."""


class Program(TyperGroup):
    """The program `voiceguide`. Its help lists the commands from `COMMANDS`, without importing them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _OnDemand()  # type: ignore[assignment]

    def format_help_text(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ARG002
        write_paragraphs(self.help or "", formatter)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        write_section("Commands", [(name, command.help) for name, command in COMMANDS.items()], formatter)
        write_flags(self, ctx, formatter)


class _OnDemand(Mapping[str, Any]):
    """The commands as typer makes them, by name; a look-up imports one."""

    def __getitem__(self, name: str) -> Any:
        return imported(COMMANDS[name], name)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


@cache
def imported(command: Command, name: str) -> Any:
    """A command as typer makes it."""
    function = getattr(import_module(f"voiceguide.cli.{command.module}"), command.function)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, cls=PlainCommand)(function)
    return get_command(alone)

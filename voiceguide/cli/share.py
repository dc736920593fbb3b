"""`voiceguide share`"""

import os
import re
import shlex
import sys
import time
from functools import partial
from io import StringIO
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.console import can_show, report, say
from voiceguide.cli.defaults import is_default, names_form
from voiceguide.cli.export import watched
from voiceguide.cli.flags import SessionFlags, chosen, given, only_one, with_flags
from voiceguide.cli.voice import rendering_spoken
from voiceguide.errors import ExportError, ShareError
from voiceguide.exporter.forms import FILE_FORMS
from voiceguide.extras import command_for, missing_in
from voiceguide.storage.names import as_on_disk, in_unicode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voiceguide.exporter.mp3 import Encoding
    from voiceguide.share.interfaces import IPAddress
    from voiceguide.share.shared import SharedSession

LONGER_S = 30 * 60
"""How much longer than the longest session it is shared, unless `--for` is given."""

LONGEST_H = 24

_BLOCKS = "▀▄█"

_in_network = partial(typer.Option, rich_help_panel="Network")


def _seconds(text: str) -> int:
    unit = {"s": 1, "m": 60, "h": 3600}
    found = re.fullmatch(r"(\d{1,6})([smh])", text, re.ASCII)
    seconds = int(found[1]) * unit[found[2]] if found else 0
    if 1 <= seconds <= LONGEST_H * 3600:
        return seconds
    raise typer.BadParameter(f"'{text[:60]}': expected a time such as 30m or 2h, at most {LONGEST_H}h.")


def _address(text: str) -> "IPAddress":
    try:
        found = ip_address(text)
    except ValueError:
        raise typer.BadParameter(f"'{text[:60]}': expected an IP address of this machine.") from None
    if found.is_unspecified or found.is_multicast or getattr(found, "scope_id", None):
        raise typer.BadParameter(f"'{text}' is no address that a phone can open: expected one of this machine.")
    return found


@with_flags
def share(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="SESSION|FILE",
            help="Scripts, names of bundled ones, or MP3s and WAVs that were exported.",
            show_default=False,
        ),
    ],
    flags: SessionFlags,
    context: typer.Context,
    for_: Annotated[
        int | None,
        _in_network(
            "--for",
            parser=_seconds,
            metavar="TIME",
            help="Stop after this time, such as 45m or 2h; by default half an hour longer than the session.",
        ),
    ] = None,
    once: Annotated[
        bool, _in_network("--once", help="Stop as soon as each was heard to its end, or downloaded.")
    ] = False,
    interface: Annotated[
        str | None, _in_network(metavar="NAME", help="The network interface to share on, such as wlan0.")
    ] = None,
    bind: Annotated[
        str | None, _in_network(metavar="ADDR", help="The one address to share on, instead of an interface.")
    ] = None,
    bitrate: Annotated[
        int | None, typer.Option(rich_help_panel="File", metavar="KBPS", help="Bit rate of the MP3; 128 is usual.")
    ] = None,
    mono: Annotated[bool, typer.Option("--mono", rich_help_panel="File", help="One channel: half the size.")] = False,
) -> None:
    """Let phones of the local network hear sessions, with a QR code to scan.

    The address has a secret in it, a new one each time. Nothing else of this machine can be had there.

    [bold]voiceguide share back-mobility[/bold]
    [bold]voiceguide share back-mobility wind-down --pace 5-7 --for 2h[/bold]
    [bold]voiceguide share back.mp3 --once[/bold]   stops when it was heard or downloaded
    [bold]voiceguide share back.mp3 --interface wlan0[/bold]
    """
    if missing := missing_in("share"):
        raise ShareError(
            f"Sharing needs packages that are not installed ({', '.join(missing)}). Please run: {command_for('share')}"
        )
    from voiceguide.playback.awake import since_boot, staying_awake
    from voiceguide.share.server import opened
    from voiceguide.share.shared import sharing_folder
    from voiceguide.share.sharing import share_sessions

    if bitrate not in FILE_FORMS[".mp3"].rates and is_default(context, "bitrate"):
        bitrate = None  # it is meant for another form
    encoding = FILE_FORMS[".mp3"].encoding(bitrate, mono=mono)
    with opened(_addresses(interface, bind)) as sockets, sharing_folder() as folder, staying_awake():
        sessions = [_shared(each, folder, number, flags, encoding) for number, each in enumerate(what, start=1)]
        longest = max(each.timeline.duration for each in sessions) // 1000
        seconds = for_ or min(longest + LONGER_S, LONGEST_H * 3600)
        if seconds < longest:
            say("It stops before the session ends: download it on the phone, or share it for longer with --for.")
        had = share_sessions(sessions, sockets, seconds, since_boot, partial(_tell, seconds=seconds), once=once)
        say("All was heard or downloaded: sharing has ended." if had else "Sharing has ended.")


def _addresses(interface: str | None, bind: str | None) -> "Sequence[IPAddress]":
    """The addresses to share on; says which interface was taken."""
    from voiceguide.share.interfaces import chosen_interface, interfaces_here, listed, named_interface

    only_one({"--interface": interface, "--bind": bind}, "both choose where to share")
    if bind:
        return [_address(bind)]
    there = interfaces_here()
    if interface:
        return named_interface(there, interface).reachable
    taken = chosen_interface(there)
    others = [each for each in there if each is not taken and each.reachable]
    say(f"Sharing on {listed([taken])}." + (f" Another one: --interface NAME, of {listed(others)}." if others else ""))
    return taken.reachable


def _shared(what: str, folder: Path, number: int, flags: SessionFlags, encoding: "Encoding") -> "SharedSession":
    """An exported file, or a script that is exported now."""
    from voiceguide.exporter.request import ExportRequest
    from voiceguide.share.shared import SharedSession, cache_refused, copied

    if names_form(Path(what)):
        return copied(as_on_disk(Path(what)), folder, number)
    words = ["voiceguide", "share", Path(what).name, *given(chosen(flags))]
    request = ExportRequest(folder / f"{number}.mp3", ".mp3", encoding, comment=in_unicode(shlex.join(words)))
    sound = rendering_spoken(what, flags, request)
    report(sound.problems)
    try:
        with watched(sound.prepared.timeline) as watch:
            sound.export(request, watch)
    except ExportError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        raise cache_refused(error.__cause__) from error
    return SharedSession.of(request.target)


def _tell(addresses: "Sequence[str]", seconds: int) -> None:
    """Print the QR code of the first address, on a terminal, and all addresses; say when it stops."""
    if sys.stdout.isatty():
        for line in _qr_code(addresses[0]):
            typer.echo(line)
    for each in addresses:
        typer.echo(each)
    sys.stdout.flush()
    end = time.strftime("%H:%M", time.localtime(time.time() + seconds))
    say(f"Scan it, or open the address, in the same network. It stops at {end}; Ctrl-C stops it now.")


def _qr_code(address: str) -> list[str]:
    """In half blocks, white on black whatever the terminal's colours are; in spaces where its encoding has no blocks."""
    import segno

    drawn, blocks = StringIO(), can_show(_BLOCKS)
    segno.make(address, micro=False).terminal(drawn, border=2, compact=blocks)
    lines = drawn.getvalue().splitlines()
    if not blocks or os.environ.get("NO_COLOR"):
        return lines
    return [typer.style(each, fg="bright_white", bg="black") for each in lines]

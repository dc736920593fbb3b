"""`voiceguide feed`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from voiceguide.cli.console import counted, print_path, say
from voiceguide.cli.flags import web_address
from voiceguide.storage.names import as_on_disk


def feed(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of exported MP3s.", show_default=False)],
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            parser=web_address,
            metavar="URL",
            help="Where the folder will stand on the web: adds feed.xml.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The feed's title; by default the folder's name.")
    ] = None,
) -> None:
    """Make a podcast of a folder of exports: chapters, words and covers beside them, and an RSS feed.

    Run it again after each export: only what changed is written.

    [bold]voiceguide feed phone[/bold]   for a folder that is synced to a phone
    [bold]voiceguide feed phone --base-url https://example.org/back[/bold]   for a web host
    """
    from voiceguide.podcast import FEED, update_feed

    folder = as_on_disk(folder)
    written = update_feed(folder, base_url, title, say)
    if not sys.stdout.isatty():
        for path in written:
            print_path(path)
    done = f"{counted(len(written), 'file')} written" if written else "nothing has changed"
    where = (
        f"Upload the folder, and give apps {base_url.rstrip('/')}/{FEED}."
        if base_url
        else ("Sync the folder to your phone; --base-url makes a feed for a web host.")
    )
    say(f"{folder}: {done}. {where}")

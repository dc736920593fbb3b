"""`voiceguide new`"""

from pathlib import Path
from typing import Annotated

import typer

from voiceguide.cli.console import print_path, say
from voiceguide.errors import ExportError


def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="The exercise's name, or a file to write that ends in .md.", show_default=False
        ),
    ],
) -> None:
    """Write a script to start from, with every part explained.

    [bold]voiceguide new "Side stretch"[/bold]   writes side-stretch.md
    """
    from voiceguide.script.template import write_template

    try:
        path = write_template(name, Path())
    except FileExistsError as error:
        raise ExportError(f"'{error.filename}' is there already, and is kept: choose another name.") from None
    except ExportError:
        raise
    except OSError as error:
        raise ExportError(f"'{name}' cannot be written ({error.strerror}): choose another place.") from None
    print_path(path)
    say(f"Write your exercise into it, then `voiceguide check {path}`.")
